from odoo import fields, models


class Crosswalked(models.AbstractModel):
    """A record that partners identify in their own way and that can be searched by their identifiers."""

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
