"""Builds the history of a document: the steps of its exchange with partners."""

from datetime import datetime, timedelta

from .panes.wording import at

OPEN_STATES = ("attention", "staged", "waiting", "held")


def journey_of(document):
    """Returns the history as described in `suture.synced.mixin.get_integration_journey`. The caller must have
    checked access.
    """
    env = document.env
    label = dict(document._fields["integration_state"]._description_selection(env))
    steps = _steps(document.sudo())
    told = any(step["reason"] for step in steps)
    return {
        "state": document.integration_state,
        "label": label.get(document.integration_state, ""),
        "note": "" if told else document.integration_note or "",
        "can_open": env.user.has_group("suture.group_user"),
        "who": _who_decides(document),
        "steps": toned(env, steps),
    }


def _who_decides(document):
    """Returns whom to ask to decide on an open exception of the document. Returns an empty text if there is
    none or the user can decide.
    """
    waiting = document.sudo()._integration_links().exchange_id
    waiting = waiting.filtered(lambda row: row.state in ("attention", "staged"))[:1]
    return waiting._whom_to_ask() if waiting else ""


def _steps(document):
    exchanges = document._integration_links().exchange_id
    rows = document.env["suture.outbox"].search(
        [("kind", "=", "document"), ("res_model", "=", document._name), ("res_id", "=", document.id)]
    )
    if not rows and not exchanges:
        return []
    steps = _outbox_steps(rows, exchanges)
    repeated = told_again(exchanges)
    for exchange in exchanges.filtered(lambda row: not _told_by_what_we_sent(row)):
        steps += exchange_steps(exchange, repeated=exchange in repeated)
    done = _in_order(document._integration_first_steps(), steps + document._integration_record_steps())
    return done + document._integration_open_steps()


def told_again(exchanges):
    """Returns the exchanges that repeat a business event, such as a payment, which another exchange has
    already reported.

    Two publishers may report the same payment. It is registered once, and the history must not show it twice.
    """
    seen, again = set(), exchanges.browse()
    kinds = exchanges._suture_told_once()
    told = exchanges.filtered(lambda row: row.document_type in kinds and row.state == "done")
    for exchange in told.sorted(lambda row: (row.done_at or row.received_at, row.id)):
        kind = (exchange.payload or {}).get("kind")
        key = (exchange.document_type, kind, exchange.document_number)
        if key in seen:
            again |= exchange
        seen.add(key)
    return again


def _told_by_what_we_sent(exchange):
    """Reports whether the exchange is a positive acknowledgement. The history does not show it as a step of
    its own, but as "Received by …" on the document that it acknowledges.
    """
    return exchange.document_type == "Acknowledgement" and exchange.state == "done"


def exchange_steps(exchange, *, repeated=False):
    """Returns the steps of one exchange, as described in `get_integration_journey`.

    :param repeated: whether another exchange has already reported the same business event
    """
    if exchange.direction == "outbound":
        return _outbound_steps(exchange)
    return [_inbound_step(exchange, repeated)]


def _in_order(first, steps):
    """Returns the steps sorted by time. Steps without a time, which have not happened yet, come last in the
    given order.

    :param first: steps that precede what happened up to a minute earlier. Odoo dates a new row by the start
        of the transaction, which is before the confirmation that creates it
    """
    keys = [(each["at"] or "9999", 1) for each in steps]
    firsts = [(_a_minute_before(each["at"]), 0) for each in first]
    placed = sorted(zip(firsts + keys, first + steps, strict=True), key=lambda pair: pair[0])
    return [each for _key, each in placed]


def _a_minute_before(at):
    moment = datetime.fromisoformat(at.removesuffix("Z")) - timedelta(minutes=1)
    return instant(moment)


def step(icon, title, state, at, **more):
    """Returns one step; see `get_integration_journey` for its keys.

    :param at: a naive datetime in UTC, or False
    :param more: values of further keys
    """
    return {
        "id": 0,
        "icon": icon,
        "title": title,
        "detail": "",
        "state": state,
        "at": instant(at),
        "day": "",
        "by": "",
        "lines": [],
        "reason": "",
        "suggestion": "",
        "next_attempt_at": False,
        "link": False,
        **more,
    }


def toned(env, steps):
    """Adds the colour (`tone`) and the label (`state_label`) of each step's state from the catalogue, and
    returns the steps. Finished and future steps get no label.
    """
    states = {state.code: state for state in env["suture.catalogue.entry"]._of("state")}
    for each in steps:
        state = states.get(each["state"])
        each["tone"] = state._fact("tone") if state else "muted"
        each["state_label"] = state.label if state and each["state"] != "done" else ""
    return steps


def instant(value):
    """Returns a naive UTC datetime as ISO 8601 with Z. False stays False."""
    return f"{value.isoformat(timespec='seconds')}Z" if value else False


def _outbox_steps(rows, exchanges):
    """Returns a list with the step of the document's newest outbox row, or an empty list if there is no row
    or the sidecar has already reported on the document.
    """
    newest = rows.sorted("id")[-1:]
    if not newest or (newest.state == "taken" and exchanges.filtered(lambda x: x.direction == "outbound")):
        return []
    _ = newest.env._
    partner = _partner(newest.connection_id)
    if newest.state == "refused":
        title = _("Not sent to %s", partner)
        more = {"reason": newest.message or "", "suggestion": _("Correct the document, then send it again.")}
        return [step("fa-exclamation-circle", title, "attention", newest.write_date, **more)]
    return [step("fa-clock-o", _("Queued for sending to %s", partner), "queued", newest.create_date)]


