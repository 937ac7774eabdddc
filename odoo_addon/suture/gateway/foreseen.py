"""The mark of a dry run, in a file that imports nothing: models and gateway both look at it."""

from contextvars import ContextVar

#: Numbers that were foreseen in the dry run under way (see `models/dry_run.py`); None: there is none.
FORESEEN = ContextVar("suture_foreseen", default=None)
