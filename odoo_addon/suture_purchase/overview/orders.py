"""Computes the figures for buyers: unanswered orders, and how vendors respond and deliver."""

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL

AGES = (1, 3, 7)


def orders_section(env, period, company):
    """Returns `{"unanswered": {"count", "oldest", "ages", "domain"}, "suppliers"}`.

    `unanswered` covers orders of any age that have no response although they were sent to a vendor whose
    responses are exchanged; `oldest` is the order that has waited longest. `suppliers` contains, by vendor,
    the figures of the exchanged orders that were confirmed during the period.
    """
    waiting = _unanswered(env, company)
    return {
        "unanswered": {
            "count": len(waiting),
            "oldest": _oldest(env, waiting),
            "ages": _ages(waiting, period.now),
            "domain": [*company, ("integration_unanswered", "=", True)],
        },
        "suppliers": _suppliers(env, period, company, waiting),
    }


def _unanswered(env, company):
    """Returns `[(order ID, commercial partner ID, time of sending), …]` of unanswered orders, longest wait
    first.
    """
    query = env["purchase.order"]._search(Domain([*company, ("integration_unanswered", "=", True)]))
    return env.execute_query(
        SQL(
            """
            SELECT o.id, partner.commercial_partner_id, o.integration_sent_at
              FROM %s o JOIN res_partner partner ON partner.id = o.partner_id
          ORDER BY o.integration_sent_at, o.id
            """,
            _columns(query, "id", "partner_id", "integration_sent_at"),
        )
    )


def _columns(query, *names):
    """Returns SQL for the orders of a query as a table with these columns."""
    return query.subselect(SQL(", ").join(SQL.identifier(query.table, name) for name in names))


def _oldest(env, waiting):
    if not waiting:
        return None
    order, _partner, sent_at = waiting[0]
    order = env["purchase.order"].browse(order)
    return {
        "id": order.id,
        "name": order.name,
        "partner": order.partner_id.display_name,
        "sent_at": f"{sent_at.isoformat(timespec='seconds')}Z",
    }


def _ages(waiting, now):
    """Returns a list with the numbers of orders that have waited for up to 1 day, up to 3 days, up to 7 days,
    and longer.
    """
    counts = [0] * (len(AGES) + 1)
    for _order, _partner, sent_at in waiting:
        days = (now - sent_at).total_seconds() / 86400
        counts[sum(days > limit for limit in AGES)] += 1
    return counts


def _suppliers(env, period, company, waiting):
    domain = [
        *company,
        ("state", "=", "purchase"),
        ("date_approve", ">=", fields.Datetime.to_string(period.since)),
        ("integration_state", "!=", "none"),
    ]
    figures = _figures(env, domain)
    still = {}
    for _order, partner, _at in waiting:
        still[partner] = still.get(partner, 0) + 1
    partners = env["res.partner"].sudo().browse(figures.keys() | still.keys())
    rows = []
    for partner in partners.sorted("display_name"):
        orders, answered, seconds, filled = figures.get(partner.id, (0, 0, None, None))
        of_partner = [("partner_id.commercial_partner_id", "=", partner.id)]
        rows.append(
            {
                "id": partner.id,
                "name": partner.display_name,
                "orders": orders,
                "answered": answered,
                "answer_seconds": None if seconds is None else float(seconds),
                "fill_rate": None if filled is None else float(filled),
                "unanswered": still.get(partner.id, 0),
                "domains": {
                    "orders": domain + of_partner,
                    "answered": [*domain, ("integration_answered_at", "!=", False), *of_partner],
                    "unanswered": [*company, ("integration_unanswered", "=", True), *of_partner],
                },
            }
        )
    return rows


def _figures(env, domain):
    """Returns `{partner: (orders, answered, median seconds until the response, fill rate)}`.

    The fill rate is a mean over the lines of orders that are answered or fully received. For each line, it is
    the share of the requested quantity that was received or, if the order has not been fully received, that
    is confirmed; it is at most 1.
    """
    query = env["purchase.order"]._search(Domain(domain))
    env["purchase.order.line"].flush_model()
    env["purchase.order"].flush_model(["partner_id"])
    is_here = env["purchase.order"]._suture_is_here("here")
    wanted = ("id", "partner_id", "integration_sent_at", "integration_answered_at")
    rows = env.execute_query(
        SQL(
            """
            WITH o AS (
                SELECT o.id, partner.commercial_partner_id AS partner, %(is_here)s AS is_here,
                       o.integration_sent_at AS sent, o.integration_answered_at AS answered
                  FROM %(orders)s o JOIN res_partner partner ON partner.id = o.partner_id
                  JOIN purchase_order here ON here.id = o.id
            ), filled AS (
                SELECT o.partner, avg(LEAST(1, GREATEST(0, %(came)s) / %(asked)s)) AS rate
                  FROM o JOIN purchase_order_line line ON line.order_id = o.id
                 WHERE line.display_type IS NULL AND %(asked)s > 0
                   AND (o.answered IS NOT NULL OR o.is_here)
              GROUP BY o.partner
            )
            SELECT o.partner, count(*), count(o.answered),
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM o.answered - o.sent))
                       FILTER (WHERE o.answered >= o.sent),
                   min(filled.rate)
              FROM o LEFT JOIN filled ON filled.partner = o.partner
          GROUP BY o.partner
            """,
            orders=_columns(query, *wanted),
            asked=SQL("COALESCE(NULLIF(line.suture_asked_quantity, 0), line.product_qty)"),
            is_here=is_here,
            came=SQL("CASE WHEN o.is_here THEN line.qty_received ELSE line.product_qty END"),
        )
    )
    return {partner: figures for partner, *figures in rows}
