from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..catalogue.checks import problem_of, problems
from ..catalogue.code import unknown_code


class Connection(models.Model):
    """The transports of a connection, chosen from the catalogue, and the settings of its routes: the address
    and other settings that the transport declares.
    """

    _inherit = "suture.connection"

    transport_choices = fields.Json(
        compute="_compute_transport_choices", help="Transports that can be used as the primary route."
    )
    fallback_choices = fields.Json(
        compute="_compute_transport_choices", help="Transports that can be used as the fallback route."
    )
    route_settings = fields.Json(help="The settings of the route's transport, as a JSON object.")
    fallback_settings = fields.Json(help="The settings of the fallback's transport, as a JSON object.")
    route_form = fields.Json(
        "Route", compute="_compute_route_form", inverse="_inverse_route_form", help="Address and settings."
    )
    fallback_form = fields.Json(
        "Fallback Route",
        compute="_compute_fallback_form",
        inverse="_inverse_fallback_form",
        help="Address and settings.",
    )
    route_has_form = fields.Boolean(compute="_compute_route_has_form")
    fallback_has_form = fields.Boolean(compute="_compute_route_has_form")
    route_help = fields.Text(compute="_compute_route_help")

    @api.depends_context("lang")
    def _compute_transport_choices(self):
        sending = self.env["suture.catalogue.entry"]._of("transport").filtered(_sends)
        agreed = sending.filtered(lambda transport: not transport._fact("fallback_only"))
        for connection in self:
            connection.transport_choices = [[each.code, each.label] for each in agreed]
            connection.fallback_choices = [[each.code, each.label] for each in sending]

    @api.depends("route_transport", "fallback_transport")
    def _compute_route_has_form(self):
        for connection in self:
            connection.route_has_form = bool(connection._settings_of("route_form"))
            connection.fallback_has_form = bool(connection._settings_of("fallback_form"))

    @api.depends("route_transport", "code")
    @api.depends_context("lang")
    def _compute_route_help(self):
        for connection in self:
            text = self.env["suture.catalogue.entry"]._entry("transport", connection.route_transport).help
            connection.route_help = (text or "").replace("{connection}", connection.code or "…")

    @api.depends("route_url", "route_settings")
    def _compute_route_form(self):
        for connection in self:
            connection.route_form = _form_of(connection.route_url, connection.route_settings)

    @api.depends("fallback_address", "fallback_settings")
    def _compute_fallback_form(self):
        for connection in self:
            connection.fallback_form = _form_of(connection.fallback_address, connection.fallback_settings)

    def _inverse_route_form(self):
        for connection in self:
            values = connection.route_form or {}
            connection.write(
                {
                    "route_url": values.get("address") or False,
                    "route_settings": values.get("settings") or False,
                }
            )

    def _inverse_fallback_form(self):
        for connection in self:
            values = connection.fallback_form or {}
            connection.write(
                {
                    "fallback_address": values.get("address") or False,
                    "fallback_settings": values.get("settings") or False,
                }
            )

    @api.onchange("route_transport")
    def _onchange_route_transport(self):
        """Clears the settings when the transport changes, because each transport has its own. The stored ones
        return with the stored transport.
        """
        is_stored = self.route_transport == self._origin.route_transport
        self.route_settings = self._origin.route_settings if is_stored else False

    @api.onchange("fallback_transport")
    def _onchange_fallback_transport(self):
        is_stored = self.fallback_transport == self._origin.fallback_transport
        self.fallback_settings = self._origin.fallback_settings if is_stored else False

    @api.constrains("route_transport", "fallback_transport", "route_settings", "fallback_settings")
    def _check_route_settings(self):
        for connection in self:
            for field, settings in (
                ("route_form", connection.route_settings),
                ("fallback_form", connection.fallback_settings),
            ):
                values = {"settings": settings} if settings else {}
                if found := problems(self.env._, connection._settings_of(field), values):
                    raise ValidationError("\n".join(f"{label}: {text}" for label, text in found))

    @api.constrains("route_transport", "fallback_transport")
    def _check_transports(self):
        for connection in self:
            for name, choices in (
                ("route_transport", connection.transport_choices),
                ("fallback_transport", connection.fallback_choices),
            ):
                if text := unknown_code(connection, name, choices):
                    raise ValidationError(text)

    def _address_problem(self, field):
        """Returns why the address in `route_form` or `fallback_form` is not valid, or None if it is valid, or
        if the transport needs none.

        :return: `(label, sentence)`; the sentence is empty if the address is missing
        """
        address = (self[field] or {}).get("address")
        setting = next((each for each in self._settings_of(field) if each["path"] == "address"), None)
        if not setting:
            return None
        if not address:
            return setting["label"], ""
        text = problem_of(self.env._, setting, address)
        return (setting["label"], text) if text else None


def _form_of(address, settings):
    address = (address or "").strip()
    return {**({"address": address} if address else {}), **({"settings": settings} if settings else {})}


def _sends(transport):
    """Reports whether a transport can be chosen for sending: it has the direction "out", or none, like the
    transport "none".
    """
    directions = transport._fact("directions") or []
    return not directions or "out" in directions
