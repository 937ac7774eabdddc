"""Suggests locations for an unknown code."""

from odoo.addons.suture.suggest.history import values
from odoo.fields import Domain


def of_location(unknown):
    """Yields `(location, reason)` for internal locations with the same barcode or a name that contains the
    code.
    """
    env, told = unknown.env, values(unknown)
    Location = env["stock.location"]
    inside = Domain("usage", "=", "internal")
    for place in Location.search(inside & Domain("barcode", "in", told), limit=4):
        yield place, env._("same barcode")
    for place in Location.search(inside & Domain("complete_name", "ilike", unknown.value), limit=4):
        yield place, env._("name contains the value")
