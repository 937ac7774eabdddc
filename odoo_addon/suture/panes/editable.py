"""Lists the values of a canonical document that users can correct, each with its JSON Pointer (RFC 6901) and
input kind.
"""

import copy

from .canonical import LEFT_OUT
from .fields import Fields
from .sections import section

# Input kinds that differ from the catalogue's kind of the field.
KINDS = {"integer": "decimal"}


def editable_sections(env, document):
    """Returns sections as in `canonical_sections`, but with one row per editable value, with its `pointer`
    and `kind`: "text", "choice", "date", "instant", "decimal", "unit", "currency" or "boolean". The row of a
    choice has `choices`: `[{"value", "label"}]`.
    """
    fields = Fields(env, document.get("type"))
    head = {name: value for name, value in document.items() if name not in LEFT_OUT}
    for name in fields.addable():
        head.setdefault(name, "")
    sections = [section(env._("Document"), _rows(head, "", "", "", fields))]
    for index, line in enumerate(document.get("lines") or []):
        if isinstance(line, dict):
            number = line.get("id") or index + 1
            rows = _rows(line, "lines.*", f"/lines/{index}", "", fields)
            sections.append(section(env._("Line %s", number), rows, number))
    return sections


def _rows(part, within, pointer, prefix, fields, topic=None):
    """Returns a row for each value at any depth, in the order of the catalogue.

    :param within: the path of the part in the catalogue
    :param topic: the field of the document or line that the part belongs to
    """
    members = part.items() if isinstance(part, dict) else enumerate(part)
    paths = {name: _path(within, name) for name, _value in members}
    rows = []
    for name in sorted(paths, key=lambda name: fields.place(paths[name])):
        value, field = part[name], fields.at(paths[name])
        here, about = f"{pointer}/{_escaped(name)}", topic or field
        label = _label(name, prefix, field)
        if isinstance(value, dict | list):
            rows += _rows(value, paths[name], here, label, fields, None if name == "parts" else about)
        elif isinstance(value, str | bool) and field.editable:
            rows.append(_row(value, here, label, field, about))
    return rows


def _path(within, name):
    own = "*" if isinstance(name, int) else name
    return f"{within}.{own}" if within else own


def _label(name, prefix, field):
    """Returns the label of a value, preceded by the label of the part that contains it, such as "Item ·
    Number" or "Price · Currency".
    """
    if isinstance(name, int):
        return f"{prefix} {name + 1}" if name else prefix
    return " · ".join(part for part in (prefix, field.label) if part)


def _row(value, pointer, label, field, topic):
    return {
        "label": label[:1].upper() + label[1:],
        "value": value,
        "pointer": pointer,
        "kind": KINDS.get(field.kind, field.kind),
        "choices": [{"value": each, "label": label} for each, label in field.choices.items()],
        "fields": list(topic.finding_fields),
        "flag": False,
    }


def corrected(document, changes):
    """Returns a copy of the document with changed values. A value that is changed to an empty text is
    removed.

    :param changes: `{pointer: value}` with pointers from `editable_sections`
    """
    document = copy.deepcopy(document)
    # In reverse order, because removing an entry of a list shifts the entries after it.
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
    """Returns the values that differ: `[{"pointer", "from", "to"}]`. If a value does not exist on one side,
    an empty text stands for it.
    """
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
