from odoo import _, api, fields, models

from ..models.exchange.actions import HASTENED_STATES

MOVING_STATES = ("queued", "processing")


class ExchangeRetry(models.TransientModel):
    """Reports the results of retrying several documents: of each, whether the retry was accepted, and what
    became of it.
    """

    _name = "suture.exchange.retry"
    _description = "Retry of Several Documents"

    line_ids = fields.One2many("suture.exchange.retry.line", "retry_id", readonly=True)
    report = fields.Json(compute="_compute_report")

    def copy(self, default=None):
        # Odoo reads nothing for a copy of this model, so it does not check the access either.
        self.check_access("read")
        return super().copy(default)

    @api.depends("line_ids.exchange_id.state", "line_ids.refusal")
    def _compute_report(self):
        """Computes `{"total", "finished", "groups", "lines"}` for the widget `suture_retry_report`. `groups`
        counts the lines by result: `[{"label", "tone", "count"}]`. A line is `{"exchange_id", "name",
        "label", "tone", "moving", "reason"}`.
        """
        for window in self:
            lines = [line._told() for line in window.line_ids]
            groups = {}
            for line in lines:
                group = {"label": line["label"], "tone": line["tone"], "count": 0}
                groups.setdefault(line["label"], group)["count"] += 1
            finished = sum(not line["moving"] for line in lines)
            window.report = {
                "total": len(lines),
                "finished": finished,
                "groups": list(groups.values()),
                "lines": lines,
            }


class ExchangeRetryLine(models.TransientModel):
    """One document of a retry."""

    _name = "suture.exchange.retry.line"
    _description = "Retried Document"
    _order = "id"

    retry_id = fields.Many2one("suture.exchange.retry", required=True, ondelete="cascade")
    exchange_id = fields.Many2one("suture.exchange", required=True, ondelete="cascade")
    refusal = fields.Char(help="Why no retry was requested. Empty if one was requested.")
    outbox_id = fields.Many2one("suture.outbox", ondelete="set null")

    def _told(self):
        exchange = self.exchange_id
        states = {state.code: state for state in self.env["suture.catalogue.entry"]._of("state")}
        state = states.get(exchange.state)
        # sudo: operators cannot read the outbox, and the result of their own request is no secret
        row = self.sudo().outbox_id
        refusal = self.refusal or (row.message if row.state == "refused" else "")
        told = {"exchange_id": exchange.id, "name": exchange.display_name}
        if refusal:
            return {**told, "label": _("Not retried"), "tone": "warning", "moving": False, "reason": refusal}
        moving = exchange.state in MOVING_STATES
        return {
            **told,
            "label": state.label if state else exchange.state,
            "tone": state._fact("tone") if state else "muted",
            "moving": moving,
            "reason": exchange.waits_for or "" if moving else (exchange.reason or "").partition("\n")[0],
        }


class Exchange(models.Model):
    _inherit = "suture.exchange"

    def _retry_and_report(self):
        """Requests a retry of those of these exchanges that can be retried, and opens a window that reports
        the result of each.
        """
        self._require_operator()
        labels = dict(self._fields["state"]._description_selection(self.env))
        fit = self.filtered(lambda row: row.state in HASTENED_STATES)
        Outbox = self.env["suture.outbox"].sudo()
        lines = []
        for exchange in self:
            if exchange not in fit:
                refusal = _("It cannot be retried: %s.", labels.get(exchange.state, exchange.state))
                lines.append({"exchange_id": exchange.id, "refusal": refusal})
                continue
            exchange.sudo()._command("replay", {"by": self.env.user.name})
            request = Outbox.search(
                [("res_model", "=", self._name), ("res_id", "=", exchange.id), ("event", "=", "replay")],
                order="id desc",
                limit=1,
            )
            lines.append({"exchange_id": exchange.id, "outbox_id": request.id})
        fit.sudo().write({"state": "queued", "next_attempt_at": False})
        window = self.env["suture.exchange.retry"].create({})
        self.env["suture.exchange.retry.line"].create([{**line, "retry_id": window.id} for line in lines])
        return {
            "type": "ir.actions.act_window",
            "name": _("Retry of %s documents", len(self)),
            "res_model": window._name,
            "res_id": window.id,
            "views": [(False, "form")],
            "target": "new",
        }
