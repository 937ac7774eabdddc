from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...catalogue.code import Code
from ...terms import words

# The prefix of the codes of terms that an email to a partner is composed of.
MAIL_TERMS = "partner-mail."


class Connection(models.Model):
    """The fallback route of a connection, and the reported state of both routes."""

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
            if fault := connection._address_problem("fallback_form"):
                label, text = fault
                raise ValidationError(
                    _(
                        "%(name)s: the fallback has no valid address. %(label)s: %(problem)s",
                        name=connection.name,
                        label=label,
                        problem=text or _("Enter a text."),
                    )
                )

    def _route_url_fits(self):
        """Reports whether the address of the primary route is valid for its transport."""
        return not self._address_problem("route_form")

    def _route(self):
        """Returns the primary route as the gateway reports it to the sidecar: `{"transport", "url",
        "settings"?}`.
        """
        self.ensure_one()
        return self._route_of(self.route_transport, self.route_url, self.route_settings)

    def _route_of(self, transport, url, settings):
        return {"transport": transport, "url": url or None, **({"settings": settings} if settings else {})}

    def _fallback(self):
        """Returns the fallback as the gateway reports it to the sidecar: `{"route", "after_minutes"}`, or
        None if there is none.
        """
        self.ensure_one()
        if self.fallback_transport == "none":
            return None
        url = (self.fallback_address or "").strip()
        return {
            "route": self._route_of(self.fallback_transport, url, self.fallback_settings),
            "after_minutes": self.fallback_after_minutes,
        }

    def _mail_texts(self):
        """Returns the texts of an email in the partner's language, `{code of the term: text}`, and the labels
        of document types as `document.<code>`. Returns None if neither route is email.
        """
        self.ensure_one()
        if "email" not in (self.route_transport, self.fallback_transport):
            return None
        lang = self.partner_id.lang or self.company_id.partner_id.lang or "en_US"
        texts = self.env["suture.term"]._texts(lang).items()
        labels = self.env["suture.catalogue.entry"].with_context(lang=lang)._labels("document")
        return {
            **{code: text for code, text in texts if code.startswith(MAIL_TERMS)},
            **{f"document.{code}": label for code, label in labels},
        }
