"""Suggests contacts for an unknown partner."""

from .history import values


def of_partner(unknown):
    """Yields `(contact, reason)` for contacts whose reference or tax number is one of the partner's
    identifiers.
    """
    env, told = unknown.env, values(unknown)
    for partner in env["res.partner"].search([("ref", "in", told)], limit=4):
        yield partner, env._("same reference")
    for partner in env["res.partner"].search([("vat", "in", told)], limit=4):
        yield partner, env._("same tax number")
