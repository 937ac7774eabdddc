from odoo import api, fields, models

from ...panes.foreseen import with_preview
from ...terms import preview_in_words

PREVIEWED_STATES = ("attention", "staged", "waiting", "held")
ABOUT = [
    ("document", "Current document"),
    ("correction", "With the unsaved correction"),
    ("acceptance", "With the unsaved decisions"),
]


class ExchangePreview(models.Model):
    """The preview that a person has requested for an exchange. Each person has their own."""

    _name = "suture.exchange.preview"
    _description = "Preview of an Exchange"
    _order = "id"

    exchange_id = fields.Many2one("suture.exchange", required=True, ondelete="cascade", readonly=True)
    user_id = fields.Many2one("res.users", required=True, index=True, ondelete="cascade", readonly=True)
    about = fields.Selection(ABOUT, "Preview Variant", readonly=True)
    data = fields.Json(readonly=True, help="The result. Its texts are codes with parameters.")
    shown_at = fields.Datetime("Previewed At", readonly=True)

    _owner_unique = models.Constraint(
        "UNIQUE(exchange_id, user_id)", "This user already has a preview of this exchange."
    )


class Exchange(models.Model):
    """The user's own preview of a retry, shown in the pane of the record in Odoo. All previews of an exchange
    are discarded once a decision is made.
    """

    _inherit = "suture.exchange"

    preview_ids = fields.One2many(
        "suture.exchange.preview", "exchange_id", "Previews", readonly=True, groups="suture.group_operator"
    )
    preview = fields.Json(
        compute="_compute_preview",
        groups="suture.group_operator",
        help="What another attempt would change, as requested by the user.",
    )
    preview_at = fields.Datetime(
        "Previewed At", compute="_compute_own_preview", groups="suture.group_operator"
    )
    preview_user_id = fields.Many2one(
        "res.users", "Preview Requested By", compute="_compute_own_preview", groups="suture.group_operator"
    )
    preview_about = fields.Selection(
        ABOUT, "Preview Variant", compute="_compute_own_preview", groups="suture.group_operator"
    )

    @api.depends("preview_ids.data")
    @api.depends_context("uid", "lang", "tz")
    def _compute_preview(self):
        for exchange in self:
            exchange.preview = preview_in_words(exchange.env, exchange._own_preview().data)

    @api.depends("preview_ids.shown_at", "preview_ids.about", "preview_ids.user_id")
    @api.depends_context("uid")
    def _compute_own_preview(self):
        for exchange in self:
            own = exchange._own_preview()
            exchange.preview_at = own.shown_at
            exchange.preview_user_id = own.user_id
            exchange.preview_about = own.about

    def _own_preview(self):
        """Returns the preview that the user has requested for this exchange, with superuser rights, or an
        empty recordset if there is none.
        """
        return self.sudo().preview_ids.filtered(lambda row: row.user_id.id == self.env.uid)[:1]

    def _ask_preview(self, about):
        """Prepares the user's preview of this exchange, and replaces an earlier one.

        :param about: what is previewed: a code of `preview_about`
        """
        self._own_preview().unlink()
        self.env["suture.exchange.preview"].sudo().create(
            {"exchange_id": self.id, "user_id": self.env.uid, "about": about}
        )

    def _show_preview(self, preview):
        """Stores the result of a preview for the user who requested it, and notifies that user.

        :param preview: the result. `request` is the key of the outbox row with which the user requested it;
            without it, the result is for each user who still waits for one
        """
        request = preview.get("request")
        data = {name: value for name, value in preview.items() if name != "request"}
        for exchange in self.sudo():
            rows = exchange.preview_ids
            asked = self.env["suture.outbox"].sudo().search([("key", "=", request)], limit=1)
            if asked:
                # An earlier request of the same user has been replaced.
                latest = self._latest_request(exchange, asked.create_uid)
                rows = rows.filtered(lambda row, asked=asked: row.user_id == asked.create_uid)
                rows = rows if latest == asked else rows.browse()
            else:
                rows = rows.filtered(lambda row: not row.data)
            rows.write({"data": data, "shown_at": fields.Datetime.now()})
            for row in rows:
                row.user_id._bus_send("suture.exchange/preview", {"id": exchange.id})

    @api.model
    def _latest_request(self, exchange, user):
        domain = [("event", "=", "preview"), ("res_model", "=", exchange._name)]
        domain += [("res_id", "=", exchange.id), ("create_uid", "=", user.id)]
        return self.env["suture.outbox"].sudo().search(domain, order="id desc", limit=1)

    def _pane_of_record(self):
        pane = super()._pane_of_record()
        if not self.preview_user_id or self.state not in PREVIEWED_STATES:
            return pane
        if not self.preview:
            return {**pane, "preview": {"outcome": "asked"}}
        about = dict(self._fields["preview_about"]._description_selection(self.env))
        told = {name: self.preview.get(name) for name in ("outcome", "note", "reason")}
        local = self.with_context(tz=self.company_id._suture_time_zone())
        told["note"] = told["note"] if isinstance(told["note"], str) else ""
        told["about"] = about.get(self.preview_about) if self.preview_about != "document" else ""
        return {
            **pane,
            "sections": with_preview(local.env, pane["sections"], self.preview),
            "preview": {name: value for name, value in told.items() if value},
        }

    def action_forget_preview(self):
        """Discards the user's preview."""
        self._require_operator()
        for exchange in self:
            exchange._own_preview().unlink()
        return True

    def _command(self, event, arguments):
        """Adds a command to the outbox. A decision discards the previews of all users, because it makes them
        outdated.
        """
        if event not in ("preview", "file"):
            self.sudo().preview_ids.unlink()
        return super()._command(event, arguments)
