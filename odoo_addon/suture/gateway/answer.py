"""The mark of the gateway's own answers: who does not see it has heard a proxy, or an Odoo in trouble."""

import functools

from odoo.exceptions import LockError
from odoo.http import request
from odoo.modules.module import Manifest
from psycopg2.errors import LockNotAvailable

from .patience import be_patient, was_waited_for
from .refusal import malformed_is_invalid, passes

HEADER = "X-Suture-Gateway"


def answered(method):
    """Marks what a method of the gateway gives back or refuses, with the version of the addon in a header.

    What passes by itself (a lock, a database that is away) is no answer and stays unmarked, and so does what
    Odoo says before the method begins or while it commits.
    """

    @functools.wraps(method)
    def marked(self, *args, **kwargs):
        try:
            with malformed_is_invalid():
                be_patient(self.env.cr)
                given = method(self, *args, **kwargs)
                self.env.flush_all()  # what the database refuses is refused here, not at the commit
        except LockNotAvailable as problem:
            if not was_waited_for(problem):
                raise  # Odoo repeats the call
            raise LockError(self.env._("Someone is changing the same record in Odoo right now.")) from problem
        except Exception as problem:
            problem.suture_answer = not passes(problem)
            raise
        if request:
            mark(request.future_response)
        return given

    return marked


def is_answer(problem):
    """Whether the gateway itself raised this. Of what breaks a constraint, Odoo makes an error of its own."""
    raised = (problem, problem.__cause__)
    return any(getattr(each, "suture_answer", False) for each in raised)


def mark(response):
    """Puts the mark on a response."""
    response.headers.set(HEADER, Manifest.for_addon("suture")["version"])
