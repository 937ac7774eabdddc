from odoo import fields, models


class ExchangeMap(models.TransientModel):
    _inherit = "suture.exchange.map"

    location_id = fields.Many2one("stock.location", "Location")

    def _suture_searches(self):
        return {**super()._suture_searches(), "stock.location": "location_id"}
