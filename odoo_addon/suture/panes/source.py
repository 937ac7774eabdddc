"""Renders the received document as the sidecar reports it: readable, and redacted by the rules of its
format.
"""

from ..terms import sentence
from .sections import row, section

# What the sidecar writes instead of a redacted value. Such rows are left out, because they show nothing.
REDACTED = "•••"


def source_sections(env, told):
    """Returns the sections of a `source_view` (docs/gateway.md), with labels in the language of `env`.
    Malformed parts are ignored.

    :param told: the `source_view` that the sidecar reported, or None if there is none
    """
    sections = [
        section(_text(each, "title"), _rows(env, each), _text(each, "line"))
        for each in told or []
        if isinstance(each, dict)
    ]
    return [each for each in sections if each["rows"] or each["line"]]


def _rows(env, part):
    rows = part.get("rows")
    return [
        row(sentence(env, each.get("label")), _text(each, "value"), *_fields(each))
        for each in (rows if isinstance(rows, list) else [])
        if isinstance(each, dict) and _text(each, "value") not in ("", REDACTED)
    ]


def _fields(part):
    fields = part.get("fields")
    return [name for name in fields if isinstance(name, str)] if isinstance(fields, list) else []


def _text(part, name):
    value = part.get(name)
    return value if isinstance(value, str) else ""
