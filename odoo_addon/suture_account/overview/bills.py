"""Computes the value of exchanged bills that are not posted yet."""

from odoo.addons.suture.overview.money import amount_of
from odoo.addons.suture.overview.rows import COUNT, column, grouped
from odoo.tools import SQL

BILLS = ("in_invoice", "in_refund")
EXCHANGED = ("in_progress", "retrying", "attention", "synced")


def bills(env, company):
    """Returns the number and total of exchanged draft vendor bills for each currency, with the domain of the
    bills.
    """
    Move = env["account.move"]
    domain = [
        *company,
        ("state", "=", "draft"),
        ("integration_state", "in", EXCHANGED),
        ("move_type", "in", BILLS),
    ]
    total = SQL("sum(%s)", column(Move, "amount_total"))
    return [
        {**amount_of(currency, amount, count), "domain": [*domain, ("currency_id", "=", currency)]}
        for currency, count, amount in grouped(Move, domain, ["currency_id"], [COUNT, total])
    ]
