"""Tests the figures of the overview and the records behind each."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from .overview_common import OrderOverviewCase

# 7 days: includes an hour ago and a day ago at any time of day, but not 9 days ago.
WEEK = 7


@tagged("post_install", "-at_install")
class TestOverviewFlows(OrderOverviewCase):
    def flow_row(self, period="week", **asked):
        rows = self.told("flows", period, **asked)["rows"]
        return next(row for row in rows if row["id"] == self.flow.id)

    def fill(self):
        for minutes in range(1, 21):
            at = self.ago(hours=2)
            self.row(received_at=at, done_at=at + timedelta(minutes=minutes))
        self.row("waiting", received_at=self.ago(minutes=5))
        self.row("held", received_at=self.ago(days=40))
        self.row("queued", received_at=self.ago(minutes=1))
        self.row("attention", received_at=self.ago(days=60), due_at=self.ago(days=59))
        self.row("staged", received_at=self.ago(days=2), due_at=self.ago(days=-1))
        self.row("dismissed", received_at=self.ago(days=2))
        for days in (8, 9, 10):
            self.row(received_at=self.ago(days=days), done_at=self.ago(days=days))

    def test_figures_of_a_flow(self):
        self.fill()
        row = self.flow_row()
        figures = {name: row[name] for name in ("arrived", "done", "moving", "waiting", "attention", "late")}
        self.assertEqual(
            figures, {"arrived": 24, "done": 20, "moving": 1, "waiting": 2, "attention": 2, "late": 1}
        )
        self.assertEqual(row["before"], 3)
        self.assertEqual(sum(row["series"]), 24)
        self.assertEqual(len(row["series"]), WEEK)

    def test_95_of_100_took_no_longer(self):
        self.fill()
        self.assertEqual(self.flow_row()["p95"], 19 * 60)

    def test_a_flow_that_finished_nothing_took_no_time(self):
        self.row("waiting", received_at=self.ago(minutes=5))
        self.assertIsNone(self.flow_row()["p95"])

    def test_a_figure_opens_as_many_exchanges_as_it_tells(self):
        self.fill()
        for period in ("today", "week", "month"):
            row = self.flow_row(period)
            for name, domain in row["domains"].items():
                with self.subTest(f"{period}: {name}"):
                    self.assertEqual(self.counted("suture.exchange", domain), row[name])

    def test_the_sums_of_all_flows_open_as_many_exchanges(self):
        self.fill()
        totals = self.told("flows")["totals"]
        for name, domain in totals["domains"].items():
            with self.subTest(name):
                self.assertGreaterEqual(totals[name], self.flow_row()[name])
                self.assertEqual(self.counted("suture.exchange", domain), totals[name])

    def test_what_is_overdue_at_the_partner_is_late(self):
        self.row(received_at=self.ago(days=2), due_at=self.ago(days=1), acknowledgement="awaited")
        self.assertEqual(self.flow_row()["late"], 1)

    def test_what_belongs_to_no_flow_is_shown_too(self):
        before = self.told("flows")["rows"]
        known = next((row["attention"] for row in before if not row["id"]), 0)
        self.row("attention", received_at=self.ago(days=100), flow_id=False)
        row = self.told("flows")["rows"][-1]
        self.assertFalse(row["id"])
        self.assertEqual(row["attention"], known + 1)
        self.assertEqual(self.counted("suture.exchange", row["domains"]["attention"]), known + 1)

    def test_today_begins_at_midnight_of_the_persons_clock(self):
        self.person.tz = "Pacific/Kiritimati"  # 14 hours ahead of UTC
        edges = self.told("flows", "today")["edges"]
        self.assertEqual(len(edges), 24)
        self.assertIn("T10:00:00", edges[0])

    def test_a_day_on_which_clocks_change_has_its_own_length(self):
        self.person.tz = "America/New_York"
        with self.patched_now("2026-11-01 18:00:00"):
            edges = self.told("flows", "today")["edges"]
            self.assertEqual(len(edges), 25)
            self.assertEqual(edges[0], "2026-11-01T04:00:00Z")
            days = self.told("flows", "week")["edges"]
            self.assertEqual(days[-1], "2026-11-01T04:00:00Z")
            self.assertEqual(days[0], "2026-10-26T04:00:00Z")

    def patched_now(self, text):
        return patch.object(fields.Datetime, "now", lambda *_: fields.Datetime.to_datetime(text))

    def test_a_flow_that_nobody_uses_is_not_shown(self):
        ids = [row["id"] for row in self.told("flows")["rows"]]
        self.assertNotIn(self.flow.id, ids)
        self.connection.flow_ids |= self.flow
        ids = [row["id"] for row in self.told("flows")["rows"]]
        self.assertIn(self.flow.id, ids)


@tagged("post_install", "-at_install")
class TestOverviewOrders(OrderOverviewCase):
    def orders(self, **asked):
        return self.told("orders", **asked)

    def supplier_row(self, **asked):
        rows = self.orders(**asked)["suppliers"]
        return next((row for row in rows if row["id"] == self.supplier.id), None)

    def test_the_oldest_order_without_an_answer(self):
        known = self.orders()["unanswered"]["count"]
        old, young, answered = self.order(), self.order(), self.order()
        self.sent(old, self.ago(days=400))
        self.sent(young, self.ago(days=2))
        self.sent(answered, self.ago(days=500))
        self.answered(answered, self.ago(days=499), state="attention")
        self.order()  # not sent yet
        told = self.orders()["unanswered"]
        self.assertEqual(told["count"], known + 2)
        self.assertEqual(told["oldest"]["id"], old.id)
        self.assertEqual(told["oldest"]["sent_at"][:10], self.ago(days=400).date().isoformat())
        self.assertEqual(sum(told["ages"]), told["count"])
        self.assertEqual(self.counted("purchase.order", told["domain"]), told["count"])

    def test_nobody_waits_for_an_answer_to_these(self):
        known = self.orders()["unanswered"]["count"]
        refused, cancelled, arrived, silent, repeated = (self.order() for _n in range(5))
        self.sent(refused, self.ago(days=2), state="attention", acknowledgement="rejected")
        self.sent(cancelled, self.ago(days=2))
        cancelled.button_cancel()
        self.sent(arrived, self.ago(days=2))
        arrived.picking_ids.button_validate()
        self.assertEqual(arrived.receipt_status, "full")
        mute = self.env["res.partner"].create({"name": "Mute Medical"})
        one_way = self.connection.copy({"code": "one-way", "partner_id": mute.id, "flow_ids": [(6, 0, [])]})
        silent.partner_id = mute
        self.sent(silent, self.ago(days=2), connection_id=one_way.id)
        self.sent(repeated, self.ago(days=2))
        self.answered(repeated, self.ago(days=1))
        self.assertEqual(self.orders()["unanswered"]["count"], known)

    def test_when_an_order_was_sent_and_answered_is_kept_as_exchanges_tell(self):
        order = self.order()
        self.assertFalse(order.integration_sent_at)
        again = self.sent(order, "2026-11-10 09:00:00")
        self.sent(order, "2026-11-09 09:00:00")
        self.assertEqual(str(order.integration_sent_at), "2026-11-09 09:00:00")
        answer = self.answered(order, "2026-11-11 09:00:00")
        self.assertEqual(str(order.integration_answered_at), "2026-11-11 09:00:00")
        answer.state = "dismissed"
        self.assertFalse(order.integration_answered_at)
        self.assertTrue(again.exists())

    def test_an_answer_that_was_dismissed_is_none(self):
        order = self.order()
        self.sent(order, self.ago(days=2))
        self.answered(order, self.ago(days=1), state="dismissed")
        self.assertTrue(order.with_user(self.person).integration_unanswered)

    def test_an_order_whose_receipt_was_not_confirmed_is_waited_for(self):
        order = self.order()
        self.sent(order, self.ago(days=2), state="attention", acknowledgement="overdue")
        self.assertTrue(order.with_user(self.person).integration_unanswered)

    def test_how_fast_and_how_fully_a_supplier_answers(self):
        for hours, quantity in ((1, 10), (2, 5), (10, 9)):
            order = self.order(quantity=10)
            self.sent(order, self.ago(hours=20))
            order.order_line.product_qty = quantity  # what the response changes
            self.answered(order, self.ago(hours=20 - hours))
        unanswered = self.order(quantity=10)
        self.sent(unanswered, self.ago(hours=1))
        row = self.supplier_row()
        self.assertEqual((row["orders"], row["answered"], row["unanswered"]), (4, 3, 1))
        self.assertEqual(row["answer_seconds"], 2 * 3600)
        self.assertAlmostEqual(row["fill_rate"], (1 + 0.5 + 0.9) / 3)
        for name, domain in row["domains"].items():
            with self.subTest(name):
                self.assertEqual(self.counted("purchase.order", domain), row[name])

    def test_what_has_come_counts_once_all_of_it_is_here(self):
        order = self.order(quantity=10)
        self.sent(order, self.ago(hours=20))
        picking = order.picking_ids
        picking.move_ids.quantity = 4
        picking.move_ids.picked = True
        picking.with_context(cancel_backorder=True)._action_done()
        self.assertEqual((order.receipt_status, order.order_line.qty_received), ("full", 4))
        self.assertAlmostEqual(self.supplier_row()["fill_rate"], 0.4)

    def test_more_than_was_asked_for_makes_up_for_nothing(self):
        for quantity in (20, 5):
            order = self.order(quantity=10)
            self.sent(order, self.ago(hours=2))
            order.order_line.product_qty = quantity
            self.answered(order, self.ago(hours=1))
        self.assertAlmostEqual(self.supplier_row()["fill_rate"], 0.75)

    def test_sending_again_after_the_answer_keeps_what_was_asked(self):
        order = self.order(quantity=10)
        self.sent(order, self.ago(hours=2))
        order.order_line.product_qty = 8
        order.action_send_again()
        self.assertEqual(order.order_line.suture_asked_quantity, 8)
        self.answered(order, self.ago(hours=1))
        order.order_line.product_qty = 6
        order.action_send_again()
        self.assertEqual(order.order_line.suture_asked_quantity, 8)

    def test_orders_of_before_are_not_of_this_time(self):
        order = self.order()
        self.sent(order, self.ago(days=20))
        self.answered(order, self.ago(days=19))
        order.date_approve = self.ago(days=20)
        self.assertIsNone(self.supplier_row())
        self.assertEqual(self.supplier_row(period="month")["orders"], 1)


@tagged("post_install", "-at_install")
class TestOverviewMoney(OrderOverviewCase):
    def amounts(self, name, currency):
        rows = self.told("money")[name]
        found = [row for row in rows if row["currency_id"] == currency.id]
        return found[0] if found else {"amount": 0.0, "count": 0, "domain": []}

    def stuck(self, amount, currency, **values):
        payload = {"type": "Payment", "amount": amount, "currency": currency.name}
        return self.row("attention", received_at=self.ago(days=50), payload=payload, **values)

    def test_money_stuck_by_currency_and_reason(self):
        dollar, yen = self.env.ref("base.USD"), self.env.ref("base.JPY")
        known = self.amounts("stuck", dollar)
        self.stuck("100.10", dollar, reason_code="UNKNOWN_ORDER")
        self.stuck("0.20", dollar, reason_code="OUT_OF_BALANCE")
        self.stuck("5000", yen, reason_code="UNKNOWN_ORDER")
        told = self.amounts("stuck", dollar)
        self.assertAlmostEqual(told["amount"], known["amount"] + 100.30)
        self.assertEqual(told["count"], known["count"] + 2)
        self.assertEqual(self.counted("suture.exchange", told["domain"]), told["count"])
        self.assertEqual(self.amounts("stuck", yen)["amount"], 5000)
        for row in self.told("money")["reasons"]:
            with self.subTest(row["reason"]):
                self.assertEqual(self.counted("suture.exchange", row["domain"]), row["count"])
        by_reason = {
            (row["reason"], row["currency_id"]): row["amount"] for row in self.told("money")["reasons"]
        }
        self.assertAlmostEqual(
            sum(amount for (_r, c), amount in by_reason.items() if c == dollar.id), told["amount"]
        )

    def test_what_is_done_is_not_stuck(self):
        currency = self.env.company.currency_id
        known = self.amounts("stuck", currency)["amount"]
        self.stuck("7.00", currency).state = "done"
        self.assertEqual(self.amounts("stuck", currency)["amount"], known)

    def test_goods_without_a_bill(self):
        currency = self.env.company.currency_id
        known = self.amounts("unbilled", currency)
        order = self.order(quantity=10, price=2.5)
        self.sent(order, self.ago(days=2))
        order.picking_ids.button_validate()
        told = self.amounts("unbilled", currency)
        self.assertAlmostEqual(told["amount"], known["amount"] + 25)
        self.assertEqual(self.counted("purchase.order", told["domain"]), told["count"])
        self.assertEqual(told["count"], known["count"] + 1)
        order.order_line.discount = 20
        self.assertAlmostEqual(self.amounts("unbilled", currency)["amount"], known["amount"] + 20)
        order.action_create_invoice()
        self.assertAlmostEqual(self.amounts("unbilled", currency)["amount"], known["amount"])

    def test_goods_of_orders_that_are_not_exchanged_are_left_out(self):
        currency = self.env.company.currency_id
        known = self.amounts("unbilled", currency)["amount"]
        other = self.env["res.partner"].create({"name": "By telephone"})
        order = self.order(partner_id=other.id)
        order.picking_ids.button_validate()
        self.assertEqual(self.amounts("unbilled", currency)["amount"], known)

    def test_bills_that_are_drafts(self):
        currency = self.env.company.currency_id
        known = self.amounts("bills", currency)
        order = self.order(quantity=4, price=2.5)
        order.picking_ids.button_validate()
        order.action_create_invoice()
        bill = order.invoice_ids
        self.assertEqual(self.amounts("bills", currency)["count"], known["count"])
        self.linked(bill, "Invoice", "inbound", self.ago(days=1))
        told = self.amounts("bills", currency)
        self.assertAlmostEqual(told["amount"], known["amount"] + 10)
        self.assertEqual(told["count"], known["count"] + 1)
        self.assertEqual(self.counted("account.move", told["domain"]), told["count"])


@tagged("post_install", "-at_install")
class TestOverviewOrdersScale(OrderOverviewCase):
    def test_orders_keep_what_is_asked_of_exchanges(self):
        """Queries over many orders do not read exchanges."""
        self.sent(self.order(), self.ago(days=1))
        self.told("orders")  # fills the caches
        asked, execute = [], type(self.env.cr).execute

        def listen(cursor, query, params=None, **more):
            asked.append(query.code if isinstance(query, SQL) else str(query))
            return execute(cursor, query, params, **more)

        self.patch(type(self.env.cr), "execute", listen)
        self.told("orders")
        self.patch(type(self.env.cr), "execute", execute)
        self.assertFalse([code for code in asked if "suture_exchange" in code])
        self.assertLess(len(asked), 30)
