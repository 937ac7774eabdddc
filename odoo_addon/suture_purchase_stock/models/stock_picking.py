from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _suture_road(self):
        """Returns the order that a receipt is for, or the transfer itself if it is for none."""
        return self.purchase_id or super()._suture_road()
