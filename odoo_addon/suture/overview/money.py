"""What accountants look at: money that waits for a decision, goods without a bill, bills not posted yet."""

from odoo.fields import Domain
from odoo.tools import SQL

from ..models.exchange_queue import EXCEPTION_STATES
from ..models.purchase_answer import UNBILLED_VALUE
from .rows import COUNT, column, grouped

BILLS = ("in_invoice", "in_refund")
EXCHANGED = ("in_progress", "retrying", "attention", "synced")


def money_section(env, company):
    """`{"stuck", "reasons", "unbilled", "bills"}`: amounts by currency. `unbilled` and `bills` are null for
    who may not see orders, or bills.
    """
    stuck = _stuck(env, company)
    return {
        "stuck": _by_currency(env, stuck, company),
        "reasons": _by_reason(env, stuck, company),
        "unbilled": _unbilled(env, company) if env["purchase.order.line"].has_access("read") else None,
        "bills": _bills(env, company) if env["account.move"].has_access("read") else None,
    }


def _stuck(env, company):
    """`[(currency, reason, count, amount), …]` of the exceptions that money waits behind."""
    Exchange = env["suture.exchange"]
    total = SQL("sum(%s)", column(Exchange, "amount_at_stake"))
    domain = [*company, *_stuck_domain()]
    return grouped(Exchange, domain, ["currency_id", "reason_code"], [COUNT, total])


def _stuck_domain():
    return [("state", "in", EXCEPTION_STATES), ("amount_at_stake", ">", 0)]


def _by_currency(env, stuck, company):
    totals = {}
    for currency, _reason, count, amount in stuck:
        known = totals.get(currency, (0, 0))
        totals[currency] = (known[0] + count, known[1] + amount)
    domain = [*company, *_stuck_domain()]
    return [
        {**_amount(currency, amount, count), "domain": [*domain, ("currency_id", "=", currency)]}
        for currency, (count, amount) in sorted(totals.items(), key=lambda item: -item[1][1])
    ]


def _by_reason(env, stuck, company):
    labels = dict(env["suture.exchange"]._fields["reason_code"]._description_selection(env))
    domain = [*company, *_stuck_domain()]
    return [
        {
            **_amount(currency, amount, count),
            "reason": labels.get(reason) or env._("No reason given"),
            "domain": [*domain, ("currency_id", "=", currency), ("reason_code", "=", reason or False)],
        }
        for currency, reason, count, amount in sorted(stuck, key=lambda row: -row[3])
    ]


def _unbilled(env, company):
    """Of orders that are exchanged: what came in and no bill has, at the order's price without tax."""
    query = env["purchase.order"]._search(Domain([*company, ("integration_unbilled", "=", True)]))
    orders = SQL.identifier(query.table)
    rows = env.execute_query(
        SQL(
            """
            SELECT o.currency_id, count(DISTINCT o.id), sum(%s)
              FROM %s o JOIN purchase_order_line line ON line.order_id = o.id
             WHERE line.qty_received > line.qty_invoiced
          GROUP BY o.currency_id
          ORDER BY 3 DESC
            """,
            UNBILLED_VALUE,
            query.subselect(SQL("%s.id, %s.currency_id", orders, orders)),
        )
    )
    domain = [*company, ("integration_unbilled", "=", True)]
    return [
        {**_amount(currency, amount, count), "domain": [*domain, ("currency_id", "=", currency)]}
        for currency, count, amount in rows
    ]


def _bills(env, company):
    """Vendors' bills that were exchanged and are drafts: nobody has posted them yet."""
    Move = env["account.move"]
    domain = [
        *company,
        ("state", "=", "draft"),
        ("integration_state", "in", EXCHANGED),
        ("move_type", "in", BILLS),
    ]
    total = SQL("sum(%s)", column(Move, "amount_total"))
    return [
        {**_amount(currency, amount, count), "domain": [*domain, ("currency_id", "=", currency)]}
        for currency, count, amount in grouped(Move, domain, ["currency_id"], [COUNT, total])
    ]


def _amount(currency, amount, count):
    return {"currency_id": currency, "amount": float(amount or 0), "count": count}
