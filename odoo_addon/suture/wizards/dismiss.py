from odoo import _, fields, models
from odoo.exceptions import UserError


class ExchangeDismiss(models.TransientModel):
    """Asks for the reason for dismissing exchanges."""

    _name = "suture.exchange.dismiss"
    _description = "Dismiss Exchanges"

    exchange_ids = fields.Many2many("suture.exchange", string="Exchanges", required=True)
    reason = fields.Text(required=True)

    def action_dismiss(self):
        """Dismisses the exchanges. The reason is logged in their chatter and sent to the sidecar."""
        self.ensure_one()
        if not (self.reason or "").strip():
            raise UserError(_("Enter the reason for the dismissal. It is stored with the exchange."))
        self.exchange_ids._dismiss(self.reason.strip())
        return {"type": "ir.actions.act_window_close"}
