"""Marks the responses of the gateway with a header, so that the sidecar can distinguish them from responses
of a proxy or of Odoo itself.
"""

import functools

from odoo.exceptions import LockError
from odoo.http import request
from odoo.modules.module import Manifest
from psycopg2.errors import LockNotAvailable

from .patience import be_patient, was_waited_for
from .refusal import malformed_is_invalid, passes

HEADER = "X-Suture-Gateway"


def answered(method):
    """Decorates a gateway method: adds a header with the addon's version to its result and to its permanent
    errors.

    Temporary failures (a lock, an unavailable database) are not marked, and neither is an error that Odoo
    raises before the method starts or during the commit.
    """

    @functools.wraps(method)
    def marked(self, *args, **kwargs):
        try:
            with malformed_is_invalid():
                be_patient(self.env.cr)
                given = method(self, *args, **kwargs)
                self.env.flush_all()  # report database errors now, not at the commit
        except LockNotAvailable as problem:
            if not was_waited_for(problem):
                raise  # Odoo retries the call
            raise LockError(self.env._("Someone is changing the same record in Odoo right now.")) from problem
        except Exception as problem:
            problem.suture_answer = not passes(problem)
            raise
        if request:
            mark(request.future_response)
        return given

    return marked


def is_answer(problem):
    """Reports whether the gateway raised this error, or raised an error, such as a constraint violation, that
    Odoo then replaced with this one.
    """
    raised = (problem, problem.__cause__)
    return any(getattr(each, "suture_answer", False) for each in raised)


def mark(response):
    """Adds the header to an HTTP response."""
    response.headers.set(HEADER, Manifest.for_addon("suture")["version"])
