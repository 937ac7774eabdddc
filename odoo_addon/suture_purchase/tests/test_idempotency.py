import psycopg2
from odoo import SUPERUSER_ID, api
from odoo.addons.suture.gateway.idempotency import claim
from odoo.addons.suture.tests.at_once import AtOnceCase
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OrderCase, write_line


@tagged("post_install", "-at_install")
class TestRepeated(OrderCase):
    def test_a_repeated_document_changes_nothing_and_gets_the_stored_outcome(self):
        order = self.order()
        item = self.item("twice/1", write_line(order.order_line, product_qty=6), documents=[order])
        first = self.gateway.apply([item])[0]
        order.order_line.product_qty = 8
        second, third = self.gateway.apply([item, item])
        self.assertEqual(second, {**first, "status": "duplicate"})
        self.assertEqual(third, second)
        self.assertEqual(order.order_line.product_qty, 8)

    def test_twice_in_one_call(self):
        order = self.order()
        item = self.item("twice/2", write_line(order.order_line, product_qty=6), documents=[order])
        self.assertEqual(
            [row["status"] for row in self.gateway.apply([item, item])], ["applied", "duplicate"]
        )
        self.assertEqual(order.integration_exchange_count, 1)

    def test_the_same_key_with_other_content_is_a_conflict(self):
        order = self.order()
        line = order.order_line
        self.gateway.apply([self.item("twice/3", write_line(line, product_qty=6), documents=[order])])
        other = self.item("twice/3", write_line(line, product_qty=5), content_hash="other", documents=[order])
        result = self.gateway.apply([other])[0]
        self.assertEqual(result["status"], "conflicting")
        self.assertEqual(result["reason"]["code"], "DUPLICATE_CONTENT_DIFFERS")
        self.assertEqual(line.product_qty, 6)


@tagged("post_install", "-at_install")
class TestAtOnce(AtOnceCase):
    KEY = "suture-test/at-once"

    def tidy_up(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["suture.idempotency.key"].search([("key", "=", self.KEY)]).unlink()
        super().tidy_up()

    def count(self, model, field):
        with self.registry.cursor() as cr:
            return api.Environment(cr, SUPERUSER_ID, {})[model].search_count([(field, "=", self.KEY)])

    def test_one_of_four_calls_applies(self):
        answers = self.all_at_once("apply", *[[self.item(self.KEY)]] * 4)
        statuses = sorted(answer["status"] for answer in answers)
        self.assertEqual(statuses, ["applied", "duplicate", "duplicate", "duplicate"])
        self.assertEqual(len({answer["exchange_id"] for answer in answers}), 1)
        self.assertEqual(self.count("suture.exchange", "message_key"), 1)
        self.assertEqual(self.count("suture.idempotency.key", "key"), 1)

    def test_four_reports_make_one_row(self):
        answers = self.all_at_once("report", *[[self.exchange(self.KEY, state="waiting")]] * 4)
        self.assertEqual(len({answer["exchange_id"] for answer in answers}), 1)
        self.assertEqual(self.count("suture.exchange", "message_key"), 1)

    def test_a_key_committed_after_the_snapshot_makes_the_call_repeat(self):
        with self.registry.cursor() as late, self.registry.cursor() as early:
            late.execute("SELECT count(*) FROM suture_idempotency_key")  # takes the snapshot
            self.assertIsNone(claim(api.Environment(early, SUPERUSER_ID, {}), self.KEY, "h"))
            early.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.SerializationFailure):
                claim(api.Environment(late, SUPERUSER_ID, {}), self.KEY, "h")
            late.rollback()
            stored = claim(api.Environment(late, SUPERUSER_ID, {}), self.KEY, "h")
            self.assertEqual(stored[0], "h")
