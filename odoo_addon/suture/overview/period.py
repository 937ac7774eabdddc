"""Computes the period that the figures of the overview cover, in days of the user's time zone."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

import pytz
from odoo import fields

DAYS = {"today": 1, "week": 7, "month": 30}


class Period(NamedTuple):
    """A period that ends now, with naive instants in UTC. The previous period has the same number of days.
    `before_since` and `before_until` delimit the part of it that corresponds to the elapsed part of this
    period.
    """

    name: str
    since: datetime
    now: datetime
    before_since: datetime
    before_until: datetime
    edges: list  # the start of each part of the series: hours for today, otherwise days

    @property
    def domain(self):
        """Returns the domain of exchanges received since the start of the period."""
        return [("received_at", ">=", fields.Datetime.to_string(self.since))]


def period_of(env, name):
    """Returns the period with this name ("today", "week" or "month"), or the week for any other name. Days
    start at midnight in the user's time zone.
    """
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
    """Returns the start of each hour of a day: 23 to 25 instants, because of daylight saving time."""
    start, end = _midnight(env, day), _midnight(env, day, 1)
    return [start + timedelta(hours=hour) for hour in range(int((end - start).total_seconds() // 3600))]
