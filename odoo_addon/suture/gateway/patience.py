"""How long a call waits for what somebody else is changing: one record must not keep its neighbours waiting.

The first wait that comes to nothing has taken two seconds, and each later one of the same call next to none.
"""

from psycopg2.errors import LockNotAvailable

FIRST_WAIT_MILLISECONDS = 2000
LATER_WAIT_MILLISECONDS = 20


def be_patient(cr):
    """Ends each wait of this transaction for a lock after two seconds, with LockNotAvailable."""
    _wait_at_most(cr, FIRST_WAIT_MILLISECONDS)


def lose_patience(cr):
    """From now on a lock that somebody else has is not waited for."""
    _wait_at_most(cr, LATER_WAIT_MILLISECONDS)


def was_waited_for(problem):
    """Whether a wait ended because it took too long; else the statement was one that does not wait at all."""
    return isinstance(problem, LockNotAvailable) and problem.diag.source_function == "ProcessInterrupts"


def _wait_at_most(cr, milliseconds):
    cr.execute("SET LOCAL lock_timeout = %s", [milliseconds])
