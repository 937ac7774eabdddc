from . import models


def refresh(env):
    """Shows on documents that were exchanged before the module was installed where they stand."""
    env["account.move"]._suture_refresh_linked()
