"""Splits the parts of a canonical document that have members of their own, such as packages and lots."""

from .fields import words


def parts_of(value, fields, path):
    """Returns the parts of a value that have rows of their own, as `[(label, value, path)]`: each record of a
    list with several, otherwise the value as a whole.
    """
    label = fields.at(path).label
    if not isinstance(value, list) or len(value) < 2 or not all(_is_record(each) for each in value):
        return [(label, value, path)]
    return [
        (f"{label} {each.get('id') or index}", _without_id(each), f"{path}.*")
        for index, each in enumerate(value, start=1)
    ]


def members_of(record, fields, path):
    """Returns the members of a record that have a value, as `[(label, value, path)]`. They are in the order
    of the catalogue and have its labels, if `fields` are given.
    """
    filled = {name: value for name, value in record.items() if value not in (None, "", [], {})}
    if not fields:
        return [(words(name), value, f"{path}.{name}") for name, value in filled.items()]
    paths = sorted((f"{path}.{name}" for name in filled), key=fields.place)
    return [(fields.at(one).label, filled[one.rpartition(".")[2]], one) for one in paths]


def _without_id(record):
    return {name: value for name, value in record.items() if name != "id"}


def _is_record(value):
    """Reports whether a value consists of named members, unlike a quantity, a price, a party or an item."""
    return isinstance(value, dict) and not (
        {"value", "unit"} <= value.keys()
        or {"amount", "currency"} <= value.keys()
        or {"scheme", "id"} <= value.keys()
        or "ids" in value
    )
