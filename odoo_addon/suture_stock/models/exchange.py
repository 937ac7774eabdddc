from odoo import _, models


class Exchange(models.Model):
    _inherit = "suture.exchange"

    def _suture_inbound_words(self, partner):
        words = {"StockMovement": ("fa-cubes", _("%s reported that stock was used or returned", partner))}
        return {**super()._suture_inbound_words(partner), **words}

    def _suture_decided_amounts(self):
        return {**super()._suture_decided_amounts(), "stock.picking": "suture_cost"}
