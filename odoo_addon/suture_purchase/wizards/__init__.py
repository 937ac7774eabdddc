from . import withhold
