from odoo import models

from ..suggest.orders import of_ordered_product, of_ordered_unit


class ExchangeUnknown(models.Model):
    _inherit = "suture.exchange.unknown"

    def _suture_finders(self):
        finders = super()._suture_finders()
        of_product, of_unit = finders["product.product"], finders["uom.uom"]
        return {
            **finders,
            "product.product": lambda unknown: of_ordered_product(unknown, of_product(unknown)),
            "uom.uom": lambda unknown: of_ordered_unit(unknown, of_unit(unknown)),
        }
