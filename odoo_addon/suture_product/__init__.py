from . import models


def fill_codes(env):
    """Gives Odoo's own units their code of UN/ECE."""
    env["uom.uom"]._suture_fill_codes()
