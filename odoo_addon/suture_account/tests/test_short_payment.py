from odoo.tests import new_test_user, tagged

from .common import BillingCase


@tagged("post_install", "-at_install")
class TestShortPayment(BillingCase):
    """Tests what becomes of the rest of an invoice: it stays open, is written off, or is a deduction."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.loss = cls.env["account.account"].create(
            {"code": "699901", "name": "Test small differences", "account_type": "expense"}
        )

    def difference(self, amount, account=None):
        name = {"term": "payment.write-off"}
        return {"amount": amount, "account_id": (account or self.loss).id, "name": name}

    def lost(self):
        lines = self.env["account.move.line"].search(
            [("account_id", "=", self.loss.id), ("parent_state", "=", "posted")]
        )
        return sum(lines.mapped("balance"))

    def test_the_rest_is_posted_to_the_account_and_the_invoice_is_paid(self):
        invoice = self.issued()
        payment = self.paid(invoice, amount="249.10", difference=self.difference("0.90"))
        self.assertEqual((payment.amount, invoice.amount_residual, self.owed()), (249.1, 0, 0))
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assertEqual(self.lost(), 0.9)
        written = payment.move_id.line_ids.filtered(lambda line: line.account_id == self.loss)
        self.assertEqual((written.name, written.partner_id), ("Written off", self.payer))
        self.assertBalanced(invoice, payment.move_id)

    def test_a_difference_that_is_not_the_whole_rest_is_refused(self):
        invoice = self.issued()
        for amount in ("0.89", "0.91", "0.00", "-0.90", "0.905"):
            with self.subTest(amount):
                result = self.pay(invoice, amount="249.10", key=amount, difference=self.difference(amount))
                self.assertRefused(result, "OUT_OF_BALANCE")
        self.assertEqual((self.payment().ids, self.owed(), self.lost()), ([], 250, 0))

    def test_without_a_difference_the_rest_stays_open(self):
        invoice = self.issued()
        payment = self.paid(invoice, amount="249.10")
        self.assertEqual((invoice.amount_residual, invoice.payment_state, self.owed()), (0.9, "partial", 0.9))
        self.assertBalanced(payment.move_id)

    def test_a_rest_after_an_earlier_payment(self):
        invoice = self.issued()
        self.paid(invoice, "PAY-0", "100.00")
        self.paid(invoice, "PAY-1", "120.00", difference=self.difference("30.00"))
        self.assertEqual((invoice.amount_residual, self.owed(), self.lost()), (0, 0, 30))

    def test_twice_is_once(self):
        invoice = self.issued()
        self.paid(invoice, amount="249.10", difference=self.difference("0.90"))
        again = self.pay(invoice, amount="249.10", key="again", difference=self.difference("0.90"))
        self.assertEqual(again["status"], "applied", again)
        self.assertEqual((len(self.payment()), self.owed(), self.lost()), (1, 0, 0.9))

    def test_a_receivable_account_is_refused(self):
        invoice = self.issued()
        receivable = invoice.line_ids.account_id.filtered(lambda one: one.account_type == "asset_receivable")
        result = self.pay(invoice, amount="249.10", difference=self.difference("0.90", receivable))
        self.assertRefused(result, "ODOO_REJECTED")
        self.assertEqual(self.owed(), 250)

    def test_a_refund_opens_the_invoice_only_by_what_was_paid(self):
        invoice = self.issued()
        payment = self.paid(invoice, amount="249.10", difference=self.difference("0.90"))
        result = self.refund(invoice, payment, amount="249.10")
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual((invoice.amount_residual, self.owed(), self.lost()), (249.1, 249.1, 0.9))
        self.assertBalanced(payment.move_id, self.payment("REF-1").move_id)

    def test_in_another_currency_every_entry_balances(self):
        euro = self.env["res.currency"].with_context(active_test=False).search([("name", "=", "EUR")])
        euro.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": euro.id, "name": "2026-11-01", "rate": 0.93, "company_id": self.env.company.id}
        )
        invoice = self.issued(currency="EUR", lines=[self.line("100.01")], total="100.01")
        payment = self.paid(invoice, amount="99.00", currency="EUR", difference=self.difference("1.01"))
        self.assertEqual((invoice.amount_residual, self.owed()), (0, 0))
        self.assertBalanced(invoice, payment.move_id)

    def test_what_is_written_off_counts_for_the_approval_limit(self):
        invoice = self.issued()
        clerk = new_test_user(
            self.env, "suture_test_clerk", groups="suture.group_operator,account.group_account_invoice"
        )
        clerk.suture_approval_limit = 100
        key, short = "pay/PAY-1", {"code": "PAYMENT_SHORT", "field": "amount", "text": "Short."}
        flow = {"flow": None, "document_type": "Payment"}
        about = {"state": "attention", "reason_code": "PAYMENT_SHORT", "done_at": None, **flow}
        row = self.report(f"message/{key}", invoice, findings=[short], **about)
        row.with_user(clerk)._accept([{**short, "decision": "deduct"}], "")
        result = self.pay(invoice, amount="1.00", difference=self.difference("249.00"))
        self.assertRefused(result, "APPROVAL_REQUIRED")
        self.assertEqual((row.decision_ids.amount, self.owed(), self.lost()), (250, 250, 0))
        clerk.suture_approval_limit = 250
        row.state = "attention"
        row.with_user(clerk).action_try_again()
        self.paid(invoice, amount="1.00", difference=self.difference("249.00"))
        self.assertEqual((self.owed(), self.lost()), (0, 249))
