from . import models, wizards


def refresh(env):
    """Updates the integration state of records that were exchanged before the module was installed."""
    env["purchase.order"]._suture_refresh_linked()
