from odoo import api, models
from odoo.addons.suture.gateway.access import declared_by

from ..gateway.consume_stock import consume_stock

ACCESS = declared_by(
    __name__,
    read={
        "stock.location": {
            "id",
            "name",
            "complete_name",
            "barcode",
            "usage",
            "location_id",
            "warehouse_id",
            "crosswalk_ids",
            "company_id",
            "active",
        },
        "stock.lot": {"id", "name", "product_id", "expiration_date", "quant_ids"},
        "stock.picking.type": {
            "id",
            "name",
            "code",
            "warehouse_id",
            "default_location_dest_id",
            "company_id",
        },
        "stock.quant": {"id", "product_id", "location_id", "lot_id", "quantity"},
        "stock.warehouse": {"id", "name", "code", "partner_id", "lot_stock_id", "company_id"},
    },
    link=frozenset({"stock.picking"}),
    shown={
        "stock.move.line": {
            "fields": [
                "product_id",
                "lot_id",
                "quantity",
                "product_uom_id",
                "location_id",
                "location_dest_id",
            ],
        },
        "stock.picking": {
            "fields": ["name", "origin", "state", "location_id", "location_dest_id", "date_done"],
            "lines": ["move_line_ids"],
        },
    },
    optional={"stock.lot": {"expiration_date"}},  # of the module for expiration dates
)


class Gateway(models.AbstractModel):
    _inherit = "suture.gateway"

    @api.model
    def _suture_access(self):
        return [*super()._suture_access(), ACCESS]

    @api.model
    def _suture_verbs(self):
        return {**super()._suture_verbs(), "consume_stock": consume_stock}

    @api.model
    def _suture_preload(self, reached):
        """Prefetches the reordering rules of the products in `reached`, because Odoo reads them when it
        creates a move of such a product.
        """
        super()._suture_preload(reached)
        products = self.env["product.product"].browse(sorted(reached.get("product.product", ())))
        products.mapped("orderpoint_ids")
