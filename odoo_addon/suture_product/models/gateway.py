from odoo import api, models
from odoo.addons.suture.gateway.access import declared_by

from ..gateway.map_item import map_item

VENDOR_PRICE = {
    "product_code",
    "product_name",
    "price",
    "min_qty",
    "delay",
    "date_start",
    "date_end",
    "product_uom_id",
}
ACCESS = declared_by(
    __name__,
    read={
        "product.product": {
            "id",
            "default_code",
            "barcode",
            "name",
            "display_name",
            "uom_id",
            "uom_ids",
            "seller_ids",
            "product_tmpl_id",
            "product_uom_ids",
            "tracking",
            "is_storable",
            "type",
            "crosswalk_ids",
            "active",
        },
        "product.supplierinfo": {
            "id",
            "sequence",
            "partner_id",
            "product_id",
            "product_tmpl_id",
            "product_code",
            "product_name",
            "price",
            "discount",
            "min_qty",
            "delay",
            "date_start",
            "date_end",
            "currency_id",
            "product_uom_id",
            "company_id",
        },
        "product.template": {
            "id",
            "name",
            "default_code",
            "uom_id",
            "uom_ids",
            "product_variant_ids",
            "active",
        },
        "product.uom": {"id", "uom_id", "product_id", "barcode", "company_id"},
        "uom.uom": {
            "id",
            "name",
            "unece_code",
            "factor",
            "relative_factor",
            "relative_uom_id",
            "rounding",
            "parent_path",
            "active",
        },
    },
    write={"product.supplierinfo": VENDOR_PRICE},
    create={
        "product.supplierinfo": VENDOR_PRICE
        | {"partner_id", "product_id", "product_tmpl_id", "currency_id", "company_id"},
    },
    link=frozenset({"product.product", "product.supplierinfo"}),
    shown={
        "suture.crosswalk": {"fields": ["value", "record"]},
        "product.supplierinfo": {
            "fields": [
                "partner_id",
                "product_tmpl_id",
                "product_code",
                "product_name",
                "price",
                "min_qty",
                "delay",
                "date_start",
                "date_end",
                "product_uom_id",
            ],
        },
    },
    optional={"product.product": {"tracking", "is_storable"}},  # of the Inventory app
)


class Gateway(models.AbstractModel):
    _inherit = "suture.gateway"

    @api.model
    def _suture_access(self):
        return [*super()._suture_access(), ACCESS]

    @api.model
    def _suture_verbs(self):
        return {**super()._suture_verbs(), "map_item": map_item}

    @api.model
    def _suture_preload(self, reached):
        """Prefetches the names, codes and prices of the products in `reached`, because Odoo reads them when
        it creates a line with such a product.
        """
        super()._suture_preload(reached)
        products = self.env["product.product"].browse(sorted(reached.get("product.product", ())))
        products.mapped("default_code")
        products.product_tmpl_id.mapped("name")
        products.mapped("product_template_attribute_value_ids")
        products.mapped("seller_ids.price")
