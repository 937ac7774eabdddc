"""Adds the result of a preview to the pane of the record in Odoo: rows that would change get the new value as
`to`.
"""

import re

from odoo.tools import format_date, formatLang

from ..gateway.values import moment
from .sections import row, section

# A formatted number, such as "1 234.50" or "1.234,50", possibly with text before and after it.
NUMBER = re.compile(r"-?\d(?:[\d.,\u00a0\u202f']*\d)?")


def with_preview(env, sections, preview):
    """Returns the sections with `to` in rows that would change. Changes to fields without a row get extra
    sections at the end.

    :param env: an environment with the company's time zone, in which instants are shown as days
    :param preview: the result of a preview (docs/gateway.md), of which `changes` are used
    """
    rows = {tuple(each["at"]): each for part in sections for each in part["rows"] if each.get("at")}
    more = {}
    for change in _changes(preview):
        there = rows.get((change.get("model"), change.get("id"), change.get("field")))
        if there:
            there["to"] = readable(env, change.get("to"), there["value"])
        else:
            more.setdefault((change.get("model"), change.get("id"), change.get("name")), []).append(change)
    return [*sections, *(_added(env, key, changes) for key, changes in more.items())]


def _changes(preview):
    changes = preview.get("changes") if isinstance(preview, dict) else None
    return [each for each in changes if isinstance(each, dict)] if isinstance(changes, list) else []


def _added(env, key, changes):
    _model, record_id, name = key
    title = env._("New: %s", name) if record_id is None else str(name or "")
    rows = []
    for change in changes:
        had = readable(env, change["from"], "") if change.get("from") is not None else ""
        rows.append({**row(label_of(env, change), had), "to": readable(env, change.get("to"), "")})
    return section(title, rows)


def label_of(env, change):
    """Returns the field's label in the reader's language, or the label that the preview contains if the field
    no longer exists.
    """
    model, name = change.get("model"), change.get("field")
    field = env[model]._fields.get(name) if model in env else None
    return field._description_string(env) if field else str(change.get("label") or "")


def readable(env, value, beside):
    """Returns the new value as readable text. A number gets the format of `beside`, the current value as
    text.
    """
    if value in (None, False):
        return env._("nothing")
    if value is True:
        return env._("yes")
    if isinstance(value, int | float):
        number = formatLang(env, value, digits=2)
        return NUMBER.sub(number, beside, count=1) if NUMBER.search(beside) else number
    if isinstance(value, str) and len(value) == 20 and value[10] == "T":
        return format_date(env, moment(value))
    return str(value)
