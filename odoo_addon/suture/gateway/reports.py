"""Stores the state of documents that the sidecar reports: one exchange for each message key."""

from odoo.tools import SQL

from ..terms import TOLD, terms_told
from .deadline import deadline
from .values import cleaned, moment

TEXT_FIELDS = (
    "message_id",
    "direction",
    "document_type",
    "document_code",
    "document_number",
    "state",
    "held_behind_key",
    "acknowledged_by",
    "control_reference",
    "trace_id",
)
MOMENT_FIELDS = ("next_attempt_at", "received_at", "done_at", "due_at", "acknowledged_at")
JSON_FIELDS = ("payload", "source_view", "source_file", "matches")
# States of a document in progress. An applied document cannot have them, even if the sidecar reports them.
ON_ITS_WAY = ("queued", "processing", "waiting", "held")
QUIET = {
    "tracking_disable": True,
    "mail_notrack": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "suture_refresh_later": True,
}


def store_exchanges(env, exchanges, *, applied=False):
    """Upserts exchange rows and returns `{message_key: exchange record}`.

    Skips rows of companies that the integration user does not belong to. A row whose stored revision is equal
    or higher does not change, unless the document has just been applied (`applied`). The row of an applied
    document does not change either if the document is reported as still in progress: the response to the call
    that applied it was lost, and the sidecar will send the document again.
    """
    rows = _rows(env, [exchange["message_key"] for exchange in exchanges])
    ours = env.user.company_ids
    codes = {exchange["connection"] for exchange in exchanges}
    connections = _by_code(env["suture.connection"], codes, [("company_id", "in", ours.ids)])
    flows = _by_code(env["suture.flow"], {exchange.get("flow") for exchange in exchanges})
    terms = []
    known = set() if applied else _applied(env, rows.values())
    for exchange in exchanges:
        row = rows[exchange["message_key"]]
        outdated = row.id in known and exchange["state"] in ON_ITS_WAY
        if row.company_id and row.company_id not in ours:
            continue
        if applied or (exchange["revision"] > row.revision and not outdated):
            connection, flow = connections.get(exchange["connection"]), flows.get(exchange.get("flow"))
            row.write(_values(row, exchange, connection, flow))
            terms.append((row.id, [exchange.get("message_id"), *(exchange.get("search_terms") or [])]))
    env["suture.exchange.term"]._add(terms)
    return rows


def link_documents(env, pairs):
    """Links exchanges to records, in addition to existing links. The first record becomes the record that the
    exchange opens.

    :param pairs: `[(exchange record, [record, …])]`
    """
    new = []
    for exchange, records in pairs:
        there = {(link.res_model, link.res_id) for link in exchange.link_ids}
        wanted = dict.fromkeys((record._name, record.id) for record in records)
        new += [
            {"exchange_id": exchange.id, "res_model": m, "res_id": i}
            for m, i in wanted
            if (m, i) not in there
        ]
        if records and (exchange.res_model, exchange.res_id) != (records[0]._name, records[0].id):
            exchange.write({"res_model": records[0]._name, "res_id": records[0].id})
    env["suture.exchange.link"].create(new)


def refresh(env, exchanges):
    """Updates the integration state of the records that these exchanges are linked to, with one statement per
    model, and announces exceptions.
    """
    rows = env["suture.exchange"].browse(exchange.id for exchange in exchanges)
    rows.link_ids.with_context(suture_refresh_later=False)._refresh_documents()
    rows._follow()


def _applied(env, rows):
    """Returns the IDs of the exchanges whose documents have been applied."""
    keys = env["suture.idempotency.key"].search([("exchange_id", "in", [row.id for row in rows])])
    return set(keys.mapped("exchange_id").ids)


def _by_code(Model, codes, domain=()):
    """Returns `{code: record}` for these codes, including archived records."""
    wanted = [("code", "in", list(codes - {None})), *domain]
    records = Model.with_context(active_test=False).search(wanted)
    return {record.code: record for record in records}


def _rows(env, keys):
    """Returns `{message_key: exchange record}` and creates missing rows. Concurrent calls get the same row:
    see `idempotency`.
    """
    wanted = list(dict.fromkeys(keys))
    env["suture.exchange"].flush_model()
    if wanted:
        env.cr.execute(
            SQL(
                """
                INSERT INTO suture_exchange (message_key, direction, state, acknowledgement, revision,
                attempts,
                                             create_uid, write_uid, create_date, write_date)
                     SELECT key, 'inbound', 'queued', 'none', -1, 0, %(uid)s, %(uid)s,
                            now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                       FROM unnest(%(keys)s) AS key
                ON CONFLICT (message_key) DO NOTHING
                """,
                uid=env.uid,
                keys=wanted,
            ),
            log_exceptions=False,  # a serialization failure is expected
        )
    rows = env["suture.exchange"].with_context(**QUIET).search([("message_key", "in", wanted)])
    rows.invalidate_recordset()
    return {row.message_key: row for row in rows}


def _values(row, exchange, connection, flow):
    exchange = cleaned(exchange)
    return {
        **{name: exchange.get(name) or False for name in TEXT_FIELDS},
        **{name: moment(exchange.get(name)) for name in MOMENT_FIELDS},
        **{name: exchange.get(name) or False for name in JSON_FIELDS},
        **{f"{name}_terms": terms_told(exchange.get(name)) for name in TOLD},
        **{f"{name}_data": exchange.get(name) or False for name in ("findings", "changes")},
        "due_at": moment(exchange.get("due_at")) or deadline(exchange, flow),
        "name": row.name or f"EX{row.id:06d}",
        "revision": max(exchange["revision"], row.revision),
        "attempts": exchange.get("attempts") or 0,
        "acknowledgement": exchange.get("acknowledgement") or "none",
        "reason_code": exchange.get("reason_code") or False,
        "connection_id": connection.id if connection else False,
        "flow_id": flow.id if flow else False,
        "company_id": (connection.company_id if connection else row.env.company).id,
    }
