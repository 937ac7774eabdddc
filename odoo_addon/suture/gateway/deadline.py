"""Until when an exchange should be through, where the sidecar says nothing."""

from datetime import timedelta

from ..models.exchange.exchange import CLOSED_STATES
from ..models.exchange.queue import EXCEPTION_STATES
from .values import moment

DECISION_HOURS = 24


def deadline(exchange, flow):
    """The instant as a naive datetime in UTC, or False: of what is over, and of a flow without a service
    level.

    The flow's service level is for the machines. For what needs a person, the time in which people
    decide counts.
    """
    received = moment(exchange.get("received_at"))
    if not received or exchange["state"] in CLOSED_STATES:
        return False
    if exchange["state"] in EXCEPTION_STATES:
        return received + timedelta(hours=flow.decision_hours if flow else DECISION_HOURS)
    seconds = flow.service_level_seconds if flow else 0
    return received + timedelta(seconds=seconds) if seconds else False
