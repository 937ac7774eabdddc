from odoo import fields, models


class Crosswalked(models.AbstractModel):
    """Adds to a model the identifiers that partners use for its records, so that users can search by them."""

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
