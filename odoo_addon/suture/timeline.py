"""Builds the milestones of documents. The models of the apps combine them in `_suture_milestones` (see
`suture.synced.mixin`).
"""

from datetime import datetime, time, timedelta

import pytz

from .journey import instant, step

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


def fitting(exchanges, document_type, direction):
    """Returns the exchanges of a document type and direction that were not dismissed, oldest first."""
    found = exchanges.filtered(
        lambda row: (
            (row.document_type, row.direction) == (document_type, direction) and row.state != "dismissed"
        )
    )
    return found.sorted(lambda row: (row.received_at or row.create_date, row.id))


def newest(exchanges, document_type, direction):
    """Returns the newest of the exchanges that `fitting` returns, or an empty recordset if there is none."""
    return fitting(exchanges, document_type, direction)[-1:]


def partner_of(exchange):
    connection = exchange.connection_id
    return connection.partner_id.name or connection.name or exchange.env._("the partner")


def link_to(record):
    return {"model": record._name, "id": record.id, "name": record.display_name} if record else False


def in_true_order(steps, company):
    """Returns the milestones in the order in which they happened. Those still to come follow, in their usual
    order.

    A milestone of which only the day is known (`day`) follows those of the same day that usually precede it.
    A milestone with a `cause` never precedes that milestone, although the clocks of two systems may differ.

    :param steps: the milestones in their usual order
    """
    past = [each for each in steps if each["at"]]
    keys = []
    for index, each in enumerate(past):
        same_day = [at for at in range(index) if each["day"] == _local_day(past[at], company)]
        earlier = [keys[at] for at in same_day]
        causes = [keys[at] for at in range(index) if past[at] is each.get("cause")]
        keys.append(max([each["at"], *earlier, *causes]))
    order = sorted(range(len(past)), key=lambda index: (keys[index], index))
    sorted_steps = [past[index] for index in order] + [each for each in steps if not each["at"]]
    return [{name: value for name, value in each.items() if name != "cause"} for each in sorted_steps]


def _local_day(each, company):
    at = datetime.fromisoformat(each["at"].replace("Z", "+00:00"))
    return each["day"] or at.astimezone(pytz.timezone(company._suture_time_zone())).date().isoformat()


def on_day(each, company, day):
    """Returns a step of which only the date is known: `at` is noon of that date. Without a date, the step
    does not change.
    """
    return {**each, "at": instant(noon(company, day)), "day": day.isoformat()} if day else each


def author_of(record, field, at=None):
    """Returns the time of the latest tracked change of a field and the name of its author: `(time, name)`, or
    `(False, "")` if none is logged.

    :param at: the time of the change, if it is known; later changes do not count then
    """
    model = record.env["ir.model.fields"]._get(record._name, field)
    domain = [("mail_message_id.model", "=", record._name), ("mail_message_id.res_id", "=", record.id)]
    domain += [("field_id", "=", model.id)]
    if at:
        domain += [("mail_message_id.date", "<=", at + timedelta(seconds=2))]
    found = record.env["mail.tracking.value"].sudo().search(domain, order="id desc", limit=1)
    message = found.mail_message_id
    return (message.date, message.author_id.name or "") if message else (False, "")


def noon(company, day):
    """Returns noon of a date in the company's time zone, as a naive datetime in UTC. Returns False if there
    is no date.
    """
    if not day:
        return False
    local = pytz.timezone(company._suture_time_zone()).localize(datetime.combine(day, time(12)))
    return local.astimezone(pytz.utc).replace(tzinfo=None)
