from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..models.exchange.choices import ACCEPT
from ..models.exchange.decisions import told_findings
from ..panes.before_after import before_and_after
from ..panes.wording import in_words


class ExchangeAccept(models.TransientModel):
    """Asks what to do about each finding of an exchange. Shows every change in Odoo that the decisions would
    cause, from a preview that the sidecar makes, and applies exactly these decisions.
    """

    _name = "suture.exchange.accept"
    _description = "Accept"

    exchange_id = fields.Many2one("suture.exchange", required=True, readonly=True, ondelete="cascade")
    findings = fields.Json(readonly=True, help="The findings with the decisions on them.")
    others = fields.Integer(readonly=True, help="Findings that remain open.")
    rows = fields.Json(readonly=True, help="The findings, with what can be decided about each.")
    shown = fields.Json(compute="_compute_shown", help="What the preview shows for these decisions.")
    outcome = fields.Char(compute="_compute_shown", string="Expected Result")
    asked_at = fields.Datetime(readonly=True, string="Requested On")
    reason = fields.Char(help="For anyone who reviews it later.")

    @api.model_create_multi
    def create(self, vals_list):
        windows = super().create(vals_list)
        for window in windows:
            window.exchange_id._require_operator()
            window.rows = [window._row(at, each) for at, each in enumerate(window._findings())]
            window._decide({row["at"]: row["chosen"] for row in window.rows if row["chosen"]})
        return windows

    def _findings(self):
        return [each for each in self.exchange_id.findings or [] if isinstance(each, dict)]

    def _row(self, at, finding):
        options = self.exchange_id._options(finding)
        codes = [option["code"] for option in options]
        shown = {
            name: finding.get(name) for name in ("code", "line", "item", "field", "ours", "theirs", "text")
        }
        shown |= {side: in_words(self.env, finding.get(side)) for side in ("ours", "theirs")}
        return {**shown, "at": at, "options": options, "chosen": _proposed(options, codes)}

    def decide(self, chosen):
        """Changes the decisions and requests a preview of them.

        :param chosen: `[{"at", "code", "record"?}]`; findings that are not listed remain open
        """
        self.ensure_one()
        self.exchange_id._require_operator()
        self._decide({each["at"]: {"code": each["code"], "record": each.get("record")} for each in chosen})
        self.action_preview()
        return True

    def _decide(self, chosen):
        """Stores the decisions.

        :param chosen: `{position of the finding: {"code", "record"}}`
        """
        rows, decided = [], []
        for row in self.rows or []:
            choice = chosen.get(row["at"])
            option = choice and next((one for one in row["options"] if one["code"] == choice["code"]), None)
            if option and "record" in option and not self._is_fit(option, choice.get("record")):
                choice = option = None
            rows.append({**row, "chosen": choice if option else None})
            if option:
                decided.append(_decided(self._findings()[row["at"]], choice, option))
        self.write({"rows": rows, "findings": decided, "others": len(rows) - len(decided)})

    def _is_fit(self, option, record_id):
        """Reports whether the user can read the chosen record."""
        if not isinstance(record_id, int) or option["record"]["model"] not in self.env:
            return False
        record = self.env[option["record"]["model"]].browse(record_id).exists()
        return bool(record) and record.has_access("read")

    @api.depends("findings", "exchange_id.preview_ids.data")
    @api.depends_context("uid", "lang", "tz")
    def _compute_shown(self):
        for window in self:
            preview = window._preview()
            window.outcome = (preview or {}).get("outcome") or False
            window.shown = preview and window._in_words(preview)

    def _preview(self):
        """Returns the preview of exactly these decisions, or None while the sidecar is making it."""
        preview = self.exchange_id.preview
        if not isinstance(preview, dict):
            return None
        if preview.get("outcome") == "refused":
            return preview
        return preview if _same(preview.get("decisions"), told_findings(self.findings or [])) else None

    def _in_words(self, preview):
        local = self.with_context(tz=self.exchange_id.company_id._suture_time_zone())
        told = {name: preview.get(name) for name in ("outcome", "note", "reason", "suggestion")}
        told = {name: value for name, value in told.items() if isinstance(value, str) and value}
        return {**told, "records": before_and_after(local.env, preview)}

    def action_accept(self):
        """Requests a retry of the document with these decisions."""
        self.ensure_one()
        if self.outcome == "refused":
            raise UserError(_("The preview failed. Nothing was accepted."))
        self.exchange_id._accept(self.findings or [], (self.reason or "").strip())
        return {"type": "ir.actions.act_window_close"}

    def action_preview(self):
        """Requests a preview of these decisions. The wizard and the pane of the record in Odoo show it."""
        self.ensure_one()
        self.asked_at = fields.Datetime.now()
        self.exchange_id._preview_accepted(self.findings or [])
        return True


def _proposed(options, codes):
    """Returns the decision that the wizard proposes: to accept if that is possible, or a substitute that the
    partner's number identifies. None if a person must choose.
    """
    if ACCEPT in codes:
        return {"code": ACCEPT, "record": None}
    for option in options:
        if option.get("record", {}).get("candidates"):
            return {"code": option["code"], "record": option["record"]["candidates"][0]["id"]}
    return None


def _decided(finding, choice, option):
    """Returns the finding with the decision on it, as the sidecar reads it."""
    if choice["code"] == ACCEPT:
        return finding
    record = {"record": choice["record"]} if "record" in option else {}
    return {**finding, "decision": choice["code"], **record}


def _same(ones, others):
    if not isinstance(ones, list):
        return False
    return sorted(map(_key, ones)) == sorted(map(_key, others))


def _key(decision):
    return sorted((name, str(value)) for name, value in decision.items())
