from odoo.tests import tagged

from .common import BillingCase


@tagged("post_install", "-at_install")
class TestMootPayments(BillingCase):
    """Tests reported payments that a person has registered."""

    def reported(self, key, invoice, amount="100.00", number="PAY-7", **values):
        payload = {
            "type": "Payment",
            "kind": "payment",
            "id": number,
            "amount": amount,
            "currency": self.currency.name,
            "invoiceReference": invoice.suture_billing_number,
        }
        about = {"document_type": "Payment", "flow": None, "document_number": number, "state": "attention"}
        short = {"reason_code": "PAYMENT_SHORT", "done_at": None, "payload": payload}
        return self.report(key, invoice, **{**about, **short, **values})

    def register(self, invoice, amount):
        context = {"active_model": "account.move", "active_ids": invoice.ids}
        wizard = self.env["account.payment.register"].with_context(**context).create({"amount": amount})
        return wizard._create_payments()

    def test_the_payment_that_a_person_registered_closes_it(self):
        invoice = self.issued()
        row = self.reported("hand-1", invoice)
        payment = self.register(invoice, 100)
        self.assertEqual(row.state, "dismissed")
        self.assertIn(payment.name, row.note)
        command = self.env["suture.outbox"].search([("res_id", "=", row.id), ("event", "=", "dismiss")])
        self.assertEqual(command.arguments["closing"]["cause"], "payment-registered")

    def test_any_other_payment_leaves_it_open(self):
        invoice, other = self.issued(), self.issued("BI-2")
        row = self.reported("hand-2", invoice)
        refund = self.reported("hand-3", invoice, payload={**row.payload, "kind": "refund"})
        foreign = self.reported("hand-4", invoice, payload={**row.payload, "currency": "XXX"})
        conflict = self.reported("hand-5", invoice, reason_code="DUPLICATE_CONTENT_DIFFERS")
        self.register(invoice, 99)
        self.register(other, 100)
        self.assertEqual(row.state, "attention")
        self.register(invoice, 100)
        self.assertEqual({one.state for one in refund | foreign | conflict}, {"attention"})

    def test_of_two_payments_of_the_same_amount_none_is_closed(self):
        invoice = self.issued()
        rows = self.reported("hand-6", invoice) | self.reported("hand-7", invoice, number="PAY-8")
        self.register(invoice, 100)
        self.assertEqual(set(rows.mapped("state")), {"attention"})

    def test_a_payment_by_the_sidecar_closes_nothing(self):
        invoice = self.issued()
        row = self.reported("hand-8", invoice)
        self.pay(invoice, amount="100.00")
        self.assertEqual(row.state, "attention")
