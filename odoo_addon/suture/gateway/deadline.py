"""Computes the deadline of an exchange, for exchanges whose deadline the sidecar does not report."""

from datetime import timedelta

from ..models.exchange.exchange import CLOSED_STATES
from ..models.exchange.queue import EXCEPTION_STATES
from .values import moment

DECISION_HOURS = 24


def deadline(exchange, flow):
    """Returns the deadline as a naive datetime in UTC, or False if the exchange is closed or the flow has no
    service level.

    An exception is due `decision_hours` after receipt, any other open exchange after the flow's service
    level.
    """
    received = moment(exchange.get("received_at"))
    if not received or exchange["state"] in CLOSED_STATES:
        return False
    if exchange["state"] in EXCEPTION_STATES:
        return received + timedelta(hours=flow.decision_hours if flow else DECISION_HOURS)
    seconds = flow.service_level_seconds if flow else 0
    return received + timedelta(seconds=seconds) if seconds else False
