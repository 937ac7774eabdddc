"""The road of an order as milestones: sent, received by the partner, answered, shipped, received,
billed, paid.
"""

from datetime import datetime, time

import pytz

from .journey import step

SENT = ("accepted", "accepted_with_errors", "rejected", "overdue")
ANSWERED = ("accepted", "accepted_with_errors", "rejected")
PAID = ("paid", "in_payment", "reversed")


def order_milestones(order):
    """The milestones of a purchase order, as steps of a journey (`journey.step`); `order` is read with
    all rights.

    What is still to come has the state "expected". A step's `link` is the record that it comes from.
    """
    exchanges = order._integration_links().exchange_id
    sent = _newest(exchanges, "Order", "outbound")
    steps = [_sent(order, sent), _received_by_partner(order, sent), _answered(order, exchanges)]
    arrived = order.receipt_status == "full"
    steps.append(_shipped(order, exchanges, needed=not arrived))
    steps += [_arrived(order), _billed(order), _paid(order, order.invoice_ids)]
    return [each for each in steps if each]


def move_milestones(move):
    """The milestones of a bill or a customer invoice that belongs to no order."""
    _ = move.env._
    told = move._integration_links().exchange_id.filtered(lambda row: row.direction == "inbound")
    steps = [_of_exchange(told[:1], "fa-download", _("Told by %s", _partner(told[:1])))] if told else []
    posted = move.state == "posted"
    steps.append(
        step(
            "fa-check",
            _("Posted") if posted else _("To be posted"),
            "done" if posted else "expected",
            _noon(move.company_id, move.date) if posted else False,
            link=_link(move),
        )
    )
    return [*steps, _paid(move, move)]


def transfer_milestones(picking):
    """The milestones of a transfer that belongs to no order."""
    _ = picking.env._
    told = picking._integration_links().exchange_id.filtered(lambda row: row.direction == "inbound")
    steps = [_of_exchange(told[:1], "fa-download", _("Told by %s", _partner(told[:1])))] if told else []
    done = picking.state == "done"
    title = _("Goods moved") if done else _("Goods to be moved")
    state = "done" if done else "expected"
    return [*steps, step("fa-cubes", title, state, picking.date_done, link=_link(picking))]


def _sent(order, exchange):
    _ = order.env._
    if not exchange:
        return step("fa-paper-plane-o", _("To be sent"), "expected", False)
    sent = exchange.state == "done" or exchange.acknowledgement in SENT
    if not sent:
        return _of_exchange(exchange, "fa-paper-plane-o", _("To be sent"))
    return _of_exchange(exchange, "fa-paper-plane", _("Sent to %s", _partner(exchange)), state="done")


def _received_by_partner(order, exchange):
    """By the functional acknowledgement; no milestone where none is agreed."""
    _ = order.env._
    awaited = exchange.connection_id.acknowledges if exchange else order._dispatch_connection().acknowledges
    if exchange and exchange.acknowledgement in ANSWERED:
        state = "attention" if exchange.acknowledgement == "rejected" else "done"
        partner = _partner(exchange)
        title = _("Refused by %s", partner) if state == "attention" else _("Received by %s", partner)
        at, by = exchange.acknowledged_at, exchange.acknowledged_by or ""
        return _of_exchange(exchange, "fa-check", title, state=state, at=at, by=by)
    if exchange and exchange.acknowledgement == "overdue":
        title = _("No confirmation of receipt from %s", _partner(exchange))
        return _of_exchange(exchange, "fa-exclamation-circle", title, state="attention", at=False)
    return step("fa-check", _("Received by the partner"), "expected", False) if awaited else None


def _answered(order, exchanges):
    _ = order.env._
    answer = _newest(exchanges, "OrderResponse", "inbound")
    if not answer:
        return step("fa-reply", _("Answered by the vendor"), "expected", False)
    return _of_exchange(answer, "fa-reply", _("Answered by %s", _partner(answer)))


