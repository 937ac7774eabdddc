from odoo import _, api, fields, models

from ..sent.lines import sendable_lines


class PurchaseOrder(models.Model):
    """Says on an order that is not confirmed yet that confirming sends it."""

    _inherit = "purchase.order"

    suture_confirm_text = fields.Text(
        compute="_compute_suture_confirm_text", compute_sudo=True, groups="purchase.group_purchase_user"
    )

    @api.depends_context("lang")
    @api.depends("state", "partner_id", "company_id", "order_line.price_unit", "order_line.product_qty")
    def _compute_suture_confirm_text(self):
        for order in self:
            waits = order.state in ("draft", "sent", "to approve") and order.partner_id and order.company_id
            connection = waits and order._dispatch_connection()
            order.suture_confirm_text = order._suture_confirm_lines() if connection else False

    def _suture_confirm_lines(self):
        lines = [_("Confirming sends this order to %s by EDI.", self.partner_id.name)]
        free = sendable_lines(self).filtered(lambda line: line.product_qty and not line.price_unit)
        if free:
            items = ", ".join(free.mapped("product_id.display_name")[:3])
            lines.append(_("These lines have no price and will be sent with the price 0: %s.", items))
        return "\n".join(lines)
