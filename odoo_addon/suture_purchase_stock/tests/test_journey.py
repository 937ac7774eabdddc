from odoo.addons.suture_purchase.tests.common import OrderCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestJourney(OrderCase):
    def steps(self, document):
        return document.get_integration_journey()["steps"]

    def titles(self, document):
        return [step["title"] for step in self.steps(document)]

    def sent(self, order, **values):
        defaults = {
            "direction": "outbound",
            "document_type": "Order",
            "flow": "order-dispatch",
            "received_at": "2099-11-20T09:00:00Z",
            "done_at": "2099-11-20T09:00:05Z",
            "acknowledgement": "awaited",
            "due_at": "2099-11-21T09:00:00Z",
        }
        return self.report("journey/sent", order, **{**defaults, **values})

    def test_nothing_happened(self):
        order = self.order(confirm=False)
        journey = order.get_integration_journey()
        self.assertEqual((journey["state"], journey["steps"]), ("none", []))

    def test_queued(self):
        order = self.order()
        self.assertEqual(self.titles(order), ["Order confirmed", "Queued for sending to Birch Medical"])

    def test_sent_and_awaited(self):
        order = self.order()
        self.sent(order)
        self.env["suture.outbox"].search([("res_id", "=", order.id)]).state = "taken"
        expected = ["Order confirmed", "Sent to Birch Medical", "Birch Medical has not confirmed receipt yet"]
        self.assertEqual(self.titles(order), expected)
        self.assertIn("Expected by", self.steps(order)[2]["detail"])
        self.assertFalse(self.steps(order)[2]["at"])

    def test_the_whole_way(self):
        order = self.order()
        self.env["suture.outbox"].search([("res_id", "=", order.id)]).state = "taken"
        self.report(
            "journey/bill",
            order,
            document_type="Invoice",
            state="attention",
            reason="A price differs.",
            suggestion="Agree the price.",
            findings=[
                {"code": "PRICE_VARIANCE", "field": "price", "text": "Line 1: 2.50 ordered, 3.00 billed."}
            ],
            received_at="2099-11-22T09:00:00Z",
            done_at=None,
        )
        self.report(
            "journey/answer",
            order,
            note="One line changed.",
            changes=[{"code": "BACKORDER", "field": "date", "text": "Line 1 comes on 1 December."}],
            received_at="2099-11-21T09:00:00Z",
            done_at="2099-11-21T09:00:02Z",
        )
        self.sent(
            order,
            acknowledgement="accepted",
            acknowledged_at="2099-11-20T10:00:00Z",
            acknowledged_by="HARBOR GATEWAY",
        )
        steps = self.steps(order)
        self.assertEqual(
            [step["title"] for step in steps],
            [
                "Order confirmed",
                "Sent to Birch Medical",
                "Received by Birch Medical",
                "Birch Medical responded",
                "Birch Medical sent a bill",
            ],
        )
        received, answer, bill = steps[2:]
        self.assertEqual((received["by"], received["at"]), ("HARBOR GATEWAY", "2099-11-20T10:00:00Z"))
        self.assertEqual(
            (answer["detail"], answer["lines"]), ("One line changed.", ["Line 1 comes on 1 December."])
        )
        self.assertEqual(
            (bill["state"], bill["reason"], bill["suggestion"]),
            ("attention", "A price differs.", "Agree the price."),
        )
        self.assertEqual(bill["lines"], ["Line 1: 2.50 ordered, 3.00 billed."])

    def test_retry_says_when(self):
        order = self.order()
        self.sent(
            order,
            state="waiting",
            done_at=None,
            acknowledgement="none",
            reason="Not reachable.",
            next_attempt_at="2099-11-20T09:05:00Z",
        )
        last = self.steps(order)[-1]
        self.assertEqual(last["title"], "Retrying the delivery to Birch Medical")
        self.assertEqual(last["next_attempt_at"], "2099-11-20T09:05:00Z")

    def test_rejected_and_overdue(self):
        order = self.order()
        self.sent(
            order,
            state="attention",
            reason="Rejected: bad segment.",
            acknowledgement="rejected",
            acknowledged_at="2099-11-20T10:00:00Z",
        )
        refused = self.steps(order)[-1]
        self.assertEqual((refused["title"], refused["state"]), ("Refused by Birch Medical", "attention"))
        self.assertEqual(refused["reason"], "Rejected: bad segment.")
        self.sent(order, revision=2, state="attention", acknowledgement="overdue")
        self.assertIn("No acknowledgement from Birch Medical", self.titles(order))

    def test_an_exchange_shows_its_own_part(self):
        row = self.sent(self.order())
        self.assertEqual([step["id"] for step in row.journey["steps"]], [row.id, row.id])

    def test_an_invoice_of_billing_and_its_payments(self):
        invoice = self.env["account.move"].create(
            {"move_type": "out_invoice", "partner_id": self.supplier.id}
        )
        told = {"amount": "250.00", "currency": "USD"}
        days = iter(range(10, 20))

        def tell(document_type, state="done", **payload):
            day = f"2099-11-{next(days)}T09:00:00Z"
            self.report(
                f"journey/{day}",
                invoice,
                document_type=document_type,
                document_number=payload.pop("number", document_type),
                state=state,
                received_at=day,
                done_at=day,
                payload=payload,
            )

        tell("CustomerInvoice")
        tell("Payment", kind="payment", **told)
        tell("Payment", kind="payment", **told)
        tell("Payment", state="attention", kind="payment", number="PAY-2", **told)
        tell("Payment", kind="refund", **told)
        tell("CustomerInvoiceVoid")
        self.assertEqual(
            self.titles(invoice),
            [
                "Birch Medical issued this invoice",
                "Payment of 250.00 USD registered",
                "Payment of 250.00 USD registered (reported again)",
                "Payment of 250.00 USD not registered",
                "Refund of 250.00 USD registered",
                "Birch Medical cancelled this invoice",
            ],
        )
        self.assertEqual((invoice.integration_state, invoice.integration_exchange_count), ("attention", 6))