def _outbound_steps(exchange):
    sent = exchange.state == "done" or exchange.acknowledgement not in ("none", "awaited")
    if not sent:
        return [_on_its_way(exchange)]
    _ = exchange.env._
    sent_step = step(
        "fa-paper-plane",
        _("Sent to %s", _partner(exchange.connection_id)),
        "done",
        exchange.done_at or exchange.received_at,
        id=exchange.id,
        detail=exchange.note or "",
        lines=finding_texts(exchange.changes),
    )
    return [sent_step] + _acknowledgement_steps(exchange)


def _on_its_way(exchange):
    _ = exchange.env._
    partner = _partner(exchange.connection_id)
    titles = {
        "waiting": _("Retrying the delivery to %s", partner),
        "held": _("Waiting for an earlier document for %s", partner),
        "attention": _("Not sent to %s", partner),
        "staged": _("Waiting for approval before it is sent to %s", partner),
        "dismissed": _("Not sent to %s: dismissed", partner),
    }
    title = titles.get(exchange.state) or _("On its way to %s", partner)
    return step(
        "fa-exclamation-circle" if exchange.state == "attention" else "fa-paper-plane-o",
        title,
        exchange.state,
        exchange.done_at or exchange.received_at,
        id=exchange.id,
        detail=_attempts(exchange),
        lines=finding_texts(exchange.findings),
        **_open_matter(exchange),
    )


def _attempts(exchange):
    """Returns a text with the number of the attempt that failed if the exchange waits for a retry, otherwise
    an empty text. Attempts are not counted while the partner is unreachable.
    """
    if exchange.state != "waiting" or not exchange.attempts:
        return ""
    return exchange.env._("Attempt %s failed", exchange.attempts)


def _acknowledgement_steps(exchange):
    _ = exchange.env._
    partner = _partner(exchange.connection_id)
    kinds = {
        "awaited": ("fa-hourglass-half", _("%s has not confirmed receipt yet", partner), "processing"),
        "accepted": ("fa-check", _("Received by %s", partner), "done"),
        "accepted_with_errors": ("fa-check", _("Received by %s with errors", partner), "done"),
        "rejected": ("fa-times-circle", _("Refused by %s", partner), exchange.state),
        "overdue": (
            "fa-exclamation-circle",
            _("No acknowledgement from %s", partner),
            exchange.state,
        ),
    }
    if exchange.acknowledgement not in kinds:
        return []
    icon, title, state = kinds[exchange.acknowledgement]
    received = exchange.acknowledgement in ("accepted", "accepted_with_errors", "rejected")
    due = exchange.due_at and not received
    return [
        step(
            icon,
            title,
            state,
            exchange.acknowledged_at if received else False,
            id=exchange.id,
            by=exchange.acknowledged_by or "",
            detail=_("Expected by %s", _local(exchange, exchange.due_at)) if due else "",
            lines=finding_texts(exchange.findings),
            **_open_matter(exchange),
        )
    ]


def _inbound_step(exchange, repeated):
    _ = exchange.env._
    partner = _partner(exchange.connection_id)
    words = exchange._suture_inbound_words(partner)
    untold = _("%(document)s from %(partner)s", document=_kind(exchange), partner=partner)
    icon, title = words.get(exchange.document_type) or ("fa-download", untold)
    if exchange.state == "dismissed":
        title = _("%s (dismissed)", title)
    elif repeated:
        title = _("%s (reported again)", title)
    done = exchange.state == "done"
    return step(
        icon,
        title,
        exchange.state,
        (done and exchange.done_at) or exchange.received_at,
        id=exchange.id,
        detail=exchange.note or "",
        lines=finding_texts(exchange.changes if done else exchange.findings),
        **_open_matter(exchange),
    )


def _kind(exchange):
    return exchange.document_label or exchange.env._("Document")


def _open_matter(exchange):
    """Returns the keys `reason`, `suggestion` and `next_attempt_at` of a step if the exchange waits or needs
    a decision, otherwise an empty dictionary.
    """
    if exchange.state not in OPEN_STATES:
        return {}
    return {
        "reason": _sentence(exchange) or _behind(exchange),
        "suggestion": exchange.suggestion or "",
        "next_attempt_at": instant(exchange.next_attempt_at),
    }


def _behind(exchange):
    blocker = exchange.held_behind_id
    return exchange.env._("Waiting for %s", blocker.display_name) if blocker else ""


def _sentence(exchange):
    """Returns the reason of an exchange. If it has findings, returns only the first line, because the other
    lines repeat the findings.
    """
    reason = exchange.reason or ""
    return reason.partition("\n")[0] if finding_texts(exchange.findings) else reason


def finding_texts(findings):
    """Returns the texts of findings or changes, without those that have none."""
    return [
        str(finding["text"])
        for finding in findings or []
        if isinstance(finding, dict) and finding.get("text")
    ]


def _partner(connection):
    return connection.partner_id.name or connection.name or connection.env._("the partner")


def _local(exchange, moment):
    return at(exchange.env, moment)
