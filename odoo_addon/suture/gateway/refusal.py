"""Defines the errors with which the gateway refuses a single document or a malformed call, and which errors
are temporary.
"""

import logging
from contextlib import contextmanager

import psycopg2
import psycopg2.errors
import psycopg2.pool
from odoo.exceptions import ConcurrencyError, LockError, UserError, ValidationError

_logger = logging.getLogger(__name__)

# Temporary errors, which do not mean that a document is refused. The whole call is rolled back, and Odoo or
# the sidecar retries it.
PASSING = (
    # A lock, or a database that is unavailable, full, or shutting down with Odoo.
    psycopg2.OperationalError,
    psycopg2.InterfaceError,
    psycopg2.pool.PoolError,
    ConcurrencyError,
    LockError,
    # A standby that has not been promoted yet; a transaction that timed out.
    psycopg2.errors.ReadOnlySqlTransaction,
    psycopg2.errors.IdleInTransactionSessionTimeout,
    # The addon's files are newer than the database, which has not been upgraded yet.
    psycopg2.errors.UndefinedColumn,
    psycopg2.errors.UndefinedTable,
    # The host: out of memory, disk full, or a server that Odoo cannot reach.
    MemoryError,
    OSError,
)


# The errors raised if another transaction has locked a record. Only the document concerned is postponed, not
# the other documents of the call.
LOCKED = (psycopg2.errors.LockNotAvailable, LockError)


class Refused(UserError):
    """Raised if a document cannot be applied. `code` is a reason code of the catalogue; the message is shown
    to users.
    """

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Stale(Exception):
    """Raised if a guard of the plan no longer holds, because the record has changed since the plan was
    made.
    """


@contextmanager
def malformed_is_invalid():
    """Converts errors caused by a malformed call to ValidationError (HTTP 422), because a retry would not
    help.

    Otherwise, the response would be 500, which the caller treats as temporary.
    """
    try:
        yield
    except KeyError as problem:
        _logger.warning("Malformed call of the gateway", exc_info=True)
        raise ValidationError(f"{problem} is missing") from problem
    except (TypeError, ValueError, AttributeError) as problem:
        _logger.warning("Malformed call of the gateway", exc_info=True)
        raise ValidationError(str(problem)) from problem


def passes(problem):
    """Reports whether the error is temporary, or was caused by a temporary one."""
    return isinstance(problem, PASSING) or isinstance(problem.__cause__, PASSING)
