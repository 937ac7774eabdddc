from . import models, wizards


def refresh(env):
    """Updates the integration state of records that were exchanged before the module was installed, and
    stores the orders as they were sent.
    """
    env["suture.order.version"]._take_missing()
    env["purchase.order"]._suture_refresh_linked()
