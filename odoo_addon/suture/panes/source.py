"""What arrived, as the sidecar tells it: readable, and redacted by the rules of its format."""

from .sections import row, section


def source_sections(told):
    """The sections of a `source_view` (docs/gateway.md). What does not have its shape is passed over."""
    return [
        section(_text(each, "title"), _rows(each), _text(each, "line"))
        for each in told or []
        if isinstance(each, dict)
    ]


def _rows(part):
    rows = part.get("rows")
    return [
        row(_text(each, "label"), _text(each, "value"), *_fields(each))
        for each in (rows if isinstance(rows, list) else [])
        if isinstance(each, dict)
    ]


def _fields(part):
    fields = part.get("fields")
    return [name for name in fields if isinstance(name, str)] if isinstance(fields, list) else []


def _text(part, name):
    value = part.get(name)
    return value if isinstance(value, str) else ""
