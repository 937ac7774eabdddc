from odoo import api, fields, models


class ExchangeAccept(models.TransientModel):
    """Shows the acceptable findings of an exchange, and accepts exactly the findings that it has shown."""

    _name = "suture.exchange.accept"
    _description = "Accept"

    exchange_id = fields.Many2one("suture.exchange", required=True, readonly=True, ondelete="cascade")
    findings = fields.Json(readonly=True)
    others = fields.Integer(readonly=True, help="Findings that remain open.")
    reason = fields.Char(help="For anyone who reviews it later.")

    @api.model_create_multi
    def create(self, vals_list):
        windows = super().create(vals_list)
        for window in windows:
            window.exchange_id._require_operator()
            acceptable = window.exchange_id._acceptable()
            others = len(window.exchange_id.findings or []) - len(acceptable)
            window.write({"findings": acceptable, "others": others})
        return windows

    def action_accept(self):
        """Requests a retry of the document with these findings accepted."""
        self.ensure_one()
        self.exchange_id._accept(self.findings or [], (self.reason or "").strip())
        return {"type": "ir.actions.act_window_close"}

    def action_preview(self):
        """Requests a preview with these findings accepted. The pane of the record in Odoo shows it."""
        self.ensure_one()
        self.exchange_id._preview_accepted(self.findings or [])
        return {"type": "ir.actions.act_window_close"}
