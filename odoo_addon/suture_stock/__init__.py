from . import models


def refresh(env):
    """Updates the integration state of records that were exchanged before the module was installed."""
    env["stock.picking"]._suture_refresh_linked()
