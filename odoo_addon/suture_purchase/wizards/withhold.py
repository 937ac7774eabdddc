from odoo import _, fields, models
from odoo.exceptions import UserError


class OrderWithhold(models.TransientModel):
    """Asks why the changes of an order are not sent to its vendor."""

    _name = "suture.order.withhold"
    _description = "Do Not Send Changes"

    order_id = fields.Many2one("purchase.order", required=True, readonly=True, ondelete="cascade")
    changes = fields.Json(related="order_id.suture_changes")
    reason = fields.Text(required=True)

    def action_withhold(self):
        """Stores the reason with the order. Nothing is sent."""
        self.ensure_one()
        if not (self.reason or "").strip():
            raise UserError(_("Enter the reason. It is stored with the order."))
        self.order_id._suture_withhold(self.reason.strip())
        return {"type": "ir.actions.act_window_close"}
