from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...x12_identifiers import problem, qualifiers


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
    qualifier = fields.Selection(
        selection=lambda self: qualifiers(self.env._),
        compute="_compute_qualifier",
        inverse="_inverse_qualifier",
    )
    value = fields.Char("Identifier", required=True)

    _identifier_unique = models.Constraint(
        "UNIQUE(connection_id, owner, scheme, value)", "This identifier is already on the connection."
    )

    @api.depends("scheme")
    def _compute_qualifier(self):
        known = dict(qualifiers(self.env._))
        for identifier in self:
            identifier.qualifier = identifier.scheme if identifier.scheme in known else False

    def _inverse_qualifier(self):
        for identifier in self.filtered("qualifier"):
            identifier.scheme = identifier.qualifier

    @api.constrains("scheme", "value", "connection_id")
    def _check_fits_envelope(self):
        for identifier in self.filtered(lambda each: each.connection_id.format_code == "x12"):
            if reason := problem(self.env._, identifier.scheme, identifier.value):
                raise ValidationError(reason)
