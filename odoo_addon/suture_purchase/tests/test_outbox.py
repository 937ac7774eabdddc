from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestOutbox(OrderCase):
    def setUp(self):
        super().setUp()
        self.env["suture.outbox"].search([]).write({"state": "taken"})

    def take(self, limit=10, lease=60):
        return self.gateway.outbox_take(limit, lease)

    def test_rows_are_leased_oldest_first_and_come_back(self):
        first, second, third = self.order(), self.order(), self.order()
        rows = self.take(limit=2)
        self.assertEqual([row["number"] for row in rows], [first.name, second.name])
        self.assertEqual([row["number"] for row in self.take()], [third.name])
        self.assertEqual(self.take(), [])
        past = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        self.env["suture.outbox"].browse(rows[0]["id"]).leased_until = past
        again = self.take()
        self.assertEqual([row["key"] for row in again], [rows[0]["key"]])
        self.assertEqual(self.env["suture.outbox"].browse(rows[0]["id"]).take_count, 2)

    def test_a_row_says_what_happened(self):
        order = self.order()
        row = self.take()[0]
        self.assertEqual(
            {name: row[name] for name in ("kind", "event", "connection", "model", "res_id", "number")},
            {
                "kind": "document",
                "event": "order.confirmed",
                "connection": "edi-birch",
                "model": "purchase.order",
                "res_id": order.id,
                "number": order.name,
            },
        )
        self.assertRegex(row["key"], rf"^order-dispatch/[0-9a-f-]+/edi-birch/{order.id}/1$")
        self.assertRegex(row["created_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")

    def test_taken_rows_are_not_handed_out_again(self):
        order = self.order()
        row = self.take()[0]
        self.gateway.outbox_report([{"id": row["id"], "status": "taken"}])
        self.env["suture.outbox"].browse(row["id"]).leased_until = False
        self.assertEqual(self.take(), [])
        self.assertEqual(order.integration_state, "in_progress")

    def test_a_refusal_is_shown_on_the_order_until_it_is_sent_again(self):
        order = self.order()
        row = self.take()[0]
        self.gateway.outbox_report([{"id": row["id"], "status": "refused", "message": "No such route."}])
        self.assertEqual(order.integration_state, "attention")
        self.assertIn("No such route.", [step["reason"] for step in order.get_integration_journey()["steps"]])
        order.action_send_again()
        self.assertEqual(order.integration_state, "in_progress")
        self.gateway.outbox_report([{"id": row["id"], "status": "taken"}])
        self.assertEqual(self.env["suture.outbox"].browse(row["id"]).state, "refused")

    def test_nonsense_is_refused(self):
        self.order()
        for limit, lease in ((0, 60), (501, 60), (1, 0), (1, 3601)):
            with self.assertRaises(ValidationError):
                self.take(limit, lease)
        with self.assertRaises(ValidationError):
            self.gateway.outbox_report([{"id": self.take()[0]["id"], "status": "lost"}])
