import re
from urllib.parse import urlsplit

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..terms import words

MAILBOX = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+")


class Connection(models.Model):
    """How what we send gets to the partner when the agreed route does not take it, and whether it does."""

    _inherit = "suture.connection"

    fallback_transport = fields.Selection(
        [("none", "None"), ("folder", "Folder"), ("https", "HTTPS"), ("email", "E-mail")],
        required=True,
        default="none",
        tracking=True,
        help="The way a document of ours goes, once, when the route has not taken it in time.",
    )
    fallback_address = fields.Char(tracking=True, help="The mailbox or the https address.")
    fallback_after_minutes = fields.Integer(
        "Fall Back After (min)",
        default=60,
        tracking=True,
        help="For so long the agreed route is tried alone.",
    )
    delivery_state = fields.Selection(
        [("ok", "Reachable"), ("unreachable", "Not reachable")],
        readonly=True,
        required=True,
        default="ok",
        copy=False,
        help="Whether the route takes what we send, as the sidecar told last.",
    )
    unreachable_since = fields.Datetime("Not Reachable Since", readonly=True, copy=False)
    delivery_next_attempt_at = fields.Datetime("Next Attempt", readonly=True, copy=False)
    delivery_detail = fields.Char("What It Said", readonly=True, compute="_compute_told")
    delivery_detail_terms = fields.Json(readonly=True, copy=False)
    route_trouble = fields.Char(
        "Trouble with the Route",
        readonly=True,
        compute="_compute_told",
        search="_search_route_trouble",
        help="What keeps the route from working as it is set up, as the sidecar told last.",
    )
    route_trouble_terms = fields.Json(readonly=True, copy=False)
    route_trouble_text = fields.Char("Trouble with the Route for Searches", readonly=True, copy=False)

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
                    _("%s: the fallback takes over after one minute at the earliest.", connection.name)
                )
            if not connection._fallback_address_fits():
                raise ValidationError(
                    _(
                        "%(name)s: %(address)s is no address for the fallback."
                        " Enter one mailbox, or an address that begins with https://.",
                        name=connection.name,
                        address=connection.fallback_address or _("nothing"),
                    )
                )

    def _fallback_address_fits(self):
        address = (self.fallback_address or "").strip()
        if self.fallback_transport == "email":
            return bool(MAILBOX.fullmatch(address))
        return self.fallback_transport != "https" or _is_web_address(address)

    def _route_url_fits(self):
        """Whether what we send can be posted to the address of the route."""
        return _is_web_address((self.route_url or "").strip())

    def _fallback(self):
        """The fallback as the sidecar wants it, or None."""
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
        return False  # a password does not belong into an address: the sidecar refuses it
    return parts.scheme == "https" and bool(parts.hostname) or _is_this_machine(parts)


def _is_this_machine(parts):
    """Plain HTTP goes to this machine only, as the sidecar has it."""
    return parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
