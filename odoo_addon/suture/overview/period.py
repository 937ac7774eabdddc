"""The time that figures are told for, in the days of the person who looks."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

import pytz
from odoo import fields

DAYS = {"today": 1, "week": 7, "month": 30}


class Period(NamedTuple):
    """Naive instants in UTC. `before` is as long as what has passed of the period, and lies as many days
    earlier.
    """

    name: str
    since: datetime
    now: datetime
    before_since: datetime
    before_until: datetime
    edges: list  # where each part of the series begins: an hour of today, else a day

    @property
    def domain(self):
        """Exchanges that came in during the period."""
        return [("received_at", ">=", fields.Datetime.to_string(self.since))]


def period_of(env, name):
    """The period of that name, or the week. Days begin at midnight where the user is."""
    days = DAYS.get(name)
    if days is None:
        name, days = "week", DAYS["week"]
    now = fields.Datetime.now()
    today = pytz.utc.localize(now).astimezone(env.tz).date()
    first = today - timedelta(days=days - 1)
    since = _midnight(env, first)
    return Period(
        name=name,
        since=since,
        now=now,
        before_since=_midnight(env, first - timedelta(days=days)),
        before_until=max(since - timedelta(days=days), now - timedelta(days=days)),
        edges=_hours(env, today) if days == 1 else [_midnight(env, first, day) for day in range(days)],
    )


def _midnight(env, day, later=0):
    local = datetime.combine(day + timedelta(days=later), time())
    return env.tz.localize(local).astimezone(pytz.utc).replace(tzinfo=None)


def _hours(env, day):
    """23 to 25 of them: a day on which clocks are changed is another length."""
    start, end = _midnight(env, day), _midnight(env, day, 1)
    return [start + timedelta(hours=hour) for hour in range(int((end - start).total_seconds() // 3600))]
