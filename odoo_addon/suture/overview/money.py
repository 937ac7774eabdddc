"""Computes the figures for accountants: the value of documents that wait for a decision. Modules add figures
of their apps.
"""

from odoo.tools import SQL

from ..models.exchange.queue import EXCEPTION_STATES
from .rows import COUNT, column, grouped


def money_section(env, company):
    """Returns the value of documents that need a decision, and the figures of the modules
    (`_suture_money_figures`): `{"stuck": [amount by currency], "reasons": [amount by currency and reason],
    …}`.
    """
    stuck = _stuck(env, company)
    return {
        "stuck": _by_currency(env, stuck, company),
        "reasons": _by_reason(env, stuck, company),
        **env["suture.overview"]._suture_money_figures(company),
    }


def _stuck(env, company):
    """Returns `[(currency, reason, count, amount), …]` for exceptions with a value at stake."""
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
        {**amount_of(currency, amount, count), "domain": [*domain, ("currency_id", "=", currency)]}
        for currency, (count, amount) in sorted(totals.items(), key=lambda item: -item[1][1])
    ]


def _by_reason(env, stuck, company):
    labels = dict(env["suture.exchange"]._fields["reason_code"]._description_selection(env))
    domain = [*company, *_stuck_domain()]
    return [
        {
            **amount_of(currency, amount, count),
            "reason": labels.get(reason) or env._("No reason given"),
            "domain": [*domain, ("currency_id", "=", currency), ("reason_code", "=", reason or False)],
        }
        for currency, reason, count, amount in sorted(stuck, key=lambda row: -row[3])
    ]


def amount_of(currency, amount, count):
    return {"currency_id": currency, "amount": float(amount or 0), "count": count}
