from datetime import timedelta

from odoo import fields, models


class ExchangeWait(models.TransientModel):
    """Asks until when to postpone exchanges."""

    _name = "suture.exchange.wait"
    _description = "Postpone"

    exchange_ids = fields.Many2many("suture.exchange", string="Exchanges", required=True)
    until = fields.Datetime(required=True, default=lambda self: fields.Datetime.now() + timedelta(days=1))
    reason = fields.Char()

    def action_wait(self):
        """Postpones the exchanges until the chosen time, when they return to the work queue."""
        self.ensure_one()
        self.exchange_ids._wait(self.until, (self.reason or "").strip())
        return {"type": "ir.actions.act_window_close"}
