from odoo import fields, models


class Crosswalked(models.AbstractModel):
    """A record that partners may call by identifiers of their own: found by them in one search."""

    _name = "suture.crosswalked.mixin"
    _description = "Record with Partner Identifiers"

    crosswalk_ids = fields.One2many(
        "suture.crosswalk",
        "res_id",
        "Partner Identifiers",
        domain=lambda self: [("res_model", "=", self._name)],
        copy=False,
        groups="suture.group_user",
    )
