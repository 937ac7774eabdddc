from odoo import _, fields, models
from odoo.exceptions import UserError


class ExchangeSendBack(models.TransientModel):
    """Asks why a decision is not approved."""

    _name = "suture.exchange.send.back"
    _description = "Send Back"

    exchange_ids = fields.Many2many("suture.exchange", string="Exchanges", required=True)
    reason = fields.Text(required=True)

    def action_send_back(self):
        """Sends the decisions back to the people who made them."""
        self.ensure_one()
        if not (self.reason or "").strip():
            raise UserError(_("Enter why you send the decision back."))
        self.exchange_ids._send_back(self.reason.strip())
        return {"type": "ir.actions.act_window_close"}
