from odoo.addons.suture_purchase.tests.common import OrderCase, write_line
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestLineDecisions(OrderCase):
    """Tests what the gateway does for a person's decisions on the lines of an order response."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product.write({"is_storable": True, "default_code": "T-1"})
        cls.other = cls.env["product.product"].create(
            {"name": "Vinyl gloves", "default_code": "T-2", "is_storable": True}
        )
        cls.next_vendor = cls.env["res.partner"].create({"name": "Alder Medical"})
        cls.env["product.supplierinfo"].create(
            [
                {
                    "partner_id": cls.supplier.id,
                    "product_tmpl_id": cls.product.product_tmpl_id.id,
                    "price": 2,
                },
                {
                    "partner_id": cls.next_vendor.id,
                    "product_tmpl_id": cls.product.product_tmpl_id.id,
                    "price": 3.25,
                },
            ]
        )

    def run_plan(self, order, *operations, method="apply"):
        item = self.item(f"decide/{order.id}/{len(operations)}", *operations, documents=order)
        return getattr(self.gateway, method)([item])[0]

    def applied(self, order, *operations):
        result = self.run_plan(order, *operations)
        self.assertEqual(result["status"], "applied", result)
        return result

    def do(self, verb, line, **arguments):
        return {"op": "do", "verb": verb, "ref": verb, "arguments": {"line_id": line.id, **arguments}}

    def incoming(self, order):
        moves = order.order_line.move_ids.filtered(lambda move: move.state not in ("done", "cancel"))
        return sorted((move.product_id.id, move.product_uom_qty) for move in moves)

    def test_a_substitute_gets_a_line_and_the_crosswalk_learns_it(self):
        order = self.order()
        line = order.order_line
        entry = {"connection": self.connection.code, "scheme": "item", "value": "S-99"}
        mapped = {"op": "do", "verb": "map_item", "arguments": {**entry, "product_id": self.other.id}}
        self.applied(
            order,
            write_line(line, product_qty=0, price_unit=2.5),
            self.do("add_substitute_line", line, product_id=self.other.id, quantity="10", price_unit="2.75"),
            mapped,
        )
        new = order.order_line - line
        self.assertEqual((line.product_qty, new.product_id, new.product_qty), (0, self.other, 10))
        self.assertEqual((new.price_unit, new.date_planned), (2.75, line.date_planned))
        self.assertEqual(self.incoming(order), [(self.other.id, 10)])
        entry = self.env["suture.crosswalk"].search([("value", "=", "S-99")])
        self.assertEqual((entry.connection_id, entry.record), (self.connection, self.other))

    def test_a_substitute_without_a_price_keeps_the_price_of_the_line(self):
        order = self.order()
        added = self.do("add_substitute_line", order.order_line, product_id=self.other.id, quantity="4")
        self.applied(order, added)
        self.assertEqual(order.order_line.mapped("price_unit"), [2.5, 2.5])

    def test_a_substitute_in_another_unit_is_refused(self):
        order = self.order()
        self.other.uom_id = self.env.ref("uom.product_uom_kgm")
        added = self.do("add_substitute_line", order.order_line, product_id=self.other.id, quantity="4")
        result = self.run_plan(order, added)
        self.assertEqual((result["status"], result["reason"]["code"]), ("rejected", "UNKNOWN_UNIT"))
        self.assertEqual(len(order.order_line), 1)

    def test_a_backorder_is_split_into_two_lines_with_their_dates(self):
        order = self.order()
        line = order.order_line
        line.discount = 10
        self.applied(
            order,
            write_line(line, product_qty=6, price_unit=2.5, date_planned="2027-01-04T12:00:00Z"),
            self.do("split_order_line", line, quantity="4", date_planned="2027-02-01T12:00:00Z"),
        )
        new = order.order_line - line
        self.assertEqual((line.product_qty, new.product_qty), (6, 4))
        self.assertEqual([str(each.date_planned)[:10] for each in line + new], ["2027-01-04", "2027-02-01"])
        self.assertEqual((new.price_unit, new.discount, new.product_id), (2.5, 10, self.product))
        self.assertEqual(self.incoming(order), [(self.product.id, 4), (self.product.id, 6)])

    def test_rejected_lines_are_ordered_from_the_next_vendor_in_one_request(self):
        order = self.order(lines=2)
        writes = [write_line(line, product_qty=0, price_unit=2.5) for line in order.order_line]
        asked = [self.do("order_from_next_vendor", line, quantity="10") for line in order.order_line]
        asked[1]["ref"] = "second"
        self.applied(order, *writes, *asked)
        request = self.env["purchase.order"].search([("partner_id", "=", self.next_vendor.id)])
        self.assertEqual((request.state, request.origin, len(request)), ("draft", order.name, 1))
        self.assertEqual(request.order_line.mapped("product_qty"), [10, 10])
        self.assertEqual(request.order_line.mapped("price_unit"), [3.25, 3.25])
        self.assertEqual((order.order_line.mapped("product_qty"), self.incoming(order)), ([0, 0], []))

    def test_without_another_vendor_nothing_is_changed(self):
        self.product.seller_ids.filtered(lambda one: one.partner_id == self.next_vendor).unlink()
        order = self.order()
        line = order.order_line
        writes = write_line(line, product_qty=0, price_unit=2.5)
        result = self.run_plan(order, writes, self.do("order_from_next_vendor", line, quantity="10"))
        self.assertEqual((result["status"], result["reason"]["code"]), ("rejected", "UNKNOWN_SUPPLIER"))
        self.assertEqual(line.product_qty, 10)

    def test_the_preview_shows_every_record_and_stores_nothing(self):
        order = self.order()
        line = order.order_line
        result = self.run_plan(
            order,
            write_line(line, product_qty=0, price_unit=2.5),
            self.do("order_from_next_vendor", line, quantity="10"),
            method="preview",
        )
        told = {(each["model"], each["field"], each["id"]): each["to"] for each in result["changes"]}
        self.assertEqual(told["purchase.order.line", "product_qty", line.id], 0)
        self.assertEqual(told["purchase.order", "partner_id", None], "Alder Medical")
        self.assertEqual(told["purchase.order.line", "product_qty", None], 10)
        self.assertFalse(self.env["purchase.order"].search([("partner_id", "=", self.next_vendor.id)]))
        self.assertEqual(line.product_qty, 10)
