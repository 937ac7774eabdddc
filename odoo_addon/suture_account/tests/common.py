from odoo.addons.suture.tests.common import SutureCase

RECEIVED = {"currency": "USD", "date": "2026-11-22", "method": "ach"}


class BillingCase(SutureCase):
    """Sets up a company that bills payers: revenue accounts, departments, a tax, and a connection to the
    billing system.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.payer = cls.env["res.partner"].create({"name": "Evergreen Health Plan", "is_company": True})
        cls.revenue = cls.env["account.account"].create(
            {"code": "499901", "name": "Test patient revenue", "account_type": "income"}
        )
        plan = cls.env["account.analytic.plan"].create({"name": "Test departments"})
        cls.department = cls.env["account.analytic.account"].create({"name": "Clinic", "plan_id": plan.id})
        cls.tax = cls.env["account.tax"].create(
            {"name": "Test 6%", "amount": 6, "type_tax_use": "sale", "company_id": cls.env.company.id}
        )
        cls.currency = cls.env.company.currency_id

    def do(self, key, verb, *documents, **arguments):
        """Applies one document with one verb and returns the result of the call."""
        operation = {"op": "do", "verb": verb, "ref": "made", "arguments": arguments}
        item = self.item(key, operation, documents=documents, flow=None, document_type="Payment")
        item["links"].append({"ref": "made"})
        return self.gateway.apply([item])[0]

    def line(self, amount="250.00", quantity="1", price=None, **values):
        return {
            "name": "Department CLE, account 4000",
            "account_id": self.revenue.id,
            "analytic_account_id": self.department.id,
            "quantity": quantity,
            "price_unit": price or amount,
            "amount": amount,
            **values,
        }

    def invoice_arguments(self, number="BI-1", lines=None, total="250.00", tax_total="0.00", **values):
        return {
            "number": number,
            "partner_id": self.payer.id,
            "invoice_date": "2026-11-20",
            "currency": self.currency.name,
            "lines": lines or [self.line()],
            "total": total,
            "tax_total": tax_total,
            **values,
        }

    def issue(self, number="BI-1", key=None, **values):
        arguments = self.invoice_arguments(number, **values)
        return self.do(key or f"issue/{number}", "issue_customer_invoice", **arguments)

    def invoice(self, number="BI-1"):
        return self.env["account.move"].search([("suture_billing_number", "=", number)])

    def issued(self, number="BI-1", **values):
        result = self.issue(number, **values)
        self.assertEqual(result["status"], "applied", result)
        return self.invoice(number)

    def pay(self, invoice, reference="PAY-1", amount="250.00", key=None, **values):
        arguments = {**RECEIVED, "currency": self.currency.name, "amount": amount, **values}
        return self.do(
            key or f"pay/{reference}",
            "register_payment",
            invoice,
            invoice_id=invoice.id,
            reference=reference,
            **arguments,
        )

    def payment(self, reference="PAY-1"):
        return self.env["account.payment"].search([("suture_payment_reference", "=", reference)])

    def paid(self, invoice, reference="PAY-1", amount="250.00", **values):
        result = self.pay(invoice, reference, amount, **values)
        self.assertEqual(result["status"], "applied", result)
        return self.payment(reference)

    def refund(self, invoice, payment, reference="REF-1", amount="250.00", key=None, **values):
        arguments = {**RECEIVED, "currency": self.currency.name, "amount": amount, **values}
        return self.do(
            key or f"refund/{reference}",
            "refund_payment",
            invoice,
            invoice_id=invoice.id,
            payment_id=payment.id,
            reference=reference,
            **arguments,
        )

    def void(self, invoice, key="void", **values):
        arguments = {"date": "2026-11-24", "reason": "WRONG-PAYER", **values}
        return self.do(key, "void_customer_invoice", invoice, invoice_id=invoice.id, **arguments)

    def assertRefused(self, result, code):
        self.assertEqual((result["status"], result.get("reason", {}).get("code")), ("rejected", code), result)

    def assertBalanced(self, *moves):
        for move in moves:
            self.assertEqual(move.state, "posted")
            debit, credit = (sum(move.line_ids.mapped(side)) for side in ("debit", "credit"))
            self.assertEqual(self.currency.compare_amounts(debit, credit), 0)

    def owed(self):
        """Returns the amount that the payer owes: the sum of all posted receivable lines."""
        lines = self.env["account.move.line"].search(
            [
                ("partner_id", "=", self.payer.id),
                ("account_id.account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
            ]
        )
        return self.currency.round(sum(lines.mapped("balance")))

    def lock(self, **dates):
        """Sets lock dates of the company, as an accountant does."""
        self.env.company.sudo().write(dates)
        self.addCleanup(self.env.company.invalidate_recordset)
