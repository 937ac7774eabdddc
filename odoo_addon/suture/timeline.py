"""Builds the milestones of documents. The models of the apps combine them in `_suture_milestones` (see
`suture.synced.mixin`).
"""

from datetime import datetime, time

import pytz

from .journey import step

SENT = ("accepted", "accepted_with_errors", "rejected", "overdue")
ANSWERED = ("accepted", "accepted_with_errors", "rejected")


def told_by(document):
    """Returns a list with the milestone of the first incoming exchange that is linked to the document, or an
    empty list if there is none.
    """
    told = document._integration_links().exchange_id.filtered(lambda row: row.direction == "inbound")[:1]
    if not told:
        return []
    return [of_exchange(told, "fa-download", document.env._("Reported by %s", partner_of(told)))]


def of_exchange(exchange, icon, title, **more):
    """Returns the milestone of an exchange as a step, with the code and number of its document.

    :param more: values of further keys of the step; `state` and `at` replace the values from the exchange
    """
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
    """Returns the code and number of the exchange's document, such as "855 SO-1042"."""
    return " ".join(filter(None, (exchange.document_code, exchange.document_number)))


def newest(exchanges, document_type, direction):
    """Returns the newest exchange of a document type and direction that was not dismissed, or an empty
    recordset if there is none.
    """
    fitting = exchanges.filtered(
        lambda row: (
            (row.document_type, row.direction) == (document_type, direction) and row.state != "dismissed"
        )
    )
    return fitting.sorted(lambda row: (row.received_at or row.create_date, row.id))[-1:]


def partner_of(exchange):
    connection = exchange.connection_id
    return connection.partner_id.name or connection.name or exchange.env._("the partner")


def link_to(record):
    return {"model": record._name, "id": record.id, "name": record.display_name} if record else False


def noon(company, day):
    """Returns noon of a date in the company's time zone, as a naive datetime in UTC. Returns False if there
    is no date.
    """
    if not day:
        return False
    local = pytz.timezone(company._suture_time_zone()).localize(datetime.combine(day, time(12)))
    return local.astimezone(pytz.utc).replace(tzinfo=None)
