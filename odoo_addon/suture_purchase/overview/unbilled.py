"""Computes the value of received goods that are not billed yet."""

from odoo.addons.suture.overview.money import amount_of
from odoo.fields import Domain
from odoo.tools import SQL

from ..models.purchase_answer import UNBILLED_VALUE


def unbilled(env, company):
    """Returns the value of goods that were received on exchanged orders but not billed, for each currency, at
    the order's price without tax, with the domain of the orders.
    """
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
        {**amount_of(currency, amount, count), "domain": [*domain, ("currency_id", "=", currency)]}
        for currency, count, amount in rows
    ]
