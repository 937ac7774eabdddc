from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _suture_road(self):
        """The order that a bill is for, where it is for one alone."""
        orders = self.line_ids.purchase_line_id.order_id
        return orders if len(orders) == 1 else super()._suture_road()

    def _suture_numbered_lines(self):
        """Under the number of the order's line, where it bills one."""
        numbered = super()._suture_numbered_lines()
        return [(line.purchase_line_id.suture_line_number or number, line) for number, line in numbered]
