from odoo import api, fields, models


class ConnectionIdentifier(models.Model):
    """An identifier of ours or of the partner on a connection, such as ISA qualifier ZZ with HARBORMED."""

    _name = "suture.connection.identifier"
    _inherit = ["suture.of.connection.mixin"]
    _description = "Connection Identifier"
    _rec_name = "value"
    _order = "connection_id, owner, scheme, id"

    connection_id = fields.Many2one("suture.connection", required=True, ondelete="cascade", index=True)
    owner = fields.Selection([("us", "Us"), ("partner", "Partner")], required=True, default="partner")
    scheme = fields.Char(
        required=True, help="For X12, the qualifier of the identifier on the envelope, such as ZZ or 01."
    )
    listed_scheme = fields.Char(
        "Kind",
        compute="_compute_listed_scheme",
        inverse="_inverse_listed_scheme",
        help="The scheme, if it is one that the format lists.",
    )
    scheme_choices = fields.Json(compute="_compute_scheme_choices", help="Schemes that the format lists.")
    value = fields.Char("Identifier", required=True)

    _identifier_unique = models.Constraint(
        "UNIQUE(connection_id, owner, scheme, value)", "This identifier is already on the connection."
    )

    @api.depends("owner", "connection_id.format_code")
    @api.depends_context("lang")
    def _compute_scheme_choices(self):
        for identifier in self:
            settings = identifier.connection_id._settings_of("envelope_identifiers")
            schemes = [each for each in settings if each["path"] == f"{identifier.owner}.scheme"]
            identifier.scheme_choices = [
                [choice["value"], choice["label"]] for each in schemes for choice in each["choices"]
            ]

    @api.depends("scheme", "scheme_choices")
    def _compute_listed_scheme(self):
        for identifier in self:
            listed = dict(identifier.scheme_choices or [])
            identifier.listed_scheme = identifier.scheme if identifier.scheme in listed else False

    @api.onchange("listed_scheme")
    def _inverse_listed_scheme(self):
        for identifier in self.filtered("listed_scheme"):
            identifier.scheme = identifier.listed_scheme

    @api.constrains("owner", "scheme", "value", "connection_id")
    def _check_fits_format(self):
        for identifier in self:
            identifier.connection_id._check_identifier(identifier)
