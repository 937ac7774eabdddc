from odoo.addons.suture.tests.common import guard
from odoo.tests import tagged

from .common import OrderCase, write_line


@tagged("post_install", "-at_install")
class TestSpeed(OrderCase):
    """Counts SQL statements instead of milliseconds: the cost of a document must not grow with the batch."""

    def queries(self, call):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def batch(self, name, size):
        orders = [self.order() for _n in range(size)]
        return [
            self.item(
                f"{name}/{order.id}",
                write_line(order.order_line, date_planned="2026-12-01T12:00:00Z"),
                documents=[order],
                guards=[guard(order, "state", "purchase"), guard(order.order_line, "product_qty", 10)],
            )
            for order in orders
        ]

    def test_a_document_costs_the_same_in_a_large_batch(self):
        self.gateway.apply(self.batch("warm", 1))
        few, many = self.batch("few", 2), self.batch("many", 20)
        small = self.queries(lambda: self.gateway.apply(few)) / 2
        large = self.queries(lambda: self.gateway.apply(many)) / 20
        self.assertLess(large, small / 2)
        self.assertLess(large, 10)

    def test_reports_are_stored_together(self):
        orders = [self.order() for _n in range(20)]
        rows = [self.exchange(f"together/{order.id}", order, state="attention") for order in orders]
        self.gateway.report(rows[:1])
        self.assertLess(self.queries(lambda: self.gateway.report(rows)), 100)

    def test_reading_the_state_of_many_orders_is_one_search(self):
        orders = self.env["purchase.order"].browse([self.order().id for _n in range(20)])
        self.gateway.report([self.exchange(f"listed/{order.id}", order) for order in orders])
        few = self.queries(lambda: orders[:2].mapped("integration_note"))
        self.assertLessEqual(self.queries(lambda: orders.mapped("integration_note")), few)
