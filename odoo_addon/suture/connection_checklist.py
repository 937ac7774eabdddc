"""Builds the setup checklist of a connection: what is done and what is still missing before it can go live.
The items are derived from the records; users do not tick them.
"""

from typing import NamedTuple

from markupsafe import Markup

from .terms import one_stop


class Item(NamedTuple):
    done: bool
    text: str
    blocks: bool = False  # a required item blocks going live; any other is only a warning


def checklist(connection, environment=None):
    """Returns the items of a connection's checklist, in the order of the setup steps.

    :param environment: "production" or "test"; defaults to the connection's environment
    """
    connection.ensure_one()
    environment = environment or connection.environment
    makers = sorted(connection._suture_checklist(), key=lambda pair: pair[0])
    items = [item for _place, make in makers for item in make(connection.env._, connection, environment)]
    return [item._replace(text=one_stop(item.text)) for item in items]


def checklist_html(items):
    """Returns the items as an HTML list. The icons distinguish done, missing and optional ones."""
    rows = Markup().join(_row(item) for item in items)
    return Markup('<ul class="list-unstyled mb-0 o_suture_checklist">%s</ul>') % rows


def _row(item):
    if item.done:
        look, icon = "text-success", "fa-check-circle"
    else:
        look, icon = (
            ("text-danger", "fa-times-circle") if item.blocks else ("text-warning", "fa-exclamation-triangle")
        )
    state = "done" if item.done else "missing" if item.blocks else "open"
    return Markup(
        '<li class="d-flex gap-2 py-1" data-state="%s">'
        '<i class="fa %s %s mt-1" role="img" aria-label="%s"></i><span>%s</span></li>'
    ) % (state, icon, look, state, item.text)


def _partner(_, connection, _environment):
    if connection.kind != "edi":
        return []
    if connection.partner_id:
        return [Item(True, _("The partner is %s.", connection.partner_id.display_name))]
    return [Item(False, _("Step 1: choose the partner's contact."), True)]


def _format(_, connection, _environment):
    if not connection.format_code:
        return [Item(False, _("Step 2: choose the format."), True)]
    label = connection._format().label or connection.format_code
    return [Item(True, _("The format is %s.", f"{label} {connection.format_version or ''}".strip()))]


def _flows(_, connection, _environment):
    flows = connection.flow_ids
    if not flows:
        return [Item(False, _("Step 2: choose the documents to exchange."), True)]
    off = flows - connection._flows_on()
    items = [Item(True, _("Exchanged: %s.", ", ".join((flows - off).mapped("name"))))] if flows - off else []
    return items + [
        Item(False, _("%s is switched off under Configuration → Flows.", flow.name)) for flow in off
    ]


def _route(_, connection, _environment):
    if connection.route_transport == "none":
        if outgoing := connection._outgoing_flows():
            names = ", ".join(outgoing.mapped("name"))
            return [Item(False, _("Step 3: choose how documents are sent to the partner: %s.", names), True)]
        return [Item(True, _("Nothing is sent; the partner retrieves acknowledgements."))]
    if fault := connection._address_problem("route_form"):
        label, text = fault
        if not text:
            return [Item(False, _("Step 3: “%s” is missing.", label), True)]
        return [Item(False, _("Step 3: %(label)s: %(problem)s", label=label, problem=text), True)]
    if connection.route_trouble:
        return [Item(False, connection.route_trouble)]
    transport = connection._code_label("transport", connection.route_transport)
    where = " · ".join(filter(None, (transport, (connection.route_form or {}).get("address"))))
    return [Item(True, _("Outgoing documents are sent by: %s.", where))]


def _identifiers(_, connection, environment):
    if not connection.has_envelope_identifiers:
        return []
    missing = connection._missing_parties()
    if missing:
        return [Item(False, _("Step 4: “%s” is missing.", label), True) for label in missing]
    conflict = connection._identifier_conflict(environment)
    if conflict:
        return [Item(False, conflict, True)]
    doubts = connection._identifier_doubts()
    if warning := connection._identifier_warning(connection._distinct_identifiers()):
        doubts.append(warning)
    return [Item(False, text) for text in doubts] or [Item(True, _("The parties are identified."))]


def _archived(_, connection, _environment):
    return [
        Item(
            False,
            _(
                "%(setting)s: %(record)s is archived. Choose another record, or restore this one.",
                setting=label,
                record=name,
            ),
            True,
        )
        for label, name in connection._archived()
    ]


def _test_file(_, connection, _environment):
    if connection._rehearsed_well():
        return [
            Item(True, _("A test file from the partner was processed: %s.", connection.sudo().rehearsal_name))
        ]
    return [Item(False, _("Step 5: no test file from the partner has been read successfully yet."))]


def _contact(_, connection, _environment):
    latest = (
        connection.sudo()
        .with_context(active_test=False)
        .search([("last_contact_at", "!=", False)], order="last_contact_at desc", limit=1)
    )
    if latest:
        return [Item(True, _("The sidecar is in contact with Odoo."))]
    return [Item(False, _("The sidecar has never loaded the connections. Start it and check its key."))]


# Positions in the list. Items from other modules go in between.
MAKERS = (
    (10, _partner),
    (20, _format),
    (30, _flows),
    (40, _route),
    (50, _identifiers),
    (60, _archived),
    (90, _test_file),
    (100, _contact),
)
