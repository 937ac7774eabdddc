from odoo import SUPERUSER_ID, api
from odoo.addons.suture.tests.at_once import AtOnceCase
from odoo.tests import tagged

NUMBER = "AT-ONCE-1"


@tagged("post_install", "-at_install")
class TestMoneyAtOnce(AtOnceCase):
    """Tests publishers that report the same event at the same time, each in its own message."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            payer = env["res.partner"].create({"name": "At once Health Plan"})
            account = env["account.account"].create(
                {"code": "499908", "name": "At once revenue", "account_type": "income"}
            )
            self.payer_id, self.account_id = payer.id, account.id
            self.currency = env.company.currency_id.name

    def tidy_up(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            payments = env["account.payment"].search([("partner_id", "=", self.payer_id)])
            payments.action_draft()
            payments.unlink()
            moves = env["account.move"].search([("partner_id", "=", self.payer_id)])
            moves.button_draft()
            moves.with_context(force_delete=True).unlink()
            env["account.account"].browse(self.account_id).unlink()
            env["res.partner"].browse(self.payer_id).unlink()
        super().tidy_up()

    def do(self, key, verb, **arguments):
        return [self.item(key, {"op": "do", "verb": verb, "arguments": arguments})]

    def issue(self, key):
        line = {
            "name": "At once",
            "account_id": self.account_id,
            "quantity": "1",
            "price_unit": "80.00",
            "amount": "80.00",
        }
        return self.do(
            key,
            "issue_customer_invoice",
            number=NUMBER,
            partner_id=self.payer_id,
            invoice_date="2026-11-20",
            currency=self.currency,
            lines=[line],
            total="80.00",
            tax_total="0.00",
        )

    def pay(self, key, invoice_id, reference="PAY-AT-ONCE"):
        return self.do(
            key,
            "register_payment",
            invoice_id=invoice_id,
            reference=reference,
            amount="80.00",
            currency=self.currency,
            date="2026-11-21",
            method="card",
        )

    def ledger(self):
        """Returns the IDs of the payer's invoices, the number of payments, the total open amount of the
        invoices, and the amount that the payer owes according to the ledger.
        """
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            mine = [("partner_id", "=", self.payer_id)]
            invoices = env["account.move"].search([*mine, ("move_type", "=", "out_invoice")])
            payments = env["account.payment"].search(mine)
            lines = env["account.move.line"].search(
                [*mine, ("account_id.account_type", "=", "asset_receivable")]
            )
            open_amount, owed = sum(invoices.mapped("amount_residual")), sum(lines.mapped("balance"))
            return invoices.ids, len(payments), open_amount, owed

    def statuses(self, answers):
        return [answer["status"] for answer in answers]

    def test_an_invoice_told_by_three_is_issued_once(self):
        answers = self.all_at_once("apply", *[self.issue(f"at-once/issue/{n}") for n in range(3)])
        self.assertEqual(self.statuses(answers), ["applied"] * 3, answers)
        invoices, _payments, open_amount, owed = self.ledger()
        self.assertEqual((len(invoices), open_amount, owed), (1, 80, 80))

    def test_a_payment_told_by_three_is_registered_once(self):
        self.call("apply", self.issue("at-once/issue"))
        [invoice_id], *_more = self.ledger()
        answers = self.all_at_once("apply", *[self.pay(f"at-once/pay/{n}", invoice_id) for n in range(3)])
        self.assertEqual(self.statuses(answers), ["applied"] * 3, answers)
        self.assertEqual(self.ledger(), ([invoice_id], 1, 0, 0))

    def test_of_two_payments_for_all_that_is_open_one_is_too_much(self):
        self.call("apply", self.issue("at-once/issue"))
        [invoice_id], *_more = self.ledger()
        calls = [self.pay(f"at-once/pay/{n}", invoice_id, f"PAY-{n}") for n in range(2)]
        answers = self.all_at_once("apply", *calls)
        self.assertEqual(sorted(self.statuses(answers)), ["applied", "rejected"], answers)
        [refused] = [answer for answer in answers if answer["status"] == "rejected"]
        self.assertEqual(refused["reason"]["code"], "PAYMENT_OVER")
        self.assertEqual(self.ledger(), ([invoice_id], 1, 0, 0))
