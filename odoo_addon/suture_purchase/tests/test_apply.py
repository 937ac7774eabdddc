import base64
from unittest.mock import patch

import psycopg2
from odoo import Command
from odoo.addons.suture.tests.common import guard
from odoo.tests import tagged

from .common import OrderCase, write_line


@tagged("post_install", "-at_install")
class TestApply(OrderCase):
    def one(self, *args, **kwargs):
        return self.gateway.apply([self.item(*args, **kwargs)])[0]

    def test_writes_the_lines_and_shows_the_exchange_on_the_order(self):
        order = self.order()
        line = order.order_line
        result = self.one(
            "apply/1",
            write_line(line, product_qty=6, date_planned="2026-12-01T12:00:00Z"),
            documents=[order],
            guards=[
                guard(order, "state", "purchase"),
                guard(line, "product_qty", 10),
                guard(line, "price_unit", 2.5),
            ],
            note="6 of 10 promised.",
        )
        self.assertEqual(result["status"], "applied")
        self.assertEqual(line.product_qty, 6)
        self.assertEqual(str(line.date_planned), "2026-12-01 12:00:00")
        exchange = order.integration_exchange_ids
        self.assertEqual(exchange.id, result["exchange_id"])
        self.assertEqual((exchange.res_model, exchange.res_id), ("purchase.order", order.id))
        self.assertEqual((exchange.state, exchange.note), ("done", "6 of 10 promised."))
        self.assertEqual(result["records"][0]["model"], "purchase.order.line")

    def test_a_bad_document_does_not_harm_the_good_ones(self):
        orders = [self.order() for _n in range(4)]
        lines = [order.order_line for order in orders]
        batch = [
            self.item("mixed/1", write_line(lines[0], product_qty=1), documents=[orders[0]]),
            self.item(
                "mixed/2", write_line(lines[1], product_qty=2), guards=[guard(lines[1], "product_qty", 99)]
            ),
            self.item("mixed/3", write_line(lines[2], product_qty=3), write_line(lines[2], order_id=1)),
            self.item("mixed/4", write_line(lines[3], product_qty=4), documents=[orders[3]]),
        ]
        results = self.gateway.apply(batch)
        self.assertEqual([row["key"] for row in results], [item["key"] for item in batch])
        self.assertEqual([row["status"] for row in results], ["applied", "stale", "rejected", "applied"])
        self.assertEqual([line.product_qty for line in lines], [1, 10, 10, 4])
        self.assertIn("purchase.order.line.order_id", results[2]["reason"]["message"])
        self.assertEqual(results[2]["reason"]["code"], "ODOO_REJECTED")
        self.assertEqual(
            self.env["suture.exchange"].search_count([("message_key", "like", "message/mixed/")]), 2
        )

    def test_a_database_that_goes_away_is_no_refusal(self):
        order = self.order()
        item = self.item("away/1", write_line(order.order_line, product_qty=1))
        for problem in (psycopg2.InterfaceError, psycopg2.OperationalError):
            gone = patch("odoo.addons.suture.gateway.apply.carry_out", side_effect=problem("already closed"))
            with self.subTest(problem.__name__), gone, self.assertRaises(problem):
                self.gateway.apply([item])
        self.assertEqual(self.gateway.apply([item])[0]["status"], "applied")

    def test_what_was_refused_may_be_applied_later_under_the_same_key(self):
        order = self.order()
        line = order.order_line
        again = self.item("later/1", write_line(line, product_qty=5), guards=[guard(line, "product_qty", 7)])
        self.assertEqual(self.gateway.apply([again])[0]["status"], "stale")
        line.product_qty = 7
        self.assertEqual(self.gateway.apply([again])[0]["status"], "applied")
        self.assertEqual(line.product_qty, 5)

    def test_odoo_says_why_it_refuses(self):
        order = self.order()
        self.env["uom.uom"].flush_model()
        result = self.one("refused/1", write_line(order.order_line, product_qty="many"))
        self.assertEqual(result["status"], "rejected")
        self.assertTrue(result["reason"]["message"])

    def test_creates_with_references_and_lines(self):
        result = self.one(
            "create/1",
            {
                "op": "create",
                "model": "purchase.order",
                "ref": "rfq",
                "values": {
                    "partner_id": self.supplier.id,
                    "origin": "REQ-1",
                    "order_line": [{"product_id": self.product.id, "product_qty": 3}],
                },
            },
            {
                "op": "create",
                "model": "purchase.order.line",
                "values": {"order_id": {"ref": "rfq"}, "product_id": self.product.id, "product_qty": 4},
            },
            {
                "op": "write",
                "model": "purchase.order",
                "id": {"ref": "rfq"},
                "values": {"partner_ref": "B-7"},
            },
        )
        self.assertEqual(result["status"], "applied", result)
        order = self.env["purchase.order"].search([("origin", "=", "REQ-1")])
        self.assertEqual(order.order_line.mapped("product_qty"), [3, 4])
        self.assertEqual((order.partner_ref, order.state), ("B-7", "draft"))
        named = [row for row in result["records"] if row.get("ref") == "rfq"]
        self.assertEqual(
            named, [{"ref": "rfq", "model": "purchase.order", "id": order.id, "name": order.name}]
        )

    def test_links_a_record_that_the_plan_made(self):
        item = self.item(
            "link/1",
            {
                "op": "create",
                "model": "purchase.order",
                "ref": "rfq",
                "values": {"partner_id": self.supplier.id},
            },
        )
        item["links"] = [{"ref": "rfq"}]
        result = self.gateway.apply([item])[0]
        exchange = self.env["suture.exchange"].browse(result["exchange_id"])
        self.assertEqual(exchange.res_id, result["records"][0]["id"])

    def upsert(self, key, **values):
        return self.one(
            key,
            {
                "op": "upsert",
                "model": "product.supplierinfo",
                "key": {"scheme": "item", "value": "BM-1"},
                "values": {
                    "partner_id": self.supplier.id,
                    "product_tmpl_id": self.product.product_tmpl_id.id,
                    "product_code": "BM-1",
                    **values,
                },
            },
        )

    def test_upserts_by_the_crosswalk(self):
        first = self.upsert("upsert/1", price=1.25)
        second = self.upsert("upsert/2", price=1.5)
        self.assertEqual((first["status"], second["status"]), ("applied", "applied"))
        self.assertEqual(first["records"][0]["id"], second["records"][0]["id"])
        price = self.env["product.supplierinfo"].search([("product_code", "=", "BM-1")])
        self.assertEqual(price.mapped("price"), [1.5])
        price.unlink()
        third = self.upsert("upsert/3", price=2)
        self.assertEqual(third["status"], "applied")
        entries = self.env["suture.crosswalk"].search([("value", "=", "BM-1")])
        self.assertEqual(entries.mapped("res_id"), [third["records"][0]["id"]])

    def test_attaches_and_notes(self):
        order = self.order()
        link = {"model": "purchase.order", "id": order.id}
        content = base64.b64encode(b"ISA*00*").decode()
        attach = {
            "op": "attach",
            "to": link,
            "name": "a.x12",
            "mimetype": "text/plain",
            "content_base64": content,
        }
        note = {"op": "notify", "to": link, "body": "Later <b>than</b> asked"}
        self.assertEqual(self.one("attach/1", attach, note)["status"], "applied")
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", order._name), ("res_id", "=", order.id)]
        )
        self.assertEqual((attachment.name, attachment.raw), ("a.x12", b"ISA*00*"))
        self.assertIn("Later &lt;b&gt;than", order.message_ids[0].body)
        self.assertFalse(order.message_ids[0].notified_partner_ids)

    def test_only_what_is_listed_can_be_changed(self):
        order = self.order()
        admin = self.env.ref("base.user_admin")
        operations = {
            "res.users": {"op": "write", "model": "res.users", "id": admin.id, "values": {"login": "x"}},
            "purchase.order.state": {
                "op": "write",
                "model": order._name,
                "id": order.id,
                "values": {"state": "done"},
            },
            "account.move": {"op": "create", "model": "account.move", "values": {"move_type": "entry"}},
            "'delete' is not known": {"op": "delete", "model": order._name, "id": order.id},
            "verb 'unlink' is not known": {"op": "do", "verb": "unlink", "arguments": {}},
            "link": {"op": "notify", "to": {"model": "res.users", "id": admin.id}, "body": "x"},
            "not base64": {
                "op": "attach",
                "to": {"model": order._name, "id": order.id},
                "name": "x",
                "mimetype": "text/plain",
                "content_base64": "?",
            },
        }
        for number, (message, operation) in enumerate(operations.items()):
            with self.subTest(message):
                result = self.one(f"forbidden/{number}", operation)
                self.assertEqual(result["status"], "rejected")
                self.assertIn(message, result["reason"]["message"])
        nested = {
            "partner_id": self.supplier.id,
            "order_line": [{"product_id": self.product.id, "state": "done"}],
        }
        result = self.one("forbidden/n", {"op": "create", "model": "purchase.order", "values": nested})
        self.assertIn("purchase.order.line.state", result["reason"]["message"])

    def test_a_connection_that_is_not_there_is_refused(self):
        result = self.one("nobody/1", connection="edi-nobody")
        self.assertEqual(result["status"], "rejected")
        self.assertIn("edi-nobody", result["reason"]["message"])

    def test_guards_compare_by_kind(self):
        order = self.order(date_order="2026-11-20 09:30:00")
        line = order.order_line
        line.write({"price_unit": 0.1 + 0.2, "tax_ids": [Command.clear()]})
        holding = [
            guard(line, "price_unit", 0.3),
            guard(order, "partner_id", self.supplier.id),
            guard(order, "partner_ref", None),
            guard(order, "date_order", "2026-11-20T09:30:00Z"),
            guard(line, "tax_ids", []),
        ]
        self.assertEqual(self.one("guards/1", guards=holding)["status"], "applied")
        for number, wrong in enumerate(
            [
                guard(line, "price_unit", 0.31),
                guard(order, "partner_id", None),
                guard(order, "partner_ref", "x"),
            ]
        ):
            self.assertEqual(self.one(f"guards/x{number}", guards=[wrong])["status"], "stale")

    def test_where_odoo_asks_for_the_day_it_is_the_companys(self):
        self.env.company.partner_id.tz = "Pacific/Kiritimati"
        zones = []

        def look(env, company, _arguments):
            zones.append(str(env.tz))  # `Date.context_today` uses this time zone
            return company.partner_id

        Gateway = type(self.env["suture.gateway"])
        with patch.object(Gateway, "_suture_verbs", lambda _self: {"look": look}):
            answer = self.one("look", {"op": "do", "verb": "look", "arguments": {}})
        self.assertEqual((answer["status"], zones), ("applied", ["Pacific/Kiritimati"]))
