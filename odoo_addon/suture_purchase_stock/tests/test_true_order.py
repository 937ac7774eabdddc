from odoo import fields
from odoo.addons.suture_purchase.tests.common import OrderCase
from odoo.tests import new_test_user, tagged


@tagged("post_install", "-at_install")
class TestTrueOrder(OrderCase):
    """Tests that the timeline and the history agree with what happened, when, and by whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_user,purchase.group_purchase_user,stock.group_stock_user"
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False})
        cls.mia = new_test_user(cls.env, "suture_test_true_mia", groups=groups, name="Mia Buyer")

    def timeline(self, document):
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        return document.integration_timeline["steps"]

    def titles(self, document):
        return [step["title"] for step in self.timeline(document)]

    def receive(self, order, quantity):
        receipt = order.picking_ids.filtered(lambda row: row.state not in ("done", "cancel"))
        receipt.move_ids.quantity = quantity
        receipt.move_ids.picked = True
        receipt.with_context(skip_backorder=True).button_validate()

    def billed(self, order):
        order.action_create_invoice()
        bill = order.invoice_ids.filtered(lambda row: row.state == "draft")
        bill.invoice_date = fields.Date.today()
        bill.action_post()
        return bill

    def reverse(self, bill):
        reversal = self.env["account.move.reversal"]
        reversal = reversal.with_context(active_model="account.move", active_ids=bill.ids)
        reversal.create({"journal_id": bill.journal_id.id}).refund_moves()
        bill.reversal_move_ids.action_post()
        return bill.reversal_move_ids

    def test_a_cancelled_order_says_who_cancelled_it_and_expects_nothing(self):
        order = self.order()
        self.report("true/1", order)
        self.env.cr.precommit.run()
        order.with_user(self.mia).button_cancel()
        steps = self.timeline(order)
        self.assertEqual([step["title"] for step in steps], ["Answered by Birch Medical", "Order cancelled"])
        self.assertEqual((steps[1]["by"], bool(steps[1]["at"])), ("Mia Buyer", True))
        titles = [step["title"] for step in order.get_integration_journey()["steps"]]
        self.assertIn("Order cancelled", titles)

    def test_partial_receipts_are_each_shown(self):
        order = self.order()
        self.report("true/2", order)
        self.receive(order, 4)
        self.receive(order, 6)
        titles = [title for title in self.titles(order) if "eceived" in title]
        self.assertEqual(titles[:2], ["Partially received", "Received"])

    def test_a_reversed_bill_is_not_paid(self):
        order = self.order()
        self.report("true/3", order)
        self.receive(order, 10)
        bill = self.billed(order)
        refund = self.reverse(bill)
        steps = self.timeline(order)
        titles = [step["title"] for step in steps]
        self.assertNotIn("Paid", [step["title"] for step in steps if step["state"] == "done"])
        [note] = [step for step in steps if step["title"].startswith("Credit note of")]
        self.assertEqual(note["link"]["id"], refund.id)
        self.assertLess(titles.index("Billed"), titles.index(note["title"]))
        self.assertIn(note["title"], [step["title"] for step in order.get_integration_journey()["steps"]])

    def test_a_bill_of_the_same_day_follows_the_receipt(self):
        order = self.order()
        self.report("true/4", order)
        self.receive(order, 10)
        self.billed(order)
        titles = self.titles(order)
        self.assertLess(titles.index("Received"), titles.index("Billed"))

    def test_an_acknowledgement_never_precedes_its_message(self):
        order = self.order()
        self.report(
            "true/5",
            order,
            direction="outbound",
            document_type="Order",
            done_at="2026-11-20T10:00:00Z",
            acknowledgement="accepted",
            acknowledged_at="2026-11-20T09:59:58Z",
        )
        self.assertEqual(self.titles(order)[:2], ["Sent to Birch Medical", "Received by Birch Medical"])

    def test_a_request_for_the_status_is_in_the_history(self):
        self.supplier.email = "sales@birch.example"
        order = self.order()
        action = order.with_user(self.mia).action_ask_for_status()
        composer = self.env[action["res_model"]].with_user(self.mia).with_context(**action["context"])
        composer.create({})._action_send_mail()
        [step] = [
            step for step in order.get_integration_journey()["steps"] if step["title"] == "Status requested"
        ]
        self.assertEqual(step["by"], "Mia Buyer")
