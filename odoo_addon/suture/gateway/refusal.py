"""What makes the gateway refuse: one document by its reason code, or a whole call that is malformed."""

import logging
from contextlib import contextmanager

import psycopg2
import psycopg2.errors
import psycopg2.pool
from odoo.exceptions import ConcurrencyError, LockError, UserError, ValidationError

_logger = logging.getLogger(__name__)

# What passes by itself, and is nobody's refusal: the whole call is rolled back, and repeated by Odoo or by
# the sidecar.
PASSING = (
    # A lock, or a database that is away, full, or closing while Odoo stops.
    psycopg2.OperationalError,
    psycopg2.InterfaceError,
    psycopg2.pool.PoolError,
    ConcurrencyError,
    LockError,
    # A standby that has not taken over yet; a transaction that took too long beside Odoo's own doing.
    psycopg2.errors.ReadOnlySqlTransaction,
    psycopg2.errors.IdleInTransactionSessionTimeout,
    # The files of an addon are new, and the database has not been upgraded yet.
    psycopg2.errors.UndefinedColumn,
    psycopg2.errors.UndefinedTable,
    # The machine: no memory, a disk that is full, a server that Odoo itself cannot reach.
    MemoryError,
    OSError,
)


# Somebody else has a record: this document waits, and not the others of its call.
LOCKED = (psycopg2.errors.LockNotAvailable, LockError)


class Refused(UserError):
    """The document cannot be applied. `code` is a reason code of the catalogue, the text is for a person."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Stale(Exception):
    """A guard of the plan does not hold any more: the plan was made from an older state of the record."""


@contextmanager
def malformed_is_invalid():
    """A call that lacks a key or has a wrong value is answered 422, for repeating it would not help.

    Without this it would be answered 500, which the caller takes for a passing failure.
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
    """Whether it passes by itself, or was raised because of something that does."""
    return isinstance(problem, PASSING) or isinstance(problem.__cause__, PASSING)
