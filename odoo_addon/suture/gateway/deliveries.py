"""Stores the sidecar's reports about connections: the state of deliveries, route problems and unsupported
settings.
"""

from odoo.tools import SQL
from psycopg2.extras import Json

from ..terms import as_it_was, in_language_of, words
from .values import cleaned, moment

STATES = ("ok", "unreachable")
LONGEST_DETAIL = 200
LONGEST_TROUBLE = 1000
FAULT = ("what", "code", "problem")
MOST_FAULTS = 50
MOST_SENTENCES = 20


def report(env, connections):
    """Stores a report on each connection: the state of its deliveries, the problems of its routes, or the
    reasons why the sidecar does not serve it. Each report contains one of the three. Connections of other
    companies are skipped.

    This does not count as an edit of the connection: `write_date` does not change.
    """
    mine = _connections(env)
    for told in connections:
        store = _store_of(told)
        _check(told)
        if told["code"] in mine:
            store(env, mine[told["code"]], told)


def _store_of(told):
    if "faults" in told:
        return _store_faults
    return _store_trouble if "route_trouble" in told else _store_state


def _check(told):
    if "faults" in told:
        return _check_faults(told["faults"])
    if "route_trouble" not in told and told["delivery_state"] not in STATES:
        raise ValueError(f"delivery_state {told['delivery_state']!r} is not known")
    for name in ("route_trouble", "detail"):
        if not isinstance(told.get(name) or "", str | list):
            raise ValueError(f"{name} is neither text nor a list of terms")


def _check_faults(faults):
    if not isinstance(faults, list) or not all(isinstance(fault, dict) for fault in faults):
        raise ValueError("faults is not a list of objects")


def _connections(env):
    """Returns the connections of the integration user's companies, including inactive ones: `{code:
    connection}`.
    """
    return {
        line.code: line
        for line in env["suture.connection"]
        .with_context(active_test=False)
        .search([("company_id", "in", env.user.company_ids.ids)])
    }


def _terms(told, longest):
    """Converts a reported text, or a list of terms, to terms. Returns None if it is empty. Text is truncated
    to `longest` characters, and a list to MOST_SENTENCES terms.
    """
    if isinstance(told, str):
        return as_it_was(told[:longest].replace("\0", "")) or None
    return cleaned(told)[:MOST_SENTENCES] if told else None


def _store_trouble(env, connection, told):
    trouble = _terms(told["route_trouble"], LONGEST_TROUBLE)
    text = words(in_language_of(connection, connection.company_id).env, trouble) or None
    _execute(
        env,
        connection,
        SQL(
            "UPDATE suture_connection SET route_trouble_terms = %s, route_trouble_text = %s WHERE id = %s",
            trouble and Json(trouble),
            text,
            connection.id,
        ),
    )


def _store_faults(env, connection, told):
    """Stores the faults of the connection, at most MOST_FAULTS, with the keys in `FAULT`. Other keys are
    ignored.
    """
    faults = [
        {name: cleaned(str(fault.get(name) or ""))[:LONGEST_DETAIL] for name in FAULT}
        for fault in told["faults"][:MOST_FAULTS]
    ]
    kept = connection._fields["sidecar_faults"].convert_to_column(faults or None, connection)
    _execute(
        env,
        connection,
        SQL("UPDATE suture_connection SET sidecar_faults = %s WHERE id = %s", kept, connection.id),
    )


def _store_state(env, connection, told):
    detail = _terms(told.get("detail"), LONGEST_DETAIL)
    _execute(
        env,
        connection,
        SQL(
            """
            UPDATE suture_connection
               SET delivery_state = %(state)s, unreachable_since = %(since)s,
                   delivery_next_attempt_at = %(next)s, delivery_detail_terms = %(detail)s
             WHERE id = %(id)s
            """,
            id=connection.id,
            state=told["delivery_state"],
            since=moment(told.get("unreachable_since")) or None,
            next=moment(told.get("next_attempt_at")) or None,
            detail=detail and Json(detail),
        ),
    )


def _execute(env, connection, query):
    connection.flush_recordset()
    env.cr.execute(query)
    connection.invalidate_recordset(flush=False)
