"""Renders the canonical document as readable sections."""

from .fields import Fields
from .records import members_of, parts_of
from .sections import row, section

# Lines and their parts have their own sections and rows.
LEFT_OUT = ("type", "lines", "parts")


def canonical_sections(env, document):
    """Returns the sections of a canonical document (docs/architecture.md): one for the document as a whole,
    then one for each line.
    """
    fields = Fields(env, document.get("type"))
    sections = [section(env._("Document"), _rows(document, fields, ""))]
    for index, line in enumerate(document.get("lines") or [], start=1):
        if isinstance(line, dict):
            number = line.get("id") or index
            sections.append(section(env._("Line %s", number), _line_rows(env, line, fields), number))
    return sections


def _line_rows(env, line, fields):
    rows = _rows({name: value for name, value in line.items() if name != "id"}, fields, "lines.*.")
    parts = [part for part in line.get("parts") or [] if isinstance(part, dict)]
    for index, part in enumerate(parts, start=1):
        prefix = env._("Response %s · ", index) if len(parts) > 1 else env._("Response · ")
        told = _rows(part, fields, "lines.*.parts.*.")
        rows += [{**each, "label": prefix + each["label"]} for each in told]
    return rows


def _rows(part, fields, within):
    """Returns a row for each value of a part, in the order of the catalogue, because PostgreSQL orders the
    members of JSON by key length. A list of records, such as packages or lots, has a row for each record.

    :param within: the prefix of the part's paths in the catalogue
    """
    shown = {
        f"{within}{name}": value
        for name, value in part.items()
        if name not in LEFT_OUT and value not in (None, "", [], {})
    }
    return [
        row(label, readable(value, fields, inner), *fields.at(path).finding_fields)
        for path in sorted(shown, key=fields.place)
        for label, value, inner in parts_of(shown[path], fields, path)
    ]


def readable(value, fields=None, path=""):
    """Returns a value of a canonical document as readable text. Codes become the labels of the field at the
    path, if `fields` are given.
    """
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, list):
        return ", ".join(readable(each, fields, f"{path}.*") for each in value)
    if not isinstance(value, dict):
        return fields.at(path).choices.get(value, str(value)) if fields else str(value)
    if "amount" in value and "currency" in value:
        price = f"{value['amount']} {value['currency']}"
        base = value.get("baseQuantity")
        return f"{price} / {readable(base)}" if base else price
    if "value" in value and "unit" in value:
        # A custom unit of the sender follows the name of its format: "x12:UN".
        return f"{value['value']} {value['unit'].rpartition(':')[2]}"
    if "scheme" in value and "id" in value:
        return f"{value['scheme']} {value['id']}"
    if "ids" in value:
        named = value.get("name") or value.get("description")
        ids = readable(value["ids"])
        return f"{named} ({ids})" if named and ids else named or ids
    members = members_of(value, fields, path)
    return ", ".join(f"{label} {readable(each, fields, inner)}".strip() for label, each, inner in members)
