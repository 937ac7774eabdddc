"""Implements the outbox calls of the gateway: the sidecar leases rows and reports when it has stored them in
its journal.
"""

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..terms import in_language_of, terms_told
from .values import to_wire

MOST_ROWS = 500
LONGEST_LEASE_SECONDS = 3600


def take(env, limit, lease):
    """Leases up to `limit` of the oldest pending rows for `lease` seconds and returns them. Skips rows that
    are already leased.
    """
    if not 1 <= limit <= MOST_ROWS or not 1 <= lease <= LONGEST_LEASE_SECONDS:
        raise ValidationError(f"limit is 1 to {MOST_ROWS}, lease 1 to {LONGEST_LEASE_SECONDS} seconds")
    env["suture.outbox"].flush_model()
    env.cr.execute(
        SQL(
            """
            UPDATE suture_outbox
               SET leased_until = now() AT TIME ZONE 'UTC' + make_interval(secs => %(lease)s),
                   take_count = COALESCE(take_count, 0) + 1
             WHERE id = ANY(ARRAY(
                SELECT id FROM suture_outbox
                 WHERE state = 'pending' AND company_id IN %(companies)s
                   AND (leased_until IS NULL OR leased_until < now() AT TIME ZONE 'UTC')
              ORDER BY id LIMIT %(limit)s
                   FOR UPDATE SKIP LOCKED))
         RETURNING id
            """,
            lease=lease,
            limit=limit,
            companies=tuple(env.user.company_ids.ids),
        )
    )
    rows = env["suture.outbox"].browse(sorted(row_id for (row_id,) in env.cr.fetchall()))
    rows.invalidate_recordset()
    return [_row(row) for row in rows]


def _row(row):
    return {
        "id": row.id,
        "key": row.key,
        "kind": row.kind,
        "event": row.event,
        "connection": row.connection_id.code or None,
        "model": row.res_model,
        "res_id": row.res_id,
        "number": row.number or None,
        "message_key": row.message_key or None,
        "arguments": row.arguments or {},
        "created_at": to_wire(row._fields["create_date"], row.create_date.replace(microsecond=0)),
        "trace_id": row.trace_id or None,
    }


def report(env, results):
    """Marks rows as `taken`, or as `refused` with the reason. A row that was already marked does not
    change.
    """
    documents = {}
    for result in results:
        if result["status"] not in ("taken", "refused"):
            raise ValidationError(f"outbox row {result['id']}: status {result['status']!r} is not known")
        row = env["suture.outbox"].browse(result["id"]).exists()
        if row.state != "pending" or row.company_id not in env.user.company_ids:
            continue
        message = terms_told(result.get("message"))
        row.write({"state": result["status"], "message_terms": message, "leased_until": False})
        row._erase_content()  # the sidecar stores it from now on
        if row.kind == "document":
            documents.setdefault(row.res_model, set()).add(row.res_id)
        elif row.state == "refused":
            _give_back(env, row)
    for model, ids in documents.items():
        if model not in env:
            continue  # its app was uninstalled in the meantime
        env[model].browse(sorted(ids)).exists()._refresh_integration_state()


def _give_back(env, row):
    """Shows on the exchange or connection that the sidecar refused the command. The exchange needs attention
    again, except after a preview or a file, or if the refused command was to undo its dismissal.

    Notes that are written into the chatter are in the company's language.
    """
    row = in_language_of(row, row.company_id)
    env = row.env
    if row.res_model == "suture.connection":
        row.connection_id._show_rehearsal(row.key, {"outcome": "refused", "reason": row.message_terms or ""})
        return
    exchange = env["suture.exchange"].browse(row.res_id).exists()
    if not exchange:
        return
    if row.event == "preview":
        refused = {"outcome": "refused", "reason": row.message_terms or "", "request": row.key}
        exchange._show_preview(refused)
        return
    if row.event == "file":
        exchange._show_file({"refusal": row.message_terms or row.event})
        return
    if row.event == "reopen":
        # The exchange stays dismissed.
        if exchange.state == "attention":
            exchange.write({"state": "dismissed", "done_at": fields.Datetime.now()})
        exchange.message_post(body=env._("The dismissal remains in effect: %s", row.message or row.event))
        return
    if row.event == "correct":
        exchange._correction_refused(row.message)
    # A newer report of the sidecar takes precedence over the expected effect of the command.
    if exchange.state in ("queued", "dismissed"):
        exchange.write({"state": "attention", "done_at": False})
    exchange.message_post(body=env._("The sidecar refused this: %s", row.message or row.event))
