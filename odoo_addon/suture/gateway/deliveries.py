"""Whether the partners' side takes what we send, as the sidecar tells it."""

from odoo.tools import SQL

from .values import moment

STATES = ("ok", "unreachable")
LONGEST_DETAIL = 200


def report(env, connections):
    """Shows the state of each connection. It is no edit of the connection: `write_date` stays."""
    mine = {
        line.code: line
        for line in env["suture.connection"]
        .with_context(active_test=False)
        .search([("company_id", "in", env.user.company_ids.ids)])
    }
    for told in connections:
        if told["delivery_state"] not in STATES:
            raise ValueError(f"delivery_state {told['delivery_state']!r} is not known")
        if told["code"] in mine:
            _store(env, mine[told["code"]], told)


def _store(env, connection, told):
    connection.flush_recordset()
    env.cr.execute(
        SQL(
            """
            UPDATE suture_connection
               SET delivery_state = %(state)s, unreachable_since = %(since)s,
                   delivery_next_attempt_at = %(next)s, delivery_detail = %(detail)s
             WHERE id = %(id)s
            """,
            id=connection.id,
            state=told["delivery_state"],
            since=moment(told.get("unreachable_since")) or None,
            next=moment(told.get("next_attempt_at")) or None,
            detail=(told.get("detail") or "")[:LONGEST_DETAIL].replace("\0", "") or None,
        )
    )
    connection.invalidate_recordset(flush=False)
