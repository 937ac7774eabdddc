from odoo.addons.suture_product.tests.common import ProductCase


class StockCase(ProductCase):
    """Sets up a ward with stock on a shelf, some of it in lots, and the cost centre that pays for
    consumption.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        warehouse = cls.env["stock.warehouse"].search([("company_id", "=", cls.env.company.id)], limit=1)
        cls.ward = cls.env["stock.location"].create(
            {"name": "Ward", "usage": "internal", "location_id": warehouse.view_location_id.id}
        )
        cls.shelf = cls.env["stock.location"].create(
            {"name": "Shelf", "usage": "internal", "location_id": cls.ward.id}
        )
        plan = cls.env["account.analytic.plan"].create({"name": "Test cost centres"})
        cls.cost_centre = cls.env["account.analytic.account"].create({"name": "Ward", "plan_id": plan.id})
        cls.product.standard_price = 2.5
        cls.drug = cls.env["product.product"].create(
            {"name": "Drug", "is_storable": True, "tracking": "lot", "standard_price": 4.0}
        )
        cls.lots = cls.env["stock.lot"].create([{"name": f"L{n}", "product_id": cls.drug.id} for n in (1, 2)])
        cls.stock(cls.product, 10)
        cls.stock(cls.drug, 6, lot=cls.lots[0])
        cls.stock(cls.drug, 4, lot=cls.lots[1], place=cls.shelf)

    @classmethod
    def stock(cls, product, quantity, lot=None, place=None):
        place = place or cls.ward
        cls.env["stock.quant"]._update_available_quantity(product, place, quantity, lot_id=lot)

    def on_hand(self, product, lot=None, place=None):
        domain = [("product_id", "=", product.id), ("location_id", "child_of", (place or self.ward).id)]
        if lot:
            domain.append(("lot_id", "=", lot.id))
        return sum(self.env["stock.quant"].search(domain).mapped("quantity"))

    def costs(self):
        column = self.cost_centre.plan_id._column_name()
        return self.env["account.analytic.line"].search([(column, "=", self.cost_centre.id)])

    def line(self, product, quantity, lot=None):
        line = {"product_id": product.id, "quantity": str(quantity)}
        return {**line, "lot_id": lot.id} if lot else line

    def move(self, key, *lines, guards=(), **arguments):
        item = self.item(
            key,
            {
                "op": "do",
                "verb": "consume_stock",
                "ref": "transfer",
                "arguments": {
                    "number": f"MSG-{key}",
                    "direction": "consumption",
                    "used_on": "2026-11-18",
                    "location_id": self.ward.id,
                    "analytic_account_id": self.cost_centre.id,
                    "lines": list(lines),
                    **arguments,
                },
            },
            guards=guards,
            document_type="StockMovement",
            document_number=f"MSG-{key}",
        )
        item["links"].append({"ref": "transfer"})
        result = self.gateway.apply([item])[0]
        return result, self.env["stock.picking"].search([("origin", "=", f"MSG-{key}")])
