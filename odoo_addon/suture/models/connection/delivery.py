from urllib.parse import urlsplit

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...catalogue.code import Code
from ...terms import words


class Connection(models.Model):
    """The fallback route of a connection, and whether its routes accept documents."""

    _inherit = "suture.connection"

    fallback_transport = Code(
        "transport",
        required=True,
        default="none",
        tracking=True,
        help=(
            "An alternative route. A document is sent over it once if the primary route has not "
            "accepted it in time."
        ),
    )
    fallback_address = fields.Char(tracking=True, help="The email address or the https address.")
    fallback_after_minutes = fields.Integer(
        "Use Fallback After (min)",
        default=60,
        tracking=True,
        help="Until then, only the primary route is used.",
    )
    delivery_state = fields.Selection(
        [("ok", "Reachable"), ("unreachable", "Unreachable")],
        readonly=True,
        required=True,
        default="ok",
        copy=False,
        help="Whether the route accepts outgoing documents, as last reported by the sidecar.",
    )
    unreachable_since = fields.Datetime("Unreachable Since", readonly=True, copy=False)
    delivery_next_attempt_at = fields.Datetime("Next Attempt", readonly=True, copy=False)
    delivery_detail = fields.Char("Last Error", readonly=True, compute="_compute_told")
    delivery_detail_terms = fields.Json(readonly=True, copy=False)
    route_trouble = fields.Char(
        "Route Problem",
        readonly=True,
        compute="_compute_told",
        search="_search_route_trouble",
        help="What prevents the route from working with its current settings, as last reported by"
        " the sidecar.",
    )
    route_trouble_terms = fields.Json("Route Problem Terms", readonly=True, copy=False)
    route_trouble_text = fields.Char("Searchable Route Problem", readonly=True, copy=False)

    @api.depends("delivery_detail_terms", "route_trouble_terms")
    @api.depends_context("lang", "tz")
    def _compute_told(self):
        for connection in self:
            connection.delivery_detail = words(connection.env, connection.delivery_detail_terms) or False
            connection.route_trouble = words(connection.env, connection.route_trouble_terms) or False

    def _search_route_trouble(self, operator, value):
        return Domain("route_trouble_text", operator, value)

    @api.constrains("fallback_transport", "fallback_address", "fallback_after_minutes")
    def _check_fallback(self):
        for connection in self.filtered(lambda line: line.fallback_transport != "none"):
            if connection.fallback_after_minutes < 1:
                raise ValidationError(
                    _("%s: the fallback can start after one minute at the earliest.", connection.name)
                )
            if not connection._fallback_address_fits():
                raise ValidationError(
                    _(
                        "%(name)s: %(address)s is not a valid fallback address. Enter one email "
                        "address, or an address that starts with https://.",
                        name=connection.name,
                        address=connection.fallback_address or _("nothing"),
                    )
                )

    def _fallback_address_fits(self):
        address = (self.fallback_address or "").strip()
        if self.fallback_transport == "https":
            return _is_web_address(address)
        return self._address_has_form("fallback_transport", address)

    def _route_url_fits(self):
        """Reports whether documents can be posted to the address of the route."""
        return _is_web_address((self.route_url or "").strip())

    def _fallback(self):
        """Returns the fallback in the sidecar's format, or None."""
        self.ensure_one()
        if self.fallback_transport == "none":
            return None
        url = (self.fallback_address or "").strip()
        return {
            "route": {"transport": self.fallback_transport, "url": url or None},
            "after_minutes": self.fallback_after_minutes,
        }


def _is_web_address(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.username is not None:
        return False  # the sidecar refuses addresses that contain a password
    return parts.scheme == "https" and bool(parts.hostname) or _is_this_machine(parts)


def _is_this_machine(parts):
    """Reports whether the address is plain HTTP on the local host, which the sidecar allows."""
    return parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
