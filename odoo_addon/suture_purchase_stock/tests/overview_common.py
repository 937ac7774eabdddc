from odoo.addons.suture.tests.overview_common import OverviewCase
from odoo.addons.suture_purchase.tests.common import OrderCase


class OrderOverviewCase(OverviewCase, OrderCase):
    """Sets up orders, and a user who buys and pays."""

    @classmethod
    def _groups(cls):
        return f"{super()._groups()},purchase.group_purchase_user,account.group_account_invoice"
