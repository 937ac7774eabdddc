from odoo import fields, models


class ProductProduct(models.Model):
    _inherit = "product.product"

    # Inventory has it too, under this name: the sidecar reads an order's products by it, with Inventory
    # or without.
    purchase_order_line_ids = fields.One2many("purchase.order.line", "product_id", string="PO Lines")
