import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

BATCH = 1000
# Smaller, because an exchange is deleted with its messages, activities and links.
EXCHANGE_BATCH = 100

# Default periods in days. The system parameter `suture.retention_<name>_days` overrides each.
AGES = {"key": 730, "outbox": 400, "payload": 400, "exchange": 3650}
# The shortest allowed periods in days. Keys must outlive everything that can cause a document to be sent
# again: a retry, a replay, or a journal restored from last year's backup.
SHORTEST = {"key": 365, "outbox": 30, "payload": 30, "exchange": 365}


class Retention(models.AbstractModel):
    """Deletes expired data. Raw messages belong to the sidecar, which has its own retention."""

    _name = "suture.retention"
    _description = "Integration Retention"

    @api.model
    def _purge(self):
        """Deletes expired data. Called once a day. Each batch is committed separately. If the time of the job
        runs out, Odoo runs it again at once.
        """
        ages = self._ages()
        for purge, batch, days in (
            (self._empty_payloads, BATCH, ages["payload"]),
            (self._delete_outbox, BATCH, ages["outbox"]),
            (self._delete_keys, BATCH, ages["key"]),
            (self._delete_exchanges, EXCHANGE_BATCH, ages["exchange"]),
        ):
            before = fields.Datetime.now() - timedelta(days=days)
            if not self._in_batches(purge, batch, before):
                return

    def _in_batches(self, purge, batch, before):
        """Calls `purge(before, batch)` repeatedly until it deletes less than a whole batch. Returns False if
        the time of the job ran out before that.
        """
        count = batch
        while count == batch:
            count = purge(before, batch)
            more = batch if count == batch else 0
            if not self.env["ir.cron"]._commit_progress(count, remaining=more) and more:
                return False
        return True

    @api.model
    def _ages(self):
        """Returns the retention periods in days, by name. Keys are retained at least as long as payloads and
        outbox rows, because both can cause a document to be sent again.
        """
        ages = {name: self._age(name, default) for name, default in AGES.items()}
        ages["key"] = max(ages["key"], ages["outbox"], ages["payload"], SHORTEST["key"])
        return ages

    def _age(self, name, default):
        parameter = f"suture.retention_{name}_days"
        given = self.env["ir.config_parameter"].sudo().get_param(parameter, str(default))
        if given.isdecimal() and int(given) > 0:
            return min(int(given), 36500)
        _logger.warning("%s is not a number of days; %s is used", parameter, default)
        return default

    def _empty_payloads(self, before, limit):
        return self._execute(
            "suture.exchange",
            SQL(
                """
                WITH previews AS (
                    DELETE FROM suture_exchange_preview p USING suture_exchange x
                     WHERE x.id = p.exchange_id AND x.state IN ('done', 'dismissed'))
                UPDATE suture_exchange SET payload = NULL, source_view = NULL, source_file = NULL,
                       corrections = NULL
                 WHERE id = ANY(ARRAY(
                    SELECT id FROM suture_exchange
                     WHERE payload IS NOT NULL AND state IN ('done', 'dismissed')
                       AND received_at < %s AND acknowledgement NOT IN ('awaited', 'overdue')
                  ORDER BY received_at LIMIT %s
                       FOR UPDATE SKIP LOCKED))
                """,
                before,
                limit,
            ),
        )

    def _delete_outbox(self, before, limit):
        """Deletes up to `limit` finished rows created before a time, except the last row of each event,
        connection and record, because the key of the next row continues its number. Returns the number of
        deleted rows.
        """
        return self._execute(
            "suture.outbox",
            SQL(
                """
                DELETE FROM suture_outbox
                 WHERE id = ANY(ARRAY(
                    SELECT o.id FROM suture_outbox o
                     WHERE o.state <> 'pending' AND o.create_date < %s
                       AND EXISTS (
                           SELECT 1 FROM suture_outbox later
                            WHERE later.res_model = o.res_model AND later.res_id = o.res_id
                              AND later.event = o.event AND later.id > o.id
                              AND later.connection_id IS NOT DISTINCT FROM o.connection_id)
                  ORDER BY o.id LIMIT %s
                       FOR UPDATE SKIP LOCKED))
                """,
                before,
                limit,
            ),
        )

    def _delete_keys(self, before, limit):
        """Deletes up to `limit` keys created before a time, except the keys of open exchanges, whose
        documents may be sent again. Returns the number of deleted keys.
        """
        return self._execute(
            "suture.idempotency.key",
            SQL(
                """
                DELETE FROM suture_idempotency_key
                 WHERE id = ANY(ARRAY(
                    SELECT k.id FROM suture_idempotency_key k
                     WHERE k.create_date < %s
                       AND NOT EXISTS (
                           SELECT 1 FROM suture_exchange e
                            WHERE e.id = k.exchange_id AND e.state NOT IN ('done', 'dismissed'))
                  ORDER BY k.id LIMIT %s
                       FOR UPDATE SKIP LOCKED))
                """,
                before,
                limit,
            ),
        )

    def _delete_exchanges(self, before, limit):
        exchanges = (
            self.env["suture.exchange"]
            .sudo()
            .search(
                [
                    ("state", "in", ("done", "dismissed")),
                    ("received_at", "<", before),
                    ("acknowledgement", "not in", ("awaited", "overdue")),
                ],
                order="received_at",
                limit=limit,
            )
        )
        count = len(exchanges)
        exchanges.unlink()
        return count

    def _execute(self, model, statement):
        """Executes a statement on a model's table and returns the number of rows. The statement must select
        its rows by `= ANY(ARRAY(…))`, which is evaluated only once. PostgreSQL may evaluate `IN (…)` for each
        row of the table; each time, it would lock further rows, and so exceed the limit.
        """
        records = self.env[model]
        records.flush_model()
        self.env.cr.execute(statement)
        count = self.env.cr.rowcount  # of this statement only: later statements may report others
        records.invalidate_model()
        return count
