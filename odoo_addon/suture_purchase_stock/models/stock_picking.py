from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _suture_road(self):
        """Returns the purchase order to which a receipt belongs, or the transfer itself if it belongs to
        none.
        """
        return self.purchase_id or super()._suture_road()
