from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestRead(OrderCase):
    def ask(self, **request):
        return self.gateway.read({"one": {"fields": ["id"], "domain": [], **request}})["one"]

    def test_values_are_as_the_contract_says(self):
        order = self.order(date_order="2026-11-20 09:30:00")
        row = self.ask(
            model="purchase.order",
            domain=[["name", "=", order.name]],
            fields=[
                "id",
                "name",
                "state",
                "partner_id",
                "partner_ref",
                "order_line",
                "date_order",
                "dest_address_id",
            ],
        )[0]
        self.assertEqual(row["partner_id"], self.supplier.id)
        self.assertIsNone(row["partner_ref"])
        self.assertIsNone(row["dest_address_id"])
        self.assertEqual(row["order_line"], order.order_line.ids)
        self.assertEqual(row["date_order"], "2026-11-20T09:30:00Z")

    def test_false_stays_false_and_days_are_days(self):
        bill = self.env["account.move"].create(
            {"move_type": "in_invoice", "partner_id": self.supplier.id, "invoice_date": "2026-11-20"}
        )
        row = self.ask(model="account.move", domain=[["id", "=", bill.id]], fields=["invoice_date"])[0]
        self.assertEqual(row["invoice_date"], "2026-11-20")
        self.supplier.active = False
        either = ["|", ["active", "=", True], ["active", "=", False], ["id", "=", self.supplier.id]]
        row = self.ask(model="res.partner", domain=either, fields=["active"])[0]
        self.assertIs(row["active"], False)

    def test_archived_records_are_left_out_unless_asked_for(self):
        self.product.active = False
        mine = ["id", "=", self.product.id]
        self.assertFalse(self.ask(model="product.product", domain=[mine]))
        self.assertTrue(self.ask(model="product.product", domain=[mine, ["active", "=", False]]))

    def test_many_named_reads_and_a_dotted_domain(self):
        order = self.order(lines=3)
        answer = self.gateway.read(
            {
                "lines": {
                    "model": "purchase.order.line",
                    "domain": [["order_id.name", "=", order.name]],
                    "fields": ["suture_line_number"],
                    "order": "suture_line_number desc",
                    "limit": 2,
                },
                "supplier": {
                    "model": "res.partner",
                    "domain": ["|", ["id", "child_of", [self.supplier.id]], ["id", "=", 0]],
                    "fields": ["name"],
                },
            }
        )
        self.assertEqual([row["suture_line_number"] for row in answer["lines"]], [3, 2])
        self.assertEqual([row["name"] for row in answer["supplier"]], ["Birch Medical"])

    def test_what_is_not_listed_is_refused_by_name(self):
        refused = {
            "res.users": {"model": "res.users"},
            "purchase.order.notes": {"model": "purchase.order", "fields": ["notes"]},
            "suture.exchange.payload": {"model": "suture.exchange", "fields": ["payload"]},
            "suture.exchange.findings": {"model": "suture.exchange", "domain": [["findings", "!=", False]]},
            "purchase.order.user_id": {
                "model": "purchase.order",
                "domain": [["user_id.login", "=", "admin"]],
            },
            "res.partner.email": {"model": "purchase.order", "domain": [["partner_id.email", "ilike", "@"]]},
            "purchase.order.write_uid": {"model": "purchase.order", "order": "write_uid"},
            "'any'": {"model": "purchase.order", "domain": [["order_line", "any", [["id", "=", 1]]]]},
            "is nested": {"model": "purchase.order", "domain": [["id", "in", [[1]]]]},
            "not a condition": {"model": "purchase.order", "domain": [["id", "="]]},
            "does not lead": {"model": "purchase.order", "domain": [["date_order.year_number", "=", 2026]]},
            "limit of": {"model": "purchase.order", "limit": -1},
            "-1 is not a whole number from 1": {"model": "purchase.order", "limit": -1},
            "0 is not": {"model": "purchase.order", "limit": 0},
            "'5' is not": {"model": "purchase.order", "limit": "5"},
            "1.5 is not": {"model": "purchase.order", "limit": 1.5},
            "order of": {"model": "purchase.order", "order": "id; drop table res_users"},
        }
        for name, request in refused.items():
            with self.subTest(name), self.assertRaisesRegex(ValidationError, name):
                self.ask(**request)

    def test_one_bad_request_answers_nothing(self):
        requests = {
            "good": {"model": "res.currency", "domain": [], "fields": ["name"]},
            "bad": {"model": "res.users", "domain": [], "fields": ["login"]},
        }
        with self.assertRaises(ValidationError):
            self.gateway.read(requests)

    def test_the_callers_context_changes_nothing(self):
        self.product.active = False
        gateway = self.gateway.with_context(active_test=False, allowed_company_ids=[999999])
        request = {"model": "product.product", "domain": [["id", "=", self.product.id]], "fields": ["name"]}
        self.assertFalse(gateway.read({"one": request})["one"])
