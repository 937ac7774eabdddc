"""The settings of formats that have a field on the connection: where each stands in the options that the
sidecar reads (docs/onboard-a-partner.md, docs/connect-an-ehr.md), and what holds where it does not stand
there.
"""

from typing import NamedTuple


class Option(NamedTuple):
    field: str
    format: str
    path: tuple
    default: object
    kind: str = "plain"


PURPOSES = {"duplicate": "00", "replacement": "00"}
OPTIONS = (
    Option("option_order_type", "x12", ("orderType",), "NE"),
    Option("option_date_qualifier", "x12", ("requestedDateQualifier",), "002"),
    Option("option_price_basis", "x12", ("priceBasis",), False),
    Option("option_buyer_qualifier", "x12", ("itemQualifiers", "buyer"), "BP"),
    Option("option_seller_qualifier", "x12", ("itemQualifiers", "seller"), "VN"),
    Option("option_descriptions", "x12", ("descriptions",), True),
    Option("option_originals_only", "x12", ("purposes",), False, "originals"),
    Option("option_in_order", "x12", ("inOrder",), False),
    Option("option_acknowledgement", "x12", ("acknowledgement",), "997"),
    Option("option_cost_centre_places", "hl7v2", ("encounter", "costCentre"), False, "list"),
    Option("option_passed_over", "hl7v2", ("passOver",), "ADT", "list"),
)


def reading(option, kept):
    """The value of the field, from the options as they are kept."""
    value = kept
    for name in option.path:
        value = value.get(name) if isinstance(value, dict) else None
    if option.kind == "originals":
        return value == PURPOSES
    if value is None:
        return option.default
    if option.kind == "list":
        return ", ".join(value) if _is_texts(value) else option.default
    return value if isinstance(value, type(option.default or "")) else option.default


def writing(option, kept, value):
    """The options with the field's value in its place, or without it where it is the default."""
    if option.kind == "originals":
        was = reading(option, kept)
        if bool(value) == was:
            return kept  # other purposes than these are kept as somebody wrote them
        return _placed(kept, option.path, PURPOSES if value else None)
    if isinstance(value, str):
        value = value.strip() or False
    if value == option.default or (value is False and not isinstance(option.default, bool)):
        # nothing passed over is a choice of its own; of all else nothing means the default
        empty_list = option.kind == "list" and option.default and value is False
        return _placed(kept, option.path, [] if empty_list else None)
    if option.kind == "list":
        value = [word.strip() for word in value.split(",") if word.strip()]
    return _placed(kept, option.path, value)


def _placed(kept, path, value):
    name, *rest = path
    inner = kept.get(name)
    if rest:
        value = _placed(inner if isinstance(inner, dict) else {}, rest, value) or None
    others = {key: each for key, each in kept.items() if key != name}
    return others if value is None else {**others, name: value}


def _is_texts(value):
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
