"""Computes the figures for engineers: sidecars, connections, and the keys of the integration user."""

from odoo import fields
from odoo.tools import SQL

ODOO = "odoo"


def health_section(env, company):
    """Returns `{"sidecars", "connections", "keys", "differences"}`, the first three as lists of rows.
    Instants are ISO 8601 in UTC, or null.

    `differences` lists how the catalogues of Odoo and the sidecar differ, as sentences.
    """
    connections = env["suture.connection"].search(company, order="name, id")
    return {
        "sidecars": _sidecars(env, set(connections.mapped("code"))),
        "connections": _connections(env, connections),
        "keys": _keys(env),
        "differences": env["suture.catalogue.vocabulary"]._differences() or [],
    }


def _sidecars(env, codes):
    """Returns the latest report of each sidecar, with the circuit breakers of Odoo and of the connections in
    `codes` only.
    """
    rows = []
    for sidecar in env["suture.sidecar.health"].search([]).sudo():
        details = sidecar.details or {}
        breakers = [
            each
            for each in details.get("breakers", [])
            if each["target"] == ODOO or each["target"].partition("/")[0] in codes
        ]
        rows.append(
            {
                **details,
                "id": sidecar.id,
                "instance": sidecar.instance,
                "version": sidecar.version or "",
                "started_at": _instant(sidecar.started_at),
                "told_at": _instant(sidecar.told_at),
                "silent": sidecar.is_silent,
                "breakers": breakers,
            }
        )
    return rows


def _connections(env, connections):
    last = _last_exchanges(env, connections)
    return [
        {
            "id": line.id,
            "name": line.name,
            "code": line.code,
            "last_contact_at": _instant(line.last_contact_at),
            "last_inbound_at": _instant(last.get((line.id, "inbound"))),
            "last_outbound_at": _instant(last.get((line.id, "outbound"))),
            "reachable": line.delivery_state == "ok" and not line.route_trouble,
            "unreachable_since": _instant(line.unreachable_since),
            "next_attempt_at": _instant(line.delivery_next_attempt_at),
            "trouble": line.route_trouble or None,
            "not_served": line.sidecar_trouble or None,
        }
        for line in connections
    ]


def _last_exchanges(env, connections):
    """Returns when each connection last received and sent a document: `{(connection, direction): instant}`.
    Each instant is read from the last entry in an index.
    """
    env["suture.exchange"].flush_model(["connection_id", "direction", "received_at"])
    rows = env.execute_query(
        SQL(
            """
            SELECT line.id, way.direction, last.at
              FROM unnest(%(connections)s::int[]) AS line(id)
        CROSS JOIN (VALUES ('inbound'), ('outbound')) AS way(direction)
        CROSS JOIN LATERAL (
                SELECT x.received_at AS at FROM suture_exchange x
                 WHERE x.connection_id = line.id AND x.direction = way.direction
                   AND x.received_at IS NOT NULL
              ORDER BY x.received_at DESC LIMIT 1) last
            """,
            connections=connections.ids,
        )
    )
    return {(connection, direction): at for connection, direction, at in rows}


def _keys(env):
    """Returns the API keys of integration users who share a company with the user, in order of expiry; keys
    that never expire come last.
    """
    users = env.ref("suture.group_gateway").sudo().all_user_ids
    users = users.filtered(lambda user: user.company_ids & env.companies)
    keys = env["res.users.apikeys"].sudo().search([("user_id", "in", users.ids)])
    now = fields.Datetime.now()
    rows = [
        {
            "id": key.id,
            "name": key.name,
            "user": key.user_id.name,
            "expires_at": _instant(key.expiration_date),
            "days_left": (key.expiration_date - now).days if key.expiration_date else None,
        }
        for key in keys
    ]
    return sorted(rows, key=lambda row: row["expires_at"] or "9999")


def _instant(value):
    return f"{value.isoformat(timespec='seconds')}Z" if value else None
