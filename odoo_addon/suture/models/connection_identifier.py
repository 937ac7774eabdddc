from odoo import fields, models


class ConnectionIdentifier(models.Model):
    """A number by which we or the partner are known on a connection, e.g. ISA qualifier ZZ and HARBORMED."""

    _name = "suture.connection.identifier"
    _description = "Connection Identifier"
    _rec_name = "value"
    _order = "connection_id, owner, scheme, id"

    connection_id = fields.Many2one("suture.connection", required=True, ondelete="cascade", index=True)
    owner = fields.Selection([("us", "Us"), ("partner", "Partner")], required=True, default="partner")
    scheme = fields.Char(required=True, help="For X12 the qualifier of the envelope, e.g. ZZ or 01.")
    value = fields.Char("Identifier", required=True)

    _identifier_unique = models.Constraint(
        "UNIQUE(connection_id, owner, scheme, value)", "This identifier is already on the connection."
    )
