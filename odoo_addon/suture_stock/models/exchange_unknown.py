from odoo import models

from ..suggest.locations import of_location


class ExchangeUnknown(models.Model):
    _inherit = "suture.exchange.unknown"

    def _suture_finders(self):
        return {**super()._suture_finders(), "stock.location": of_location}