def _shipped(order, exchanges, *, needed):
    """By the vendor's despatch advice; once the goods are here, nobody waits for one."""
    _ = order.env._
    notice = _newest(exchanges, "DespatchAdvice", "inbound")
    if notice:
        return _of_exchange(notice, "fa-truck", _("Shipped by %s", _partner(notice)))
    return step("fa-truck", _("Shipped"), "expected", False) if needed else None


def _arrived(order):
    _ = order.env._
    receipts = order.picking_ids.filtered(
        lambda row: row.picking_type_code == "incoming" and row.state != "cancel"
    )
    done = receipts.filtered(lambda row: row.state == "done").sorted("date_done")
    if not done:
        return step("fa-cubes", _("Received"), "expected", False, link=_link(receipts[:1]))
    last = done[-1:]
    if order.receipt_status == "full":
        return step("fa-cubes", _("Received"), "done", last.date_done, link=_link(last))
    return step("fa-cubes", _("Received in part"), "processing", last.date_done, link=_link(last))


def _billed(order):
    _ = order.env._
    bills = order.invoice_ids.filtered(lambda row: row.state != "cancel").sorted("id")
    if not bills:
        return step("fa-file-text-o", _("Billed"), "expected", False)
    last = bills[-1:]
    at = _noon(last.company_id, last.invoice_date) or last.create_date
    if any(bill.state == "draft" for bill in bills):
        return step("fa-file-text-o", _("Billed, still a draft"), "processing", at, link=_link(last))
    if order.invoice_status != "invoiced":
        return step("fa-file-text-o", _("Billed in part"), "processing", at, link=_link(last))
    return step("fa-file-text-o", _("Billed"), "done", at, link=_link(last))


def _paid(document, moves):
    _ = document.env._
    posted = moves.filtered(lambda row: row.state == "posted")
    due = posted.line_ids.filtered(
        lambda line: line.account_type in ("asset_receivable", "liability_payable")
    )
    days = (due.matched_debit_ids | due.matched_credit_ids).mapped("max_date")
    at = _noon(moves.company_id[:1], max(days)) if days else False
    if posted and all(move.payment_state in PAID for move in posted):
        return step("fa-money", _("Paid"), "done", at, link=_link(posted[-1:]))
    if days:
        return step("fa-money", _("Paid in part"), "processing", at, link=_link(posted[-1:]))
    return step("fa-money", _("Paid"), "expected", False)


def _of_exchange(exchange, icon, title, **more):
    """A milestone that an exchange tells of, with what kind of message it was."""
    open_still = exchange.state in ("attention", "staged", "waiting", "held")
    return step(
        icon,
        title,
        more.pop("state", exchange.state),
        more.pop("at", exchange.done_at or exchange.received_at),
        id=exchange.id,
        detail=_kind(exchange),
        reason=(exchange.reason or "").partition("\n")[0] if open_still else "",
        **more,
    )


def _kind(exchange):
    """The kind of message and its number, e.g. "855 SO-1042": where the milestone is known from."""
    return " ".join(filter(None, (exchange.document_code, exchange.document_number)))


def _newest(exchanges, document_type, direction):
    """The newest exchange of a kind that was not dismissed, or none."""
    fitting = exchanges.filtered(
        lambda row: (
            (row.document_type, row.direction) == (document_type, direction) and row.state != "dismissed"
        )
    )
    return fitting.sorted(lambda row: (row.received_at or row.create_date, row.id))[-1:]


def _partner(exchange):
    connection = exchange.connection_id
    return connection.partner_id.name or connection.name or exchange.env._("the partner")


def _link(record):
    return {"model": record._name, "id": record.id, "name": record.display_name} if record else False


def _noon(company, day):
    """A day as an instant (naive, in UTC) that is this day in every office of the company: its noon there."""
    if not day:
        return False
    local = pytz.timezone(company._suture_time_zone()).localize(datetime.combine(day, time(12)))
    return local.astimezone(pytz.utc).replace(tzinfo=None)
