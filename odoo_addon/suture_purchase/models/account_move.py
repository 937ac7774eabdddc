from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _suture_road(self):
        """Returns the order that a bill is for if there is exactly one, otherwise the bill."""
        orders = self.line_ids.purchase_line_id.order_id
        return orders if len(orders) == 1 else super()._suture_road()

    def _suture_people(self):
        """Returns the buyers of the billed orders after the person in charge of the bill."""
        return super()._suture_people() | self.line_ids.purchase_line_id.order_id.user_id

    def _suture_numbered_lines(self):
        """Returns `[(number, line)]`. A line that bills an order line has the number of the order line."""
        numbered = super()._suture_numbered_lines()
        return [(line.purchase_line_id.suture_line_number or number, line) for number, line in numbered]
