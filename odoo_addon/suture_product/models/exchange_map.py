from odoo import _, api, fields, models


class ExchangeMap(models.TransientModel):
    _inherit = "suture.exchange.map"

    product_id = fields.Many2one("product.product", "Item")
    uom_id = fields.Many2one("uom.uom", "Unit")

    def _suture_searches(self):
        return {**super()._suture_searches(), "product.product": "product_id", "uom.uom": "uom_id"}

    @api.model
    def _suture_caution(self, unknown):
        if unknown.scheme == "item-unit":
            return _("Applies to this item only. A wrong factor multiplies ordered quantities and prices.")
        if unknown.res_model == "uom.uom":
            return _(
                "Applies to every item of this connection. A wrong factor multiplies ordered quantities."
            )
        return super()._suture_caution(unknown)
