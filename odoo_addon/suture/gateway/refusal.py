"""What makes the gateway refuse: one document by its reason code, or a whole call that is malformed."""

import logging
from contextlib import contextmanager

import psycopg2
from odoo.exceptions import ConcurrencyError, LockError, UserError, ValidationError

_logger = logging.getLogger(__name__)

# What passes by itself: Odoo rolls the whole call back and repeats it.
# A lock, or a database that went away while Odoo stops: nobody's refusal.
PASSING = (psycopg2.OperationalError, psycopg2.InterfaceError, ConcurrencyError, LockError)


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
