from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _suture_road(self):
        """Returns the purchase order to which a receipt belongs, or the transfer itself if it belongs to
        none.
        """
        return self.purchase_id or super()._suture_road()

    def _suture_people(self):
        """Returns the buyer of a receipt after the person in charge of the transfer."""
        return super()._suture_people() | self.purchase_id.user_id
