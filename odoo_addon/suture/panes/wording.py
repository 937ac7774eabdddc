"""Renders single values of documents for readers: dates and numbers in the reader's format, units by name."""

import re
from datetime import UTC, date
from zoneinfo import ZoneInfo

from odoo.tools import format_date, format_time, formatLang

from ..gateway.values import moment

# Any decimal with this many significant digits survives the conversion to a float and back.
MOST_DIGITS = 15

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})")
NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,10})?")
MEASURED = re.compile(rf"({NUMBER.pattern}) ((?:\w+:)?[A-Z0-9]{{1,3}})")
PRICED = re.compile(rf"({NUMBER.pattern}) ([A-Z]{{3}})")


def day(env, text):
    """Returns an ISO date in the reader's format. Any other text is returned unchanged."""
    try:
        return format_date(env, date.fromisoformat(text)) if DAY.fullmatch(text) else text
    except ValueError:
        return text


def instant(env, text):
    """Returns an ISO date and time in the reader's format and time zone. A date has no time, and any other
    text is returned unchanged.
    """
    if not INSTANT.fullmatch(text):
        return day(env, text)
    try:
        return at(env, moment(text))
    except (TypeError, ValueError):
        return text


def at(env, value):
    """Returns an instant as date and time in the reader's formats and time zone.

    :param value: a naive datetime in UTC
    """
    zone = env.context.get("tz") or env.user.tz or "UTC"
    local = value.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    return f"{format_date(env, local.date())} {format_time(env, value, tz=zone, time_format='short')}"


def number(env, text, at_least=0):
    """Returns a decimal with the reader's separators, and as many decimal places as the text has, but no
    fewer than `at_least`. Any other text is returned unchanged, and so is a number with more digits than a
    float distinguishes.
    """
    text = str(text)
    if not NUMBER.fullmatch(text) or len(text.lstrip("-").replace(".", "")) > MOST_DIGITS:
        return text
    return formatLang(env, float(text), digits=max(at_least, len(text.partition(".")[2])))


def unit(env, code):
    """Returns the name of a UN/ECE unit code. A custom unit of the sender follows the name of its format
    ("x12:UN"), and is returned without it.
    """
    own = str(code).rpartition(":")[2]
    return unit_names(env).get(own, own) if own == code else own


def unit_names(env):
    """Returns the names of units by code. They are read once per transaction and language."""
    key = ("suture.unit_names", env.lang)
    if key not in env.cr.cache:
        env.cr.cache[key] = env["suture.exchange"]._suture_unit_names()
    return env.cr.cache[key]


def in_words(env, text):
    """Returns a value of a finding for readers. Findings contain values as text: a date, or a number with a
    currency or a unit code.
    """
    if not isinstance(text, str):
        return ""
    priced, measured = PRICED.fullmatch(text), MEASURED.fullmatch(text)
    if priced and priced[3] not in unit_names(env):
        return f"{number(env, priced[1], 2)} {priced[3]}"
    if measured:
        return f"{number(env, measured[1])} {unit(env, measured[3])}"
    return instant(env, text) if DAY.match(text) else number(env, text)
