from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestValueOfOrders(OrderCase):
    def test_value_at_stake_is_what_the_document_says_else_what_the_record_is_worth(self):
        order = self.order(quantity=10, price=2.5)
        bill = {"type": "Invoice", "currency": "EUR", "total": "316.00"}
        stated = self.report("value-1", order, state="attention", document_type="Invoice", payload=bill)
        self.assertEqual((stated.amount_at_stake, stated.currency_id.name), (316.0, "EUR"))
        answer = self.report(
            "value-2", order, state="attention", payload={"type": "OrderResponse", "currency": "EUR"}
        )
        self.assertEqual((answer.amount_at_stake, answer.currency_id), (25.0, order.currency_id))
