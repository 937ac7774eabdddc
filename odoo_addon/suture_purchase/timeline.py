"""Builds the milestones of an order: sent, received by the partner, answered, shipped, billed, paid."""

from odoo.addons.suture.journey import step
from odoo.addons.suture.timeline import ANSWERED, SENT, link_to, newest, noon, of_exchange, partner_of
from odoo.addons.suture_account.timeline import paid


def order_milestones(order):
    """Returns the milestones of a purchase order as steps (`journey.step`).

    Future steps have the state "expected". A step's `link` is the record that it comes from.

    :param order: the order, in an environment with superuser rights
    """
    exchanges = order._integration_links().exchange_id
    sent = newest(exchanges, "Order", "outbound")
    steps = [_sent(order, sent), _received_by_partner(order, sent), _answered(order, exchanges)]
    steps += order._suture_milestones_of_goods(exchanges)
    steps += [_billed(order), paid(order, order.invoice_ids)]
    return [each for each in steps if each]


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
    _ = order.env._
    answer = newest(exchanges, "OrderResponse", "inbound")
    if not answer:
        return step("fa-reply", _("Answered by the vendor"), "expected", False)
    return of_exchange(answer, "fa-reply", _("Answered by %s", partner_of(answer)))


def shipped(order, exchanges, *, needed):
    """Returns the milestone of the vendor's despatch advice. If no advice has arrived, returns a future step
    if `needed` is true, otherwise None.
    """
    _ = order.env._
    notice = newest(exchanges, "DespatchAdvice", "inbound")
    if notice:
        return of_exchange(notice, "fa-truck", _("Shipped by %s", partner_of(notice)))
    return step("fa-truck", _("Shipped"), "expected", False) if needed else None


def _billed(order):
    _ = order.env._
    bills = order.invoice_ids.filtered(lambda row: row.state != "cancel").sorted("id")
    if not bills:
        return step("fa-file-text-o", _("Billed"), "expected", False)
    last = bills[-1:]
    at = noon(last.company_id, last.invoice_date) or last.create_date
    if any(bill.state == "draft" for bill in bills):
        return step("fa-file-text-o", _("Billed, draft bill"), "processing", at, link=link_to(last))
    if order.invoice_status != "invoiced":
        return step("fa-file-text-o", _("Partially billed"), "processing", at, link=link_to(last))
    return step("fa-file-text-o", _("Billed"), "done", at, link=link_to(last))
