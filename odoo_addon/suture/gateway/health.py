"""Stores the health reports of sidecars. Values that docs/gateway.md does not describe are ignored."""

import re

from .values import moment

INSTANCE = re.compile(r"[A-Za-z0-9.:_\[\]-]{1,200}")
# Connection codes have no length limit. Refusing a long one would discard the whole report.
TARGET = re.compile(r"[a-z0-9/-]+")
LANES = ("decode", "critical", "standard", "bulk", "contended")
BREAKERS = ("closed", "open", "half-open")
PARTS = ("journal", "broker", "odoo", "configuration")
# Parts that older sidecars do not report.
MORE_PARTS = ("clock",)
MOST_BREAKERS = 500


def report(env, health):
    """Stores a sidecar's health report in the row of its instance.

    :raises ValueError: if the report is malformed
    """
    if not INSTANCE.fullmatch(health["instance"]):
        raise ValueError("instance is not a host name with a port")
    env["suture.sidecar.health"]._store(
        instance=health["instance"],
        version=_text(health["version"], 50),
        started_at=moment(health.get("started_at")) or None,
        details={
            "lanes": [_lane(each) for each in health["lanes"][: len(LANES)]],
            "dead_letters": _count(health.get("dead_letters")),
            "waiting_for_odoo": _count(health.get("waiting_for_odoo")),
            "breakers": [_breaker(each) for each in health["breakers"][:MOST_BREAKERS]],
            "parts": _parts(health["parts"]),
        },
    )


def _parts(told):
    names = (*PARTS, *(name for name in MORE_PARTS if name in told))
    return {name: _is_up(told[name]) for name in names}


def _lane(told):
    """Validates the figures of one lane and returns them. `documents` counts the unfinished documents that
    need no decision (in the lane `decode`, the messages that are not decoded yet), and `queued` the
    references that the broker has not delivered yet.
    """
    return {
        "lane": _one_of(told["lane"], LANES),
        "documents": _count(told["documents"]),
        "oldest_seconds": _count(told["oldest_seconds"]),
        "queued": _count(told.get("queued")),
        "calls": _count(told.get("calls")),
        "partitions": _count(told.get("partitions")),
    }


def _breaker(told):
    if not TARGET.fullmatch(told["target"]):
        raise ValueError("the target of a circuit breaker is neither odoo nor a connection code")
    return {
        "target": told["target"],
        "state": _one_of(told["state"], BREAKERS),
        "since": _instant(told.get("since")),
        "next_attempt_at": _instant(told.get("next_attempt_at")),
    }


def _instant(text):
    found = moment(text)
    return f"{found.isoformat()}Z" if found else None


def _is_up(state):
    return _one_of(state, ("up", "down")) == "up"


def _one_of(value, allowed):
    if value not in allowed:
        raise ValueError(f"{value!r} is not one of {', '.join(allowed)}")
    return value


def _count(value):
    """Validates a number of items or seconds and returns it unchanged, including None for an unknown number.
    Raises ValueError if it is not a non-negative integer.
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise ValueError(f"{value!r} is not a count")
    return value


def _text(value, longest):
    if not isinstance(value, str):
        raise ValueError("text is expected")
    return value[:longest].replace("\0", "")
