from odoo import fields, models


class CatalogueChoice(models.Model):
    """One of the allowed values of a setting or of a field of a document."""

    _name = "suture.catalogue.choice"
    _description = "Choice in the Integration Catalogue"
    _order = "sequence, id"
    _rec_name = "label"

    setting_id = fields.Many2one(
        "suture.catalogue.setting", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    field_id = fields.Many2one(
        "suture.catalogue.document.field", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    in_map = fields.Boolean(
        readonly=True, help="The choice is for the values of a mapping, not for its codes."
    )
    value = fields.Char(required=True, readonly=True)
    label = fields.Char(required=True, readonly=True, translate=True)
    sequence = fields.Integer(readonly=True)

    _owner_single = models.Constraint(
        "CHECK((setting_id IS NULL) <> (field_id IS NULL))",
        "A choice belongs to a setting or to a field of a document.",
    )
