from odoo import api, fields, models


class CatalogueDocumentField(models.Model):
    """A field of a document type: its label, whether users can correct it, and the names by which findings
    refer to it.
    """

    _name = "suture.catalogue.document.field"
    _description = "Field of a Document in the Integration Catalogue"
    _order = "document, sequence, id"
    _rec_name = "label"

    document = fields.Char(required=True, readonly=True, help="The code of the document type.")
    path = fields.Char(required=True, readonly=True, help="The path of the field in the document.")
    label = fields.Char(
        readonly=True, translate=True, help="If empty, only the label of the parent field is shown."
    )
    kind = fields.Char(readonly=True)
    editable = fields.Boolean(readonly=True)
    sensitive = fields.Boolean(readonly=True, help="Whether it identifies a patient or a patient's account.")
    addable = fields.Boolean(
        readonly=True, help=("Users can add this field to a document that does not have it.")
    )
    stake = fields.Boolean(
        readonly=True, help="The amount at stake while the document waits.", string="Amount at Stake"
    )
    finding_fields = fields.Json(readonly=True, help="The names by which findings refer to the field.")
    choice_ids = fields.One2many("suture.catalogue.choice", "field_id", readonly=True)
    sequence = fields.Integer(readonly=True)

    _path_unique = models.Constraint("UNIQUE(document, path)", "This field is already in the catalogue.")

    @api.model
    def _label_at(self, path):
        """Returns the label of a field by its path in documents of any type, or an empty text."""
        return self.sudo().search([("path", "=", path), ("label", "!=", False)], limit=1).label or ""

    @api.model
    def _stakes(self):
        """Returns the path of the field with the amount at stake for each document type: `{document type:
        path}`.
        """
        return {each.document: each.path for each in self.sudo().search([("stake", "=", True)])}
