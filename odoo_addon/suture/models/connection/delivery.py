from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...catalogue.code import Code, unknown_code
from ...terms import words

# The prefix of the codes of terms that an email to a partner is composed of.
MAIL_TERMS = "partner-mail."
MOST_MINUTES = 43200
MOST_HOURS = 8760


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
            if not 1 <= connection.fallback_after_minutes <= MOST_MINUTES:
                raise ValidationError(
                    _(
                        "%(name)s: the fallback route can be used after 1 to %(most)s minutes (30 days).",
                        name=connection.name,
                        most=MOST_MINUTES,
                    )
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

    @api.constrains("acknowledges", "acknowledgement_hours")
    def _check_acknowledgement_hours(self):
        for connection in self.filtered("acknowledges"):
            if not 1 <= connection.acknowledgement_hours <= MOST_HOURS:
                raise ValidationError(
                    _(
                        "%(name)s: enter 1 to %(most)s hours (a year) for “%(setting)s”.",
                        name=connection.name,
                        most=MOST_HOURS,
                        setting=self._fields["acknowledgement_hours"]._description_string(self.env),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        connections = super().create(vals_list)
        connections._check_route_address()
        return connections

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"route_transport", "route_url", "route_form"}:
            self._check_route_address()
        return result

    def _check_route_address(self):
        """Refuses a primary route without an address, except in a draft. Not a constraint: Odoo checks those
        before it stores the address that a form sends in `route_form`.
        """
        for connection in self.filtered(lambda each: not each.is_draft):
            label, text = connection._address_problem("route_form") or ("", "")
            if (
                label
                and not text
                and not unknown_code(connection, "route_transport", connection.transport_choices)
            ):
                raise ValidationError(
                    _("%(name)s: “%(label)s” is missing.", name=connection.name, label=label)
                )

    def _check_address(self):
        """Raises ValidationError if the primary route has no valid address."""
        if fault := self._address_problem("route_form"):
            label, text = fault
            if not text:
                raise ValidationError(_("%(name)s: “%(label)s” is missing.", name=self.name, label=label))
            raise ValidationError(_("%(setting)s: %(problem)s", setting=label, problem=text))

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
