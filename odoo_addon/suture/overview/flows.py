"""Computes the figures of each flow: number of documents, processing time and backlog."""

from odoo.tools import SQL

from ..models.exchange.exchange import CLOSED_STATES
from ..models.exchange.queue import EXCEPTION_STATES
from .rows import COUNT, column, grouped

WAITING = ("waiting", "held")
MOVING = ("queued", "processing")
FIGURES = ("arrived", "done", "moving", "waiting", "attention", "late")


def flows_section(env, period, company):
    """Returns `{"rows": [row…], "totals": row, "edges": [instant…]}`. Each row contains the figures of a flow
    and, in `domains`, the domain of the exchanges that each figure counts.

    `arrived`, `done`, `p95` (the 95th percentile of the seconds from arrival to completion) and `series`
    (arrivals by part of the period) cover the period; `before` is the number that arrived in the same part of
    the previous period. `waiting`, `attention` and `late` are current, regardless of age.
    """
    Exchange = env["suture.exchange"]
    arrived = _arrived(Exchange, period, company)
    slow = dict(_slow(Exchange, period, company))
    standing = _standing(Exchange, company)
    late = dict(grouped(Exchange, company + [("late", "=", True)], ["flow_id"], [COUNT]))
    rows = [
        {**_named(flow), **_figures(flow.id or None, period, arrived, slow, standing, late)}
        for flow in _shown(env, arrived, standing, late)
    ]
    for row in rows:
        row["domains"] = _domains([*company, ("flow_id", "=", row["id"])], period)
    totals = {name: sum(row[name] for row in rows) for name in (*FIGURES, "before")}
    totals["domains"] = _domains(company, period)
    return {"rows": rows, "totals": totals, "edges": [f"{edge.isoformat()}Z" for edge in period.edges]}


def _shown(env, *figures):
    """Returns the flows that a connection uses or that have figures. If documents without a flow have
    figures, an empty flow comes last.
    """
    Flow = env["suture.flow"].with_context(active_test=False)
    ids = {key[0] if isinstance(key, tuple) else key for found in figures for key in found}
    used = env["suture.connection"].search([]).flow_ids
    flows = (used | Flow.browse(ids - {None})).sorted("name")
    return [*flows, *([Flow] if None in ids else [])]


def _named(flow):
    _ = flow.env._
    return {
        "id": flow.id,
        "name": flow.name or _("No flow"),
        "help": flow.description or _("Documents that could not be decoded or have an unknown type."),
        "direction": flow.direction or "",
    }


def _arrived(Exchange, period, company):
    """Counts exchanges by flow and part: `{(flow, part): (number that arrived, number of these that are
    done)}`. Part 1 is the corresponding part of the previous period; parts from 3 on are the parts of the
    current period.
    """
    edges = [period.before_since, period.before_until, *period.edges]
    part = SQL("width_bucket(%s, %s::timestamp[])", column(Exchange, "received_at"), edges)
    done = SQL("count(*) FILTER (WHERE %s = 'done')", column(Exchange, "state"))
    since = [("received_at", ">=", period.before_since)]
    rows = grouped(Exchange, company + since, ["flow_id", part], [COUNT, done])
    return {(flow, place): (count, over) for flow, place, count, over in rows}


def _slow(Exchange, period, company):
    took = SQL(
        "percentile_disc(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM %s - %s))",
        column(Exchange, "done_at"),
        column(Exchange, "received_at"),
    )
    over = [("state", "=", "done"), ("done_at", "!=", False)]
    return grouped(Exchange, company + period.domain + over, ["flow_id"], [took])


def _standing(Exchange, company):
    rows = grouped(Exchange, company + [("state", "not in", CLOSED_STATES)], ["flow_id", "state"], [COUNT])
    return {(flow, state): count for flow, state, count in rows}


def _figures(flow, period, arrived, slow, standing, late):
    series = [arrived.get((flow, place + 3), (0, 0)) for place in range(len(period.edges))]

    def now(states):
        return sum(standing.get((flow, state), 0) for state in states)

    return {
        "arrived": sum(count for count, _done in series),
        "done": sum(done for _count, done in series),
        "before": arrived.get((flow, 1), (0, 0))[0],
        "series": [count for count, _done in series],
        "p95": float(slow[flow]) if flow in slow else None,
        "moving": now(MOVING),
        "waiting": now(WAITING),
        "attention": now(EXCEPTION_STATES),
        "late": late.get(flow, 0),
    }


def _domains(of_flow, period):
    return {
        "arrived": of_flow + period.domain,
        "done": of_flow + period.domain + [("state", "=", "done")],
        "moving": of_flow + [("state", "in", MOVING)],
        "waiting": of_flow + [("state", "in", WAITING)],
        "attention": of_flow + [("state", "in", EXCEPTION_STATES)],
        "late": of_flow + [("late", "=", True)],
    }
