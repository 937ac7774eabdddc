from . import gateway, models, wizards
