"""Returns the connections to the sidecar, and stores the flows that the sidecar declares."""

import hashlib
import json

from odoo.tools import SQL

FLOW_FIELDS = (
    "code",
    "name",
    "description",
    "version",
    "direction",
    "document_type",
    "owner",
    "system_of_record",
    "timing",
    "lane",
    "service_level_seconds",
    "sensitivity",
    "retention_days",
)
CONTACT_INTERVAL_SECONDS = 60


def configuration(env, version, catalogue):
    """Returns the connections of the integration user's companies as `{"version", "database_uuid",
    "connections"}`, or `{"version", "unchanged": true}` if `version` is still the current one.

    First creates or updates the flows of the sidecar's `catalogue` and retires flows that it no longer
    contains.
    """
    _load_flows(env, catalogue or [])
    connections = (
        env["suture.connection"]
        .with_context(active_test=False)
        .search([("company_id", "in", env.user.company_ids.ids)], order="code")
    )
    _note_contact(env, connections)
    content = {
        "database_uuid": env["ir.config_parameter"].get_param("database.uuid"),
        "connections": [_connection(connection) for connection in connections],
    }
    current = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]
    if version == current:
        return {"version": current, "unchanged": True}
    return {"version": current, **content}


def _load_flows(env, catalogue):
    if not catalogue:
        return
    # The sidecar declares names and descriptions in English.
    Flow = env["suture.flow"].with_context(active_test=False, lang="en_US")
    known = {flow.code: flow for flow in Flow.search([])}
    loaded = [
        _load_flow(
            Flow,
            known.get(declared["code"]),
            {name: declared[name] for name in FLOW_FIELDS if name in declared},
        )
        for declared in catalogue
    ]
    if any(loaded):
        Flow._translate()
    listed = {declared["code"] for declared in catalogue}
    for code, flow in known.items():
        if code not in listed and not flow.retired:
            flow.write({"retired": True, "active": False})


def _load_flow(Flow, flow, values):
    """Creates or updates a flow. Returns whether it did."""
    if not flow:
        Flow.create(values)
        return True
    if flow.retired:
        values = {**values, "retired": False, "active": True}
    changed = {name: value for name, value in values.items() if flow[name] != value}
    if changed:
        flow.write(changed)
    return bool(changed)


def _note_contact(env, connections):
    """Sets the time of the last contact, at most once a minute. Skips connections that someone is editing,
    instead of waiting for them.
    """
    if not connections:
        return
    env.cr.execute(
        SQL(
            """
            UPDATE suture_connection SET last_contact_at = now() AT TIME ZONE 'UTC'
             WHERE id IN (
                SELECT id FROM suture_connection
                 WHERE id IN %s AND (last_contact_at IS NULL
                       OR last_contact_at < now() AT TIME ZONE 'UTC' - make_interval(secs => %s))
                   FOR NO KEY UPDATE SKIP LOCKED)
            """,
            tuple(connections.ids),
            CONTACT_INTERVAL_SECONDS,
        )
    )
    connections.invalidate_recordset(["last_contact_at"], flush=False)


def _connection(connection):
    return {
        "code": connection.code,
        "name": connection.name,
        "kind": connection.kind,
        "environment": connection.environment,
        "active": connection.active,
        "partner_id": connection.partner_id.id or None,
        "company_id": connection.company_id.id,
        "currency": connection.company_id.currency_id.name,
        "time_zone": connection.company_id._suture_time_zone(),
        "identifiers": [
            {"owner": identifier.owner, "scheme": identifier.scheme, "id": identifier.value}
            for identifier in connection.identifier_ids
        ],
        "format": {
            "code": connection.format_code or None,
            "version": connection.format_version or None,
            "options": json.loads(connection.format_options or "{}"),
        },
        "acknowledges": connection.acknowledges,
        "acknowledgement_hours": connection.acknowledgement_hours if connection.acknowledges else None,
        "route": connection._route(),
        "fallback": connection._fallback(),
        "mail_texts": connection._mail_texts(),
        "bulk": connection.bulk,
        "largest_file_mb": connection.largest_file_mb,
        "flows": sorted(connection._flows_on().mapped("code")),
        "policy": connection._policy(),
    }
