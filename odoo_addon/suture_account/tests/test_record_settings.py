from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import BillingCase


@tagged("post_install", "-at_install")
class TestRecordSettings(BillingCase):
    """Tests that accounts and journals that a connection uses cannot be deleted, and that settings follow a
    merge.
    """

    def setUp(self):
        super().setUp()
        self.journal = self.env["account.journal"].create(
            {"name": "Test bank", "code": "TSB9", "type": "bank", "company_id": self.connection.company_id.id}
        )
        self.account = self.env["account.account"].create(
            {"code": "499902", "name": "Test charges", "account_type": "expense"}
        )
        Flow = self.env["suture.flow"].with_context(active_test=False)
        self.connection.flow_ids |= Flow.search([("code", "=", "payment")]) or Flow.create(
            {"code": "payment", "name": "payment"}
        )
        self.connection.policy = {
            "charge_account_id": self.account.id,
            "payment_journal_id": self.journal.id,
        }

    def test_an_account_or_journal_that_a_connection_uses_cannot_be_deleted(self):
        for record, label in ((self.account, "Account for Charges"), (self.journal, "Payment Journal")):
            with self.subTest(label), self.assertRaises(UserError) as refusal:
                record.unlink()
            self.assertIn(f"“{label}”", str(refusal.exception))

    def test_the_settings_follow_a_merge_of_accounts_of_two_companies(self):
        theirs = self.env["res.company"].create({"name": "Theirs"})
        self.env.user.company_ids |= theirs
        target = (
            self.env["account.account"]
            .with_company(theirs)
            .create(
                {
                    "code": "499902",
                    "name": "Their charges",
                    "account_type": "expense",
                    "company_ids": theirs.ids,
                }
            )
        )
        companies = (self.connection.company_id | theirs).ids
        accounts = (target | self.account).with_context(allowed_company_ids=companies)
        self.env["account.merge.wizard"].with_context(allowed_company_ids=companies)._action_merge(accounts)
        self.assertFalse(self.account.exists())
        self.assertEqual(self.connection.policy["charge_account_id"], target.id)
        self.assertEqual(self.connection._policy()["charge_account_id"], target.id)
