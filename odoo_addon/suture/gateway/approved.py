"""Compares what a document would change with the changes that a person has approved."""

from collections import Counter
from datetime import timedelta

from odoo import fields

from .changes import MOST_CHANGES
from .values import moment

MOST_NAMED = 5
AT_ONCE = timedelta(minutes=5)


def differences(approved, changes, approved_at):
    """Returns the changes that are not among the approved ones. What no longer has to change is no
    difference.

    A preview shows at most `MOST_CHANGES` changes, in the order of the plan; of a longer one, that many are
    compared. The number that Odoo gives to a new record is not compared, and neither are times that are the
    time of the preview in one and now in the other.

    :param approved: the changes as a preview returned them
    :param approved_at: when the preview was made
    """
    if len(approved) >= MOST_CHANGES:
        changes = changes[:MOST_CHANGES]
    now = fields.Datetime.now()
    known = Counter(_signature(change, approved_at or now) for change in approved)
    found = []
    for change in changes:
        signature = _signature(change, now)
        if known[signature] or (change["id"] is None and change["field"] == "name"):
            known[signature] -= 1
        else:
            found.append(change)
    return found


def _signature(change, at):
    new = change.get("id") is None
    before, after = (None if new else change.get("from")), change.get("to")
    return (change["model"], change.get("id"), change["field"], _value(before, at), _value(after, at))


def _value(value, at):
    if isinstance(value, bool) or value is None:
        return repr(value or None)
    if isinstance(value, int | float):
        return f"{value:.6f}"
    text = str(value)
    if len(text) == 20 and text.endswith("Z") and text[10] == "T":
        instant = moment(text)
        return "now" if abs(instant - at) <= AT_ONCE else text
    return text


def told(env, found):
    """Returns the sentences that say what differs from the preview."""
    lines = [in_lines(env, found[:MOST_NAMED])]
    if len(found) > MOST_NAMED:
        lines.append(env._("and %s more", len(found) - MOST_NAMED))
    head = env._("The preview did not show these changes, so nothing was applied:")
    return "\n".join([head, *lines])


def in_lines(env, changes):
    """Returns the changes as text, one for each line."""
    return "\n".join(
        env._(
            "- %(record)s, %(field)s: %(before)s → %(after)s",
            record=change["name"],
            field=change["label"],
            before=_shown(change["from"]),
            after=_shown(change["to"]),
        )
        for change in changes
    )


def _shown(value):
    return "–" if value in (None, False, "") else str(value)
