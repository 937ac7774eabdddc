from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..catalogue.checks import fits
from ..catalogue.code import unknown_code


class Connection(models.Model):
    """The transports of a connection, chosen from the catalogue, and the validation of their addresses."""

    _inherit = "suture.connection"

    transport_choices = fields.Json(
        compute="_compute_transport_choices", help="Transports that can be used as the primary route."
    )
    fallback_choices = fields.Json(
        compute="_compute_transport_choices", help="Transports that can be used as the fallback route."
    )
    route_has_address = fields.Boolean(compute="_compute_has_address")
    fallback_has_address = fields.Boolean(compute="_compute_has_address")

    @api.depends_context("lang")
    def _compute_transport_choices(self):
        sending = self.env["suture.catalogue.entry"]._of("transport").filtered(_sends)
        agreed = sending.filtered(lambda transport: not transport._fact("fallback_only"))
        for connection in self:
            connection.transport_choices = [[each.code, each.label] for each in agreed]
            connection.fallback_choices = [[each.code, each.label] for each in sending]

    @api.depends("route_transport", "fallback_transport")
    def _compute_has_address(self):
        for connection in self:
            connection.route_has_address = bool(connection._address_of("route_transport"))
            connection.fallback_has_address = bool(connection._address_of("fallback_transport"))

    @api.constrains("route_transport", "fallback_transport")
    def _check_transports(self):
        for connection in self:
            for name, choices in (
                ("route_transport", connection.transport_choices),
                ("fallback_transport", connection.fallback_choices),
            ):
                if text := unknown_code(connection, name, choices):
                    raise ValidationError(text)

    def _address_of(self, field):
        """Returns what the catalogue says about the address of the transport in a field; None if it has no
        address.
        """
        return self.env["suture.catalogue.entry"]._entry("transport", self[field])._fact("address")

    def _address_has_form(self, field, address):
        """Reports whether an address has the form that the transport requires. Any form is valid if it
        requires none.
        """
        form = self._address_of(field)
        return not form or fits(form["pattern"], address)


def _sends(transport):
    """Reports whether a transport can be used for sending. "none", which has no direction, can be chosen
    too.
    """
    directions = transport._fact("directions") or []
    return not directions or "out" in directions
