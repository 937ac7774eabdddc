"""Limits how long a call waits for locked records, so that one record does not delay the other documents.

The first wait that times out takes two seconds; later waits of the same call time out almost at once.
"""

from psycopg2.errors import LockNotAvailable

FIRST_WAIT_MILLISECONDS = 2000
LATER_WAIT_MILLISECONDS = 20


def be_patient(cr):
    """Limits each lock wait of this transaction to two seconds, after which LockNotAvailable is raised."""
    _wait_at_most(cr, FIRST_WAIT_MILLISECONDS)


def lose_patience(cr):
    """Limits all further lock waits of this transaction to 20 milliseconds."""
    _wait_at_most(cr, LATER_WAIT_MILLISECONDS)


def was_waited_for(problem):
    """Reports whether this error was raised because waiting for a lock timed out, and not by a statement that
    does not wait (NOWAIT).
    """
    return isinstance(problem, LockNotAvailable) and problem.diag.source_function == "ProcessInterrupts"


def _wait_at_most(cr, milliseconds):
    cr.execute("SET LOCAL lock_timeout = %s", [milliseconds])
