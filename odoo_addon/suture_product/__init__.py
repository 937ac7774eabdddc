from . import models


def fill_codes(env):
    """Sets the UN/ECE codes of Odoo's own units."""
    env["uom.uom"]._suture_fill_codes()
