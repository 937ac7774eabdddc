from odoo import Command
from odoo.tests import tagged

from .common import BillingCase


@tagged("post_install", "-at_install")
class TestCustomerInvoice(BillingCase):
    def test_the_names_of_lines_are_in_the_language_of_the_payer(self):
        for lang in ("de_DE", "fr_FR"):
            self.env["res.lang"]._activate_lang(lang)
        term = self.env["suture.term"].create({"code": "test.line", "text": "Department {department}"})
        term.with_context(lang="de_DE").text = "Abteilung {department}"
        term.with_context(lang="fr_FR").text = "Service {department}"
        name = {"term": "test.line", "parameters": {"department": "CLE"}}
        self.connection.company_id.partner_id.lang = "fr_FR"
        self.payer.lang = "de_DE"
        german = self.issued("BI-DE", lines=[self.line(name=name)])
        self.assertEqual(german.invoice_line_ids.name, "Abteilung CLE")
        self.payer.lang = False
        french = self.issued("BI-FR", lines=[self.line(name=name)])
        self.assertEqual(french.invoice_line_ids.name, "Service CLE", "the company's language")

    def test_a_posted_invoice_of_the_payer_with_its_departments(self):
        other = self.department.copy({"name": "Laboratory"})
        lines = [
            self.line("120.00", "3", "40.00"),
            self.line("130.50", analytic_account_id=other.id),
        ]
        result = self.issue(lines=lines, total="250.50", due_date="2026-12-20")
        self.assertEqual(result["status"], "applied", result)
        invoice = self.invoice()
        self.assertEqual((invoice.move_type, invoice.partner_id), ("out_invoice", self.payer))
        self.assertEqual(
            (str(invoice.invoice_date), str(invoice.invoice_date_due)), ("2026-11-20", "2026-12-20")
        )
        self.assertEqual((invoice.amount_total, invoice.amount_residual), (250.5, 250.5))
        self.assertEqual(invoice.invoice_line_ids.account_id, self.revenue)
        self.assertEqual(
            invoice.invoice_line_ids.mapped("analytic_distribution"),
            [{str(self.department.id): 100}, {str(other.id): 100}],
        )
        self.assertBalanced(invoice)
        self.assertEqual((invoice.integration_state, invoice.integration_exchange_count), ("synced", 1))
        entries = self.env["account.analytic.line"].search([("move_line_id", "in", invoice.line_ids.ids)])
        self.assertEqual(sorted(entries.mapped("amount")), [120.0, 130.5])

    def test_the_tax_is_the_one_that_comes_to_what_billing_says(self):
        lines = [self.line("100.00", tax="6.00"), self.line("50.00", tax="0.00")]
        invoice = self.issued(lines=lines, total="156.00", tax_total="6.00")
        self.assertEqual((invoice.amount_untaxed, invoice.amount_tax, invoice.amount_total), (150, 6, 156))
        self.assertEqual(invoice.invoice_line_ids.mapped("tax_ids"), self.tax)
        whole = self.issued("BI-2", total="265.00", tax_total="15.00")
        self.assertEqual((whole.amount_tax, whole.invoice_line_ids.tax_ids), (15, self.tax))

    def test_a_tax_that_nobody_set_up_is_refused(self):
        lines = [self.line("100.00", tax="6.01")]
        self.assertRefused(self.issue(lines=lines, total="106.01", tax_total="6.01"), "TAX_VARIANCE")
        self.assertFalse(self.invoice())

    def test_default_taxes_are_not_added(self):
        self.revenue.tax_ids = [Command.set(self.tax.ids)]
        self.assertEqual(self.issued().amount_tax, 0)

    def test_a_cent_off_and_nothing_is_kept(self):
        for number, lines, total in (
            ("total", [self.line()], "250.01"),
            ("line", [self.line("250.01", "1", "250.00")], "250.01"),
        ):
            self.assertRefused(self.issue(number, lines=lines, total=total), "OUT_OF_BALANCE")
            self.assertFalse(self.invoice(number))

    def test_prices_with_many_decimals_come_out_to_the_cent(self):
        invoice = self.issued(lines=[self.line("12.34", "1000", "0.01234")], total="12.34")
        self.assertEqual(invoice.amount_total, 12.34)

    def test_another_message_about_the_same_invoice_makes_no_second_one(self):
        invoice = self.issued()
        again = self.issue(key="from the other publisher")
        self.assertEqual(again["status"], "applied", again)
        self.assertEqual(self.invoice(), invoice)
        self.assertEqual(invoice.integration_exchange_count, 2)
        other = self.issue(key="other", lines=[self.line("9.00")], total="9.00")
        self.assertRefused(other, "INVOICE_DUPLICATE")

    def test_a_locked_period_is_refused_and_not_worked_around(self):
        for lock in ("sale_lock_date", "fiscalyear_lock_date"):
            self.lock(**{lock: "2026-11-30"})
            result = self.issue(lock)
            self.assertRefused(result, "PERIOD_LOCKED")
            self.assertIn("12/01/2026", result["reason"]["message"])
            self.assertFalse(self.invoice(lock))
            self.lock(**{lock: False})

    def test_a_withdrawn_invoice_is_reversed(self):
        invoice = self.issued()
        result = self.void(invoice)
        self.assertEqual(result["status"], "applied", result)
        reversal = invoice.reversal_move_ids
        self.assertEqual((reversal.move_type, str(reversal.date)), ("out_refund", "2026-11-24"))
        self.assertEqual((invoice.payment_state, invoice.amount_residual), ("reversed", 0))
        self.assertBalanced(invoice, reversal)
        self.assertEqual(self.owed(), 0)
        self.assertEqual(
            reversal.invoice_line_ids.mapped("analytic_distribution"), [{str(self.department.id): 100}]
        )
        self.void(invoice, key="void again")
        self.assertEqual(invoice.reversal_move_ids, reversal)

    def test_what_was_paid_on_a_withdrawn_invoice_is_the_payers_credit(self):
        invoice = self.issued()
        payment = self.paid(invoice)
        result = self.void(invoice)
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual((invoice.payment_state, self.owed()), ("reversed", -250))
        self.assertEqual(self.refund(invoice, payment)["status"], "applied")
        self.assertEqual((invoice.payment_state, self.owed()), ("reversed", 0))

    def test_no_withdrawal_in_a_locked_period(self):
        invoice = self.issued()
        self.lock(sale_lock_date="2026-11-30")
        self.assertRefused(self.void(invoice), "PERIOD_LOCKED")
        self.assertEqual((invoice.payment_state, invoice.reversal_move_ids.ids), ("not_paid", []))

    def test_an_invoice_that_is_credited_in_part_waits_for_a_person(self):
        invoice = self.issued()
        wizard = self.env["account.move.reversal"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        wizard.create({"journal_id": invoice.journal_id.id}).refund_moves()
        self.assertRefused(self.void(invoice), "ODOO_REJECTED")

    def test_only_what_is_of_this_company(self):
        other = self.env["res.company"].create({"name": "Other clinic"})
        account = self.env["account.account"].create(
            {"code": "499902", "name": "Theirs", "account_type": "income", "company_ids": [(6, 0, other.ids)]}
        )
        self.assertRefused(self.issue(lines=[self.line(account_id=account.id)]), "ODOO_REJECTED")

    def test_part_of_a_cent_is_refused_wherever_it_stands(self):
        for key, arguments in (
            ("total", {"total": "250.004"}),
            ("tax", {"tax_total": "0.004"}),
            ("line", {"lines": [self.line(amount="249.999", price="249.999")], "total": "250.00"}),
            ("line's tax", {"lines": [self.line(tax="0.004")]}),
        ):
            with self.subTest(key):
                self.assertRefused(self.issue(key=key, **arguments), "OUT_OF_BALANCE")
        self.assertFalse(self.invoice())

    def test_a_quantity_finer_than_odoo_counts_keeps_its_amount(self):
        line = self.line(amount="17.00", quantity="2.125", price="8.00")
        invoice = self.issued(lines=[line], total="17.00")
        self.assertEqual((invoice.amount_total, invoice.invoice_line_ids.quantity), (17.0, 1.0))
