from odoo.addons.suture.tests.common import guard
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OrderCase, write_line


@tagged("post_install", "-at_install")
class TestTogether(OrderCase):
    """Tests that documents applied together have the same results as documents applied alone."""

    def lines(self, count):
        return [self.order().order_line for _n in range(count)]

    def change(self, key, line, quantity, **more):
        operation = write_line(line, product_qty=quantity)
        return self.item(f"together/{key}", operation, documents=[line.order_id], **more)

    def statuses(self, batch):
        return [result["status"] for result in self.gateway.apply(batch)]

    def create(self, key, **values):
        line = {"product_id": self.product.id, "product_qty": 3, "price_unit": 2.5, "discount": 10}
        values = {
            "partner_id": self.supplier.id,
            "origin": key,
            "user_id": None,
            "order_line": [line],
            **values,
        }
        create = {"op": "create", "model": "purchase.order", "ref": "order-1", "values": values}
        return {**self.item(f"together/{key}", create), "links": [{"ref": "order-1"}]}

    def test_every_one_of_many_bad_ones_is_told_and_the_good_ones_are_applied(self):
        lines = self.lines(7)
        bad = {"guards": [guard(lines[0], "product_qty", 99)]}
        batch = [self.change(n, line, n, **(bad if n in (0, 3, 6) else {})) for n, line in enumerate(lines)]
        expected = ["stale", "applied", "applied", "stale", "applied", "applied", "stale"]
        self.assertEqual(self.statuses(batch), expected)
        self.assertEqual([line.product_qty for line in lines], [10, 1, 2, 10, 4, 5, 10])
        again = ["stale", "duplicate", "duplicate", "stale", "duplicate", "duplicate", "stale"]
        self.assertEqual(self.statuses(batch), again)

    @mute_logger("odoo.sql_db")
    def test_what_the_database_refuses_only_when_it_is_written_harms_no_other(self):
        lines = self.lines(3)
        batch = [self.change(n, line, 4) for n, line in enumerate(lines)]
        batch[1]["operations"].append(
            {"op": "create", "model": "purchase.order.line", "values": {"order_id": lines[1].order_id.id}}
        )
        self.assertEqual(self.statuses(batch), ["applied", "rejected", "applied"])
        self.assertEqual([line.product_qty for line in lines], [4, 10, 4])
        self.assertEqual(len(lines[1].order_id.order_line), 1)

    def test_known_keys_among_new_ones_are_answered_as_known(self):
        first, second, third = self.lines(3)
        self.assertEqual(
            self.statuses([self.change("a", first, 1), self.change("b", second, 2)]), ["applied"] * 2
        )
        batch = [
            self.change("a", first, 7),
            self.change("b", second, 8, content_hash="other"),
            self.change("c", third, 3),
        ]
        results = self.gateway.apply(batch)
        self.assertEqual([row["status"] for row in results], ["duplicate", "conflicting", "applied"])
        self.assertEqual(results[0]["records"][0]["id"], first.id)
        self.assertEqual([line.product_qty for line in (first, second, third)], [1, 2, 3])

    def test_an_unknown_connection_among_known_keys_is_told_of_its_own_document(self):
        first, second, third = self.lines(3)
        self.assertEqual(
            self.statuses([self.change("d", first, 1), self.change("e", second, 2)]), ["applied"] * 2
        )
        batch = [
            self.change("d", first, 1),
            self.change("e", second, 2),
            self.change("f", third, 3, connection="nobody"),
            self.change("g", third, 4),
        ]
        results = self.gateway.apply(batch)
        self.assertEqual(
            [row["status"] for row in results], ["duplicate", "duplicate", "rejected", "applied"]
        )
        self.assertIn("nobody", results[2]["reason"]["message"])
        self.assertEqual(third.product_qty, 4)

    def test_a_key_twice_in_a_batch_is_applied_once(self):
        [line] = self.lines(1)
        batch = [self.change("twice", line, 5), self.change("twice", line, 6)]
        self.assertEqual(self.statuses(batch), ["applied", "duplicate"])
        self.assertEqual(line.product_qty, 5)

    def test_a_later_document_sees_what_an_earlier_one_changed(self):
        [line] = self.lines(1)
        batch = [
            self.change("earlier", line, 6),
            self.change("later", line, 7, guards=[guard(line, "product_qty", 6)]),
            self.change("stale", line, 8, guards=[guard(line, "product_qty", 10)]),
        ]
        self.assertEqual(self.statuses(batch), ["applied", "applied", "stale"])
        self.assertEqual(line.product_qty, 7)

    def test_orders_are_made_for_nobody_in_particular(self):
        results = self.gateway.apply(
            [self.create("RQ-1"), self.create("RQ-2", company_id=-1), self.create("RQ-3")]
        )
        self.assertEqual([row["status"] for row in results], ["applied", "rejected", "applied"])
        orders = self.env["purchase.order"].search([("origin", "like", "RQ-")], order="origin")
        self.assertEqual(orders.mapped("origin"), ["RQ-1", "RQ-3"])
        self.assertEqual(orders.mapped("state"), ["draft", "draft"])
        self.assertEqual(orders.order_line.mapped("discount"), [10, 10])
        self.assertFalse(orders.user_id)
        self.assertNotIn(self.gateway_user.partner_id, orders.message_partner_ids)
        self.assertEqual([row["records"][0]["id"] for row in (results[0], results[2])], orders.ids)
        self.assertEqual(orders.mapped("integration_state"), ["synced", "synced"])

    def test_a_record_of_another_company_is_out_of_reach_in_a_batch_too(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        hidden = self.env["res.partner"].create({"name": "Theirs", "company_id": other.id})
        results = self.gateway.apply([self.create("RQ-4"), self.create("RQ-5", partner_id=hidden.id)])
        self.assertEqual([row["status"] for row in results], ["applied", "rejected"])
        self.assertIn("does not exist, or not in company", results[1]["reason"]["message"])

    def test_a_batch_of_orders_costs_no_more_than_the_orm_in_bulk(self):
        products = self.env["product.product"].create([{"name": f"Speed {n}"} for n in range(10)])
        lines = [{"product_id": product.id, "product_qty": 1, "price_unit": 1} for product in products]
        batch = [self.create(f"RQ-B{n}", order_line=lines) for n in range(20)]
        vals_list = [
            {"partner_id": self.supplier.id, "order_line": [(0, 0, line) for line in lines]}
            for _n in range(20)
        ]
        self.gateway.apply([self.create("RQ-W", order_line=lines)])
        gateway = self.queries(lambda: self.gateway.apply(batch))
        bulk = self.queries(lambda: self.env["purchase.order"].create(vals_list))
        self.assertLess(gateway, bulk * 1.15)

    def queries(self, call):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before
