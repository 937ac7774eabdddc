"""Builds the milestones of an order: sent, received by the partner, answered, shipped, billed, paid, and
credit notes and cancellations.
"""

from odoo.addons.suture.journey import step
from odoo.addons.suture.timeline import (
    ANSWERED,
    SENT,
    author_of,
    fitting,
    link_to,
    newest,
    of_exchange,
    on_day,
    partner_of,
)
from odoo.addons.suture_account.timeline import cancelled, credit_note, settled


def order_milestones(order):
    """Returns the milestones of a purchase order as steps (`journey.step`), in their usual order.

    Future steps have the state "expected"; a cancelled order has none. A step's `link` is the record that it
    comes from.

    :param order: the order, in an environment with superuser rights
    """
    exchanges = order._integration_links().exchange_id
    exchange = newest(exchanges, "Order", "outbound")
    sent = _sent(order, exchange)
    steps = [sent, _received_by_partner(order, exchange), *_answered(order, exchanges)]
    steps += order._suture_milestones_of_goods(exchanges)
    bills = order.invoice_ids.filtered(lambda row: row.move_type == "in_invoice")
    kept = bills.filtered(lambda row: row.state != "cancel").sorted("id")
    steps += [_billed(order, kept), *settled(order, kept), *record_steps(order)]
    steps = [_caused(each, sent) for each in steps if each]
    return [each for each in steps if order.state != "cancel" or each["state"] != "expected"]


def record_steps(order):
    """Returns the steps that come from records in Odoo: credit notes, cancelled bills, the cancellation of
    the order, and requests for its status.
    """
    moves = order.invoice_ids
    refunds = moves.filtered(lambda row: row.move_type == "in_refund" and row.state == "posted")
    refunds |= moves.reversal_move_ids.filtered(lambda row: row.state == "posted")
    return [
        *_status_requests(order),
        *[credit_note(each) for each in refunds.sorted("id")],
        *cancelled(moves),
        *_cancelled(order),
    ]


def _caused(each, sent):
    """Marks a step of an exchange as an effect of the sent order, which it cannot precede."""
    is_effect = each is not sent and sent["at"] and each["id"] and each["at"]
    return {**each, "cause": sent} if is_effect else each


def _cancelled(order):
    if order.state != "cancel":
        return []
    at, by = author_of(order, "state")
    return [step("fa-ban", order.env._("Order cancelled"), "done", at or order.write_date, by=by)]


def _status_requests(order):
    asked = order.message_ids.filtered(lambda row: (row.suture_note or {}).get("kind") == "status_request")
    title = order.env._("Status requested")
    return [
        step("fa-question", title, "done", message.date, by=message.author_id.name or "")
        for message in asked.sorted("id")
    ]


def _sent(order, exchange):
    _ = order.env._
    if not exchange:
        return step("fa-paper-plane-o", _("To send"), "expected", False)
    sent = exchange.state == "done" or exchange.acknowledgement in SENT
    if not sent:
        return of_exchange(exchange, "fa-paper-plane-o", _("To send"))
    return of_exchange(exchange, "fa-paper-plane", _("Sent to %s", partner_of(exchange)), state="done")


def _received_by_partner(order, exchange):
    """Returns the milestone of the functional acknowledgement, or None if the connection does not exchange
    functional acknowledgements.
    """
    _ = order.env._
    awaited = exchange.connection_id.acknowledges if exchange else order._dispatch_connection().acknowledges
    if exchange and exchange.acknowledgement in ANSWERED:
        state = "attention" if exchange.acknowledgement == "rejected" else "done"
        partner = partner_of(exchange)
        title = _("Refused by %s", partner) if state == "attention" else _("Received by %s", partner)
        at, by = exchange.acknowledged_at, exchange.acknowledged_by or ""
        return of_exchange(exchange, "fa-check", title, state=state, at=at, by=by)
    if exchange and exchange.acknowledgement == "overdue":
        title = _("No acknowledgement from %s", partner_of(exchange))
        return of_exchange(exchange, "fa-exclamation-circle", title, state="attention", at=False)
    return step("fa-check", _("Received by the partner"), "expected", False) if awaited else None


def _answered(order, exchanges):
    """Returns a milestone for each response, at the time when it arrived."""
    _ = order.env._
    answers = fitting(exchanges, "OrderResponse", "inbound")
    if not answers:
        return [step("fa-reply", _("Answered by the vendor"), "expected", False)]
    return [
        of_exchange(each, "fa-reply", _("Answered by %s", partner_of(each)), at=each.received_at)
        for each in answers
    ]


def shipped(order, exchanges, *, needed):
    """Returns a milestone for each despatch advice of the vendor. If none has arrived, returns a future step
    if `needed` is true, otherwise nothing.
    """
    _ = order.env._
    notices = fitting(exchanges, "DespatchAdvice", "inbound")
    if notices:
        return [
            of_exchange(each, "fa-truck", _("Shipped by %s", partner_of(each)), at=each.received_at)
            for each in notices
        ]
    return [step("fa-truck", _("Shipped"), "expected", False)] if needed else []


def _billed(order, bills):
    """Returns the milestone of the bills that are not cancelled, at the date of the last one."""
    _ = order.env._
    if not bills:
        return step("fa-file-text-o", _("Billed"), "expected", False)
    last = bills[-1:]
    if any(bill.state == "draft" for bill in bills):
        title, state = _("Billed, draft bill"), "processing"
    elif order.invoice_status != "invoiced" and any(bill.payment_state != "reversed" for bill in bills):
        title, state = _("Partially billed"), "processing"
    else:
        title, state = _("Billed"), "done"
    by = author_of(last, "state")[1]
    billed = step("fa-file-text-o", title, state, last.create_date, by=by, link=link_to(last))
    return on_day(billed, last.company_id, last.invoice_date)
