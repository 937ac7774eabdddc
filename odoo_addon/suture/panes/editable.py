"""The values of a canonical document that a person may correct: each with its place (RFC 6901) and kind."""

import copy
import re

from .canonical import FINDING_FIELDS, LEFT_OUT, labels_of, words
from .sections import section

# What a document may lack and a person may know.
ADDABLE = {
    "Invoice": ("orderReference", "dueDate"),
    "OrderResponse": ("date", "sellerReference"),
    "Requisition": ("requestedDate",),
}
# About patients: whom it is about stays as it was told. See engine/operator/corrected.ts.
FIXED_WHERE_CLINICAL = ("/id", "/encounter", "/account")
# What a quantity, a price or an identifier begins with, wherever PostgreSQL puts it.
FIRST = ("value", "amount", "id")
KINDS = (
    ("date", re.compile(r"\d{4}-\d{2}-\d{2}")),
    ("instant", re.compile(r"\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})")),
    ("decimal", re.compile(r"-?\d{1,18}(\.\d{1,10})?")),
)
DECIMALS = ("amount", "value", "total", "taxAmount", "statedLineCount")


def editable_sections(env, document, clinical):
    """Like the sections of the pane, but a row for each single value, with its `pointer` and its `kind`:
    "text", "date", "instant", "decimal", "unit", "currency" or "boolean".
    """
    fixed = FIXED_WHERE_CLINICAL if clinical else ()
    labels = labels_of(env)
    head = {name: value for name, value in document.items() if name not in LEFT_OUT}
    for name in ADDABLE.get(document.get("type"), ()):
        head.setdefault(name, "")
    rows = [row for row in _rows(head, "", "", labels, labels) if row["pointer"] not in fixed]
    sections = [section(env._("Document"), rows)]
    for index, line in enumerate(document.get("lines") or []):
        if isinstance(line, dict):
            number = line.get("id") or index + 1
            rows = _rows(line, f"/lines/{index}", "", labels, labels)
            sections.append(section(env._("Line %s", number), rows, number))
    return sections


def _rows(part, pointer, prefix, labels, order, topic=None):
    """A row for each value in it, as deep as it goes, in the order of the labels."""
    place = {**{name: at for at, name in enumerate(order)}, **dict.fromkeys(FIRST, -1)}
    members = part.items() if isinstance(part, dict) else enumerate(part)
    rows = []
    for name, value in sorted(members, key=lambda member: place.get(member[0], len(place))):
        here = f"{pointer}/{_escaped(name)}"
        about = topic or (name if isinstance(name, str) else None)
        label = _label(name, prefix, labels)
        if isinstance(value, dict | list):
            rows += _rows(value, here, label, labels, order, about)
        elif isinstance(value, str | bool):
            rows.append(_row(name, value, here, label, about))
    return rows


def _label(name, prefix, labels):
    """ "Item · Number", "Price", "Price · Currency": what a member is called, behind what it is in."""
    if isinstance(name, int):
        return f"{prefix} {name + 1}" if name else prefix
    nameless = name == "ids" or prefix and name in ("value", "amount")
    own = "" if nameless else labels.get(name) or words(name)
    return " · ".join(part for part in (prefix, own) if part)


def _row(name, value, pointer, label, topic):
    return {
        "label": label[:1].upper() + label[1:],
        "value": value,
        "pointer": pointer,
        "kind": kind_of(name, value),
        "fields": list(FINDING_FIELDS.get(topic, (topic,))),
        "flag": False,
    }


def kind_of(name, value):
    """What may stand there; the sidecar's schema has the last word."""
    if isinstance(value, bool):
        return "boolean"
    if name in ("unit", "currency"):
        return name
    if name in ("date", "dueDate", "issueDate", "requestedDate"):
        return "date"
    for kind, form in KINDS[:2]:
        if form.fullmatch(value):
            return kind
    return "decimal" if name in DECIMALS and KINDS[2][1].fullmatch(value) else "text"


def corrected(document, changes):
    """The document with values put in their places; an empty one is left out.

    :param changes: `{pointer: value}`, each place one of `editable_sections`
    """
    document = copy.deepcopy(document)
    # From the back: what is left out of a list moves what comes after it.
    for pointer in sorted(changes, reverse=True):
        *path, last = [_unescaped(step) for step in pointer.split("/")[1:]]
        parent = document
        for step in path:
            parent = parent[int(step)] if isinstance(parent, list) else parent[step]
        key = int(last) if isinstance(parent, list) else last
        if changes[pointer] == "":
            if not isinstance(parent, dict) or key in parent:
                del parent[key]
        else:
            parent[key] = changes[pointer]
    return document


def differences(before, after, pointer=""):
    """`[{"pointer", "from", "to"}]`, value by value; what is not there on a side is an empty text."""
    if type(before) is type(after) and isinstance(before, dict):
        names = list(dict.fromkeys([*before, *after]))
        return [
            each
            for name in names
            for each in differences(before.get(name, ""), after.get(name, ""), f"{pointer}/{_escaped(name)}")
        ]
    if type(before) is type(after) and isinstance(before, list):
        longest = max(len(before), len(after))
        pairs = [(_at(before, index), _at(after, index)) for index in range(longest)]
        return [each for index, pair in enumerate(pairs) for each in differences(*pair, f"{pointer}/{index}")]
    return [] if before == after else [{"pointer": pointer, "from": before, "to": after}]


def _at(values, index):
    return values[index] if index < len(values) else ""


def _escaped(name):
    return str(name).replace("~", "~0").replace("/", "~1")


def _unescaped(step):
    return step.replace("~1", "/").replace("~0", "~")
