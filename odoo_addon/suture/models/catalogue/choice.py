from odoo import fields, models


class CatalogueChoice(models.Model):
    """One of the allowed values of a setting."""

    _name = "suture.catalogue.choice"
    _description = "Choice of a Setting in the Integration Catalogue"
    _order = "sequence, id"
    _rec_name = "label"

    setting_id = fields.Many2one(
        "suture.catalogue.setting", required=True, readonly=True, index=True, ondelete="cascade"
    )
    in_map = fields.Boolean(readonly=True, help="It is a value of the setting's map, not of the setting.")
    value = fields.Char(required=True, readonly=True)
    label = fields.Char(required=True, readonly=True, translate=True)
    sequence = fields.Integer(readonly=True)
