"""What the milestones of documents are made of. The models of the apps put them together
(`_suture_milestones` of `suture.synced.mixin`).
"""

from datetime import datetime, time

import pytz

from .journey import step

SENT = ("accepted", "accepted_with_errors", "rejected", "overdue")
ANSWERED = ("accepted", "accepted_with_errors", "rejected")


def told_by(document):
    """The milestone of the exchange that first told of the document, as a list of one; empty without one."""
    told = document._integration_links().exchange_id.filtered(lambda row: row.direction == "inbound")[:1]
    if not told:
        return []
    return [of_exchange(told, "fa-download", document.env._("Reported by %s", partner_of(told)))]


def of_exchange(exchange, icon, title, **more):
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


def newest(exchanges, document_type, direction):
    """The newest exchange of a kind that was not dismissed, or none."""
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
    """A day as an instant (naive, in UTC) that is this day in every office of the company: its noon there."""
    if not day:
        return False
    local = pytz.timezone(company._suture_time_zone()).localize(datetime.combine(day, time(12)))
    return local.astimezone(pytz.utc).replace(tzinfo=None)
