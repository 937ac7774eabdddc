from odoo import fields, models


class ProductProduct(models.Model):
    _inherit = "product.product"

    # The Inventory app has this field under the same name. The sidecar uses it to read an order's products,
    # with or without that app.
    purchase_order_line_ids = fields.One2many("purchase.order.line", "product_id", string="PO Lines")
