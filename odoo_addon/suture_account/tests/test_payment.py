import itertools

from odoo.tests import tagged

from .common import BillingCase


@tagged("post_install", "-at_install")
class TestPayment(BillingCase):
    def test_a_payment_pays_its_invoice(self):
        invoice = self.issued()
        payment = self.paid(invoice)
        self.assertEqual((payment.amount, payment.partner_id), (250, self.payer))
        self.assertEqual((payment.journal_id.type, str(payment.date)), ("bank", "2026-11-22"))
        self.assertEqual((payment.suture_payment_reference, payment.suture_payment_method), ("PAY-1", "ach"))
        self.assertEqual((invoice.amount_residual, payment.reconciled_invoice_ids), (0, invoice))
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assertBalanced(invoice, payment.move_id)
        self.assertEqual(self.owed(), 0)
        self.assertEqual((invoice.integration_state, invoice.integration_exchange_count), ("synced", 2))

    def test_the_journal_of_the_connection(self):
        journal = self.env["account.journal"].create(
            {"name": "Patient payments", "type": "bank", "code": "PATX"}
        )
        payment = self.paid(self.issued(), journal_id=journal.id)
        self.assertEqual(payment.journal_id, journal)

    def test_a_part_leaves_the_rest_open(self):
        invoice = self.issued()
        self.paid(invoice, amount="100.10")
        self.assertEqual((invoice.amount_residual, invoice.payment_state), (149.9, "partial"))

    def test_twice_is_once(self):
        invoice = self.issued()
        payment = self.paid(invoice)
        again = self.pay(invoice, key="from the other publisher")
        self.assertEqual(again["status"], "applied", again)
        self.assertEqual((self.payment(), self.owed()), (payment, 0))

    def test_another_amount_under_the_same_number_is_refused(self):
        invoice = self.issued()
        self.paid(invoice, amount="100.00")
        self.assertRefused(self.pay(invoice, amount="99.99", key="other"), "DUPLICATE_CONTENT_DIFFERS")
        other = self.issued("BI-2")
        self.assertRefused(self.pay(other, amount="100.00", key="invoice"), "DUPLICATE_CONTENT_DIFFERS")
        self.assertEqual(self.owed(), 400)

    def test_a_cent_more_than_is_open_is_refused(self):
        invoice = self.issued()
        self.assertRefused(self.pay(invoice, amount="250.01"), "PAYMENT_OVER")
        self.assertFalse(self.payment())
        self.assertEqual(self.owed(), 250)

    def test_a_locked_period_is_refused(self):
        invoice = self.issued()
        self.lock(fiscalyear_lock_date="2026-11-30")
        self.assertRefused(self.pay(invoice), "PERIOD_LOCKED")
        self.assertEqual((self.payment().ids, self.owed()), ([], 250))

    def test_an_invoice_that_is_not_posted_takes_no_payment(self):
        invoice = self.issued()
        invoice.button_draft()
        self.assertRefused(self.pay(invoice), "INVOICE_UNMATCHED")

    def test_a_refund_opens_the_invoice_again(self):
        invoice = self.issued()
        payment = self.paid(invoice)
        result = self.refund(invoice, payment, amount="100.00")
        self.assertEqual(result["status"], "applied", result)
        refund = self.payment("REF-1")
        self.assertEqual((refund.payment_type, refund.suture_refunded_payment_id), ("outbound", payment))
        self.assertEqual((invoice.amount_residual, invoice.payment_state), (100, "partial"))
        self.assertEqual(self.owed(), 100)
        self.assertBalanced(invoice, payment.move_id, refund.move_id)
        rest = self.refund(invoice, payment, "REF-2", "150.00")
        self.assertEqual(rest["status"], "applied", rest)
        self.assertEqual((invoice.amount_residual, invoice.payment_state), (250, "not_paid"))
        self.assertRefused(self.refund(invoice, payment, "REF-3", "0.01"), "PAYMENT_OVER")

    def test_a_refund_twice_is_once(self):
        invoice = self.issued()
        payment = self.paid(invoice)
        self.refund(invoice, payment, amount="100.00")
        self.refund(invoice, payment, amount="100.00", key="from the other publisher")
        self.assertEqual((len(self.payment("REF-1")), self.owed()), (1, 100))

    def test_a_refund_takes_from_its_own_payment_only(self):
        invoice, other = self.issued(), self.issued("BI-2")
        payment = self.paid(invoice, amount="100.00")
        second = self.paid(invoice, "PAY-2", "150.00")
        self.assertRefused(self.refund(invoice, payment, amount="100.01"), "PAYMENT_OVER")
        self.assertRefused(self.refund(other, payment, amount="10.00"), "INVOICE_UNMATCHED")
        self.refund(invoice, payment, amount="60.00")
        self.assertEqual((invoice.amount_residual, other.amount_residual), (60, 250))
        self.assertTrue(second.is_reconciled)

    def test_cents_do_not_get_lost(self):
        invoice = self.issued(lines=[self.line("100.00")], total="100.00")
        for n, amount in enumerate(("33.33", "33.33", "33.34")):
            self.paid(invoice, f"PART-{n}", amount)
        self.assertEqual((invoice.amount_residual, self.owed()), (0, 0))
        for n, amount in enumerate(("33.33", "33.33", "33.34")):
            self.refund(invoice, self.payment(f"PART-{n}"), f"BACK-{n}", amount)
        self.assertEqual((invoice.amount_residual, self.owed()), (100, 100))

    def test_any_order_that_can_be_applied_ends_in_one_ledger(self):
        """Tries two payments, a refund of the first payment, and the cancellation in every possible order.
        The payments always come before the refund and the cancellation.
        """
        ends = set()
        payments, after = (("first", "second"), ("second", "first")), (("back", "void"), ("void", "back"))
        for n, (paid, taken_back) in enumerate(itertools.product(payments, after)):
            self.payer = self.payer.copy({"name": f"Payer {n}"})
            invoice = self.issued(f"PERM-{n}")
            for step in paid + taken_back:
                self.play(step, invoice, n)
            ends.add((invoice.payment_state, invoice.amount_residual, self.owed()))
            self.assertBalanced(invoice, invoice.reversal_move_ids)
        self.assertEqual(ends, {("reversed", 0, -190)})

    def play(self, step, invoice, n):
        result = {
            "first": lambda: self.pay(invoice, f"A-{n}", "100.00"),
            "second": lambda: self.pay(invoice, f"B-{n}", "150.00"),
            "back": lambda: self.refund(invoice, self.payment(f"A-{n}"), f"C-{n}", "60.00"),
            "void": lambda: self.void(invoice, key=f"void/{n}"),
        }[step]()
        self.assertEqual(result["status"], "applied", (step, result))

    def test_part_of_a_cent_is_refused_and_never_rounded(self):
        invoice = self.issued()
        for amount in ("249.9999", "249.995", "0.004"):
            with self.subTest(amount):
                answer = self.pay(invoice, amount=amount, key=amount)
                self.assertRefused(answer, "OUT_OF_BALANCE")
                self.assertIn(amount, answer["reason"]["message"])
        self.assertFalse(self.payment())
        self.assertEqual(self.owed(), 250)
        self.paid(invoice, amount="250.0000")
        self.assertEqual(self.owed(), 0)

    def test_a_refund_with_part_of_a_cent_is_refused(self):
        invoice = self.issued()
        payment = self.paid(invoice)
        self.assertRefused(self.refund(invoice, payment, amount="10.004"), "OUT_OF_BALANCE")
        self.assertEqual(self.owed(), 0)

    def test_the_currency_says_how_many_decimals_it_has(self):
        mils = self.env["res.currency"].with_context(active_test=False).search([("name", "=", "KWD")])
        mils.write({"active": True, "rounding": 0.001})
        invoice = self.issued(currency="KWD", lines=[self.line(amount="1.255")], total="1.255")
        self.assertRefused(self.pay(invoice, amount="1.2555", currency="KWD"), "OUT_OF_BALANCE")
        self.paid(invoice, amount="1.255", currency="KWD")
        self.assertEqual(invoice.amount_residual, 0)
