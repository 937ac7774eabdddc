from odoo import api, fields, models


class CatalogueRule(models.Model):
    """A rule of a format, about several settings or about an identifier, with the sentence shown when it is
    broken.
    """

    _name = "suture.catalogue.rule"
    _description = "Rule of the Integration Catalogue"
    _order = "subject, owner, sequence, id"
    _rec_name = "message"

    subject = fields.Char(required=True, readonly=True)
    owner = fields.Char(required=True, readonly=True, help="The code of the format.")
    rule = fields.Json(required=True, readonly=True)
    message = fields.Char(required=True, readonly=True, translate=True)
    sequence = fields.Integer(readonly=True)

    @api.model
    def _identifier_checks(self, format_code):
        """Returns the checks of a format's identifiers, in order: `[{"on", "pattern", "scheme", "warns",
        "message"}]`.

        `on` is what `pattern` applies to: "scheme" or "id". A check without `scheme` applies to all schemes.
        `warns` means that the identifier is accepted with a warning.
        """
        rules = self.sudo().search([("subject", "=", "identifier"), ("owner", "=", format_code)])
        return [{**each.rule, "message": each.message} for each in rules]
