from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OrderCase, write_line


@tagged("post_install", "-at_install")
class TestRetention(OrderCase):
    def purge(self, times=1000):
        """Runs the job with enough time for the given number of batches. Returns the progress that it
        reported: `[(processed, remaining), …]`.
        """
        reported = []

        def commit_progress(cron, processed=0, *, remaining=None, **_more):
            if cron.env.cr is not self.env.cr:
                return times  # one of Odoo's own jobs, in another thread
            reported.append((processed, remaining))
            return max(0, times - len(reported))

        with patch.object(type(self.env["ir.cron"]), "_commit_progress", commit_progress):
            self.env["suture.retention"]._purge()
        return reported

    def age(self, records, days, field="create_date"):
        """Makes records the given number of days old."""
        records.flush_recordset()
        self.env.cr.execute(
            f"UPDATE {records._table} SET {field} = %s WHERE id IN %s",
            (fields.Datetime.now() - timedelta(days=days), tuple(records.ids)),
        )
        records.invalidate_recordset()

    def applied(self, key):
        """Creates a key with its exchange, as an applied document leaves them."""
        order = self.order()
        item = self.item(key, write_line(order.order_line, product_qty=6), documents=[order])
        self.gateway.apply([item])
        return item, self.env["suture.idempotency.key"].search([("key", "=", key)])

    def test_keys_stay_until_nothing_can_come_back(self):
        young, old, open_still = (self.applied(f"keep/{name}")[1] for name in ("young", "old", "open"))
        open_still.exchange_id.sudo().state = "attention"
        self.age(young, 729)
        self.age(old | open_still, 731)
        self.purge()
        self.assertFalse(old.exists())
        self.assertTrue(young.exists())
        self.assertTrue(open_still.exists())

    def test_a_repetition_within_the_age_is_still_a_duplicate(self):
        item, key = self.applied("keep/repeated")
        self.age(key, 729)
        self.age(key.exchange_id, 729, "received_at")
        self.purge()
        self.assertEqual(self.gateway.apply([item])[0]["status"], "duplicate")

    def test_payloads_of_finished_exchanges_are_emptied_and_the_rows_stay(self):
        cases = {
            "old": ("done", "accepted", 401),
            "young": ("done", "none", 399),
            "open": ("attention", "none", 900),
            "awaited": ("done", "awaited", 900),
            "overdue": ("done", "overdue", 900),
        }
        rows = {name: self.report(f"payload/{name}") for name in cases}
        for name, (state, acknowledgement, days) in cases.items():
            rows[name].sudo().write({"state": state, "acknowledgement": acknowledgement})
            self.age(rows[name], days, "received_at")
        self.purge()
        self.assertEqual([name for name, row in rows.items() if not row.sudo().payload], ["old"])
        self.assertEqual([name for name, row in rows.items() if not row.exists()], [])

    def test_exchanges_go_at_their_own_age(self):
        old, open_still = self.report("gone/old"), self.report("gone/open", state="waiting")
        self.age(old | open_still, 3651, "received_at")
        self.purge()
        self.assertFalse(old.exists())
        self.assertTrue(open_still.exists())

    def test_the_outbox_keeps_what_is_pending_and_the_last_row_of_a_record(self):
        order = self.order()
        Outbox = self.env["suture.outbox"]
        first = Outbox.search([("res_model", "=", "purchase.order"), ("res_id", "=", order.id)])
        details = {
            "kind": "document",
            "event": first.event,
            "connection": first.connection_id,
            "company": order.company_id,
            "record": order,
            "number": order.name,
        }
        second, third = (Outbox._enqueue(**details) for _n in range(2))
        (first | third).state = "taken"
        self.age(first | second | third, 401)
        self.purge()
        self.assertFalse(first.exists())
        self.assertTrue(second.exists(), "it is pending")
        self.assertTrue(third.exists())
        second.state = "refused"
        self.purge()
        self.assertEqual((second | third).exists(), third)
        self.assertTrue(Outbox._enqueue(**details).key.endswith(f"/{order.id}/4"), "no key is made twice")

    def test_ages_are_system_parameters(self):
        Parameters = self.env["ir.config_parameter"].sudo()
        Parameters.set_param("suture.retention_payload_days", "10")
        row = self.report("parameter/1")
        self.age(row, 11, "received_at")
        self.purge()
        self.assertFalse(row.sudo().payload)
        Parameters.set_param("suture.retention_key_days", "5")
        self.assertEqual(self.env["suture.retention"]._ages()["key"], 400, "keys outlive the rest")
        for nonsense in ("-1", "0", "soon", "1.5"):
            Parameters.set_param("suture.retention_payload_days", nonsense)
            with mute_logger("odoo.addons.suture.models.retention"):
                self.assertEqual(self.env["suture.retention"]._ages()["payload"], 400)

    def test_batches_are_committed_one_by_one_and_the_rest_goes_on_later(self):
        keys = self.env["suture.idempotency.key"].create(
            [{"key": f"batch/{number}", "content_hash": "h"} for number in range(7)]
        )
        self.age(keys, 731)
        for plan in ("hashjoin", "mergejoin", "hashagg", "material", "sort"):
            # so that PostgreSQL would evaluate a subquery once for each row
            self.env.cr.execute(f"SET LOCAL enable_{plan} = off")
        with patch("odoo.addons.suture.models.retention.BATCH", 3):
            reported = self.purge(times=3)  # two of them find nothing
            self.assertEqual(reported[-1], (3, 3), "more is to be done")
            self.assertEqual(len(keys.exists()), 4)
            self.purge()
        self.assertFalse(keys.exists())

    def test_the_job_is_there(self):
        cron = self.env.ref("suture.cron_retention")
        self.assertTrue(cron.active)
        self.assertEqual((cron.interval_number, cron.interval_type), (1, "days"))
