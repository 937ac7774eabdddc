from odoo.tests import tagged

from .common import BillingCase


@tagged("post_install", "-at_install")
class TestPolicy(BillingCase):
    def policy(self):
        told = self.gateway.configuration(None, [])["connections"]
        return next(each for each in told if each["code"] == self.connection.code)["policy"]

    def test_the_sidecar_is_told_the_accounts_of_a_connection(self):
        policy = self.policy()
        self.assertNotIn("charge_account_id", policy)
        self.connection.policy = {"charge_account_id": self.revenue.id}
        self.assertEqual(self.policy()["charge_account_id"], self.revenue.id)

    def test_the_checklist_asks_for_an_account_for_charges(self):
        words = "No account for charges"
        self.assertIn(words, str(self.connection.setup_checklist))
        self.connection.policy = {"charge_account_id": self.revenue.id}
        self.assertNotIn(words, str(self.connection.setup_checklist))
