from odoo import models


class StockMove(models.Model):
    _inherit = "stock.move"

    def _action_done(self, cancel_backorder=False):
        """Requests a retry of the invoices that wait for the received goods."""
        moves = super()._action_done(cancel_backorder=cancel_backorder)
        for order in moves.purchase_line_id.order_id:
            mine = moves.filtered(lambda move, order=order: move.purchase_line_id.order_id == order)
            order._suture_goods_received(", ".join(mine.picking_id.mapped("name")))
            order._refresh_exchanged()
        return moves
