from odoo import Command
from odoo.addons.suture_product.tests.common import ProductCase


class OrderCase(ProductCase):
    """Adds orders to the vendor of the connection."""

    def order(self, quantity=10, price=2.5, lines=1, confirm=True, **values):
        line = {"product_id": self.product.id, "product_qty": quantity, "price_unit": price, "tax_ids": []}
        order = self.env["purchase.order"].create(
            {
                "partner_id": self.supplier.id,
                "order_line": [Command.create(line) for _n in range(lines)],
                **values,
            }
        )
        if confirm:
            order.button_confirm()
        return order


def write_line(line, **values):
    return {"op": "write", "model": "purchase.order.line", "id": line.id, "values": values}
