from odoo.tests import tagged

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
