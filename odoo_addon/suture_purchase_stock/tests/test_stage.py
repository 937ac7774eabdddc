from odoo import Command, fields
from odoo.addons.suture_purchase.tests.common import OrderCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestStage(OrderCase):
    """Tests the stage of documents, and the badge and the mark in Odoo that follow from it."""

    def setUp(self):
        super().setUp()
        self.connection.active = False
        self.document = self.order()

    def stage(self, document=None):
        document = document or self.document
        self.env.invalidate_all()
        self.assertIn(document, document.search([("integration_stage", "=", document.integration_stage)]))
        return document.integration_stage

    def sent(self, revision=1, **values):
        given = {"direction": "outbound", "document_type": "Order", "flow": "order-dispatch"}
        return self.report("stage/sent", self.document, revision=revision, **{**given, **values})

    def receive(self, quantity=10):
        receipt = self.document.picking_ids.filtered(lambda row: row.state not in ("done", "cancel"))
        receipt.move_ids.quantity = quantity
        receipt.move_ids.picked = True
        receipt.with_context(skip_backorder=True).button_validate()

    def bill(self):
        self.document.action_create_invoice()
        bill = self.document.invoice_ids.filtered(lambda row: row.state == "draft")
        bill.invoice_date = fields.Date.today()
        return bill

    def pay(self, bill):
        register = self.env["account.payment.register"]
        register = register.with_context(active_model="account.move", active_ids=bill.ids)
        register.create({}).action_create_payments()

    def test_an_order_that_was_never_exchanged_has_no_stage(self):
        self.receive()
        self.assertEqual((self.stage(), self.document.integration_state), ("none", "none"))

    def test_a_queued_order_is_sent(self):
        self.connection.active = True
        order = self.order()
        self.assertEqual((self.stage(order), order.integration_state), ("sent", "in_progress"))

    def test_from_the_order_to_the_payment(self):
        steps = [
            (lambda: self.sent(state="processing"), "sent", "in_progress"),
            (lambda: self.sent(2, state="done", acknowledgement="awaited"), "delivered", "in_progress"),
            (lambda: self.sent(3, acknowledgement="accepted"), "acknowledged", "in_progress"),
            (lambda: self.report("stage/answer", self.document), "confirmed", "synced"),
            (
                lambda: self.report("stage/asn", self.document, document_type="DespatchAdvice"),
                "shipped",
                "synced",
            ),
            (lambda: self.receive(4), "shipped", "synced"),
            (lambda: self.receive(6), "received", "synced"),
        ]
        for act, stage, badge in steps:
            act()
            self.assertEqual((self.stage(), self.document.integration_state), (stage, badge))
        bill = self.bill()
        self.assertEqual(self.stage(), "invoiced")
        bill.action_post()
        self.pay(bill)
        self.assertEqual((self.stage(), self.document.integration_state), ("paid", "synced"))
        bill.line_ids.remove_move_reconcile()
        self.assertEqual(self.stage(), "invoiced")

    def test_an_acknowledgement_alone_is_not_in_sync(self):
        self.sent(acknowledgement="accepted")
        self.assertEqual(self.document.integration_state, "in_progress")
        self.assertFalse(self.document.acknowledged)

    def test_an_applied_response_acknowledges_the_order_in_odoo(self):
        answer = self.report("stage/answer", self.document, state="attention")
        self.assertFalse(self.document.acknowledged)
        self.report("stage/answer", self.document, revision=2, state="done")
        self.assertTrue(self.document.acknowledged)
        self.assertEqual((answer.state, self.stage()), ("done", "confirmed"))

    def test_a_dismissed_response_confirms_nothing(self):
        self.sent(acknowledgement="accepted")
        self.report("stage/answer", self.document, state="dismissed")
        self.assertEqual((self.stage(), self.document.acknowledged), ("acknowledged", False))

    def test_a_rejected_message_was_delivered(self):
        self.sent(acknowledgement="rejected", state="attention")
        self.assertEqual((self.stage(), self.document.integration_state), ("delivered", "attention"))

    def test_a_partial_receipt_that_is_billed_is_not_invoiced(self):
        self.report("stage/answer", self.document)
        self.receive(4)
        self.bill()
        self.assertEqual((self.document.invoice_status, self.stage()), ("invoiced", "confirmed"))

    def test_an_order_that_is_closed_short_is_received_and_invoiced(self):
        self.report("stage/answer", self.document)
        receipt = self.document.picking_ids
        receipt.move_ids.quantity = 4
        receipt.move_ids.picked = True
        receipt.move_ids._action_done(cancel_backorder=True)
        self.assertEqual(self.stage(), "received")
        self.bill()
        self.assertEqual(self.stage(), "invoiced")

    def test_a_cancelled_order(self):
        self.report("stage/answer", self.document)
        self.document.button_cancel()
        self.assertEqual(self.stage(), "cancelled")
        self.document.button_draft()
        self.assertEqual(self.stage(), "confirmed")

    def test_a_bill_follows_its_payment(self):
        line = Command.create({"name": "Care", "quantity": 1, "price_unit": 100})
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": self.supplier.id,
                "invoice_line_ids": [line],
                "invoice_date": fields.Date.today(),
            }
        )
        self.report("stage/bill", bill, document_type="Invoice")
        self.assertEqual(self.stage(bill), "invoiced")
        bill.action_post()
        self.pay(bill)
        self.assertEqual(self.stage(bill), "paid")

    def test_a_reversed_bill_is_cancelled_and_not_paid(self):
        self.report("stage/answer", self.document)
        self.receive()
        bill = self.bill()
        self.report("stage/bill", bill, document_type="Invoice")
        bill.action_post()
        reversal = self.env["account.move.reversal"].with_context(
            active_model="account.move", active_ids=bill.ids
        )
        reversal.create({"journal_id": bill.journal_id.id}).refund_moves()
        bill.reversal_move_ids.action_post()
        self.assertEqual(bill.payment_state, "reversed")
        self.assertEqual((self.stage(bill), self.stage()), ("cancelled", "received"))

    def test_a_transfer(self):
        receipt = self.document.picking_ids
        self.report("stage/asn", receipt, document_type="DespatchAdvice")
        self.assertEqual(self.stage(receipt), "shipped")
        self.receive()
        self.assertEqual(self.stage(receipt), "received")
