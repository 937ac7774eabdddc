"""Contains the context variable that marks a dry run. This module imports nothing from the addon, because
both `models` and `gateway` import it.
"""

from contextvars import ContextVar

#: Sequence numbers predicted during the current dry run (see `models/dry_run.py`); None outside a dry run.
FORESEEN = ContextVar("suture_foreseen", default=None)
