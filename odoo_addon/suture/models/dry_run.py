"""Prevents effects of a dry run that a rollback does not undo, such as emails and consumed sequence numbers
(see `gateway/preview.py`).

The mark of a dry run is stored in a context variable of the thread, not in an environment's context or a
cursor's cache, because code of other apps may drop the context, and each rollback empties the cache.
"""

from odoo import models

from ..gateway.foreseen import FORESEEN


def is_dry_run():
    """Reports whether a dry run is in progress, which always ends with a rollback."""
    return FORESEEN.get() is not None


def foreseen_number(counter):
    """Returns the next number of `counter` (a sequence, or a date range of a sequence) without consuming it.
    Another call in the same dry run returns the number after that.
    """
    asked = FORESEEN.get()
    times = asked[counter._name, counter.id] = asked.get((counter._name, counter.id), -1) + 1
    step = (counter.sequence_id if "sequence_id" in counter._fields else counter).number_increment
    counter.invalidate_recordset(["number_next_actual"])
    return counter.number_next_actual + times * step


class Sequence(models.Model):
    """Predicts numbers during a dry run, because PostgreSQL sequences are not rolled back."""

    _inherit = "ir.sequence"

    def _next_do(self):
        if self.implementation == "standard" and is_dry_run():
            return self.get_next_char(foreseen_number(self))
        return super()._next_do()


class SequenceDateRange(models.Model):
    _inherit = "ir.sequence.date_range"

    def _next(self):
        if self.sequence_id.implementation == "standard" and is_dry_run():
            return self.sequence_id.get_next_char(foreseen_number(self))
        return super()._next()


class MailThread(models.AbstractModel):
    """Suppresses emails and push notifications during a dry run."""

    _inherit = "mail.thread"

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        if is_dry_run():
            return []
        return super()._notify_thread(message, msg_vals=msg_vals, **kwargs)


class Mail(models.Model):
    _inherit = "mail.mail"

    def send(self, *args, **kwargs):
        if is_dry_run():
            return None
        return super().send(*args, **kwargs)
