"""Settings of a format that can never work: refused when they are entered, in words. What fits here is what
the sidecar takes; a test of the sidecar holds the lists below against it.
"""

import json
import re

X12_RELEASES = ("004010", "005010")
# The release that is sent where none is entered.
X12_RELEASE = "004010"
ACKNOWLEDGEMENTS = ("997", "999")
ORDER_TYPES = ("NE", "SA", "RO", "EO", "DS", "DR", "OS", "SS", "CN")
DATE_QUALIFIERS = ("002", "010", "063", "074", "106")
PRICE_BASES = ("PE", "TE", "CT", "HP", "TC", "TP", "TM")
PURPOSES = {"duplicate": ("07", "00"), "replacement": ("05", "00")}
LIMITS = ("mostSegments", "mostTransactionSets")
QUALIFIER = re.compile(r"[A-Z0-9]{2}")
HL7_PLACE = re.compile(
    r"(MSH|PV[12]|ORC|RX[DE]|Z[A-Z0-9]{2})-[1-9][0-9]{0,2}(\.[1-9][0-9]?)?(\.[1-9][0-9]?)?"
)
PATIENT_CLASSES = ("inpatient", "outpatient", "emergency", "other")
GOODS = ("leaves", "returns")
X12_KEYS = (
    "purposes",
    "orderType",
    "requestedDateQualifier",
    "priceBasis",
    "itemQualifiers",
    "descriptions",
    "inOrder",
    "acknowledgement",
    "mostSegments",
    "mostTransactionSets",
)
HL7_KEYS = ("passOver", "encounter", "movement", "supply")
ENCOUNTER_KEYS = ("costCentre", "classes")
MOVEMENT_KEYS = (
    "number",
    "department",
    "costCentre",
    "itemSchemes",
    "units",
    "orderControls",
    "utcOffset",
)
SUPPLY_KEYS = (
    "segment",
    "item",
    "itemScheme",
    "quantity",
    "unit",
    "lot",
    "expiry",
    "department",
    "costCentre",
    "occurredAt",
)
SUPPLY_TEXTS = ("segment", "itemScheme")
HL7_SEGMENT = re.compile(r"Z[A-Z0-9]{2}")
UNIT = re.compile(r"[A-Z0-9]{1,3}")
OFFSET = re.compile(r"[+-]([01]\d|2[0-3]):[0-5]\d")
HL7_TYPE = re.compile(r"[A-Z][A-Z0-9]{2}(\^[A-Z][A-Z0-9]{2})?")


def problem(_, code, version, options):
    """Why a format's version and options can never work together, in a sentence; None when they can."""
    checks = {
        "x12": (_x12_keys, _version, _acknowledgement, _order, _items, _sizes),
        "hl7v2": (_hl7, _encounter, _movement, _supply),
    }
    found = (check(_, version or "", options) for check in checks.get(code, ()))
    return next((text for text in found if text), None)


def _version(_, version, _options):
    release = version[:6]
    if version and (release not in X12_RELEASES or not re.fullmatch(r"\w{6,12}", version)):
        return _("X12 %s is not spoken: choose 004010 or 005010.", version)
    return None


def _acknowledgement(_, version, options):
    kind = options.get("acknowledgement", "997")
    if kind not in ACKNOWLEDGEMENTS:
        return _("%s is no acknowledgement of X12: choose 997 or 999.", kind)
    if kind == "999" and not (version or X12_RELEASE).startswith("005010"):
        return _("There is no 999 in %s: choose version 005010, or answer with 997.", version or X12_RELEASE)
    return None


def _order(_, _version, options):
    order_type = _("order type (BEG02)")
    wanted_day = _("qualifier of the requested day (DTM01)")
    price_basis = _("price basis (PO105)")
    chosen = (
        ("orderType", ORDER_TYPES, order_type),
        ("requestedDateQualifier", DATE_QUALIFIERS, wanted_day),
        ("priceBasis", PRICE_BASES, price_basis),
    )
    for key, allowed, name in chosen:
        value = options.get(key)
        if value is not None and value not in allowed:
            return _(
                "%(value)s cannot be sent as %(name)s. Possible are: %(allowed)s.",
                value=value,
                name=name,
                allowed=", ".join(allowed),
            )
    if "descriptions" in options and not isinstance(options["descriptions"], bool):
        return _("descriptions is true or false.")
    purposes = options.get("purposes", {})
    if not isinstance(purposes, dict):
        return _("purposes is an object with duplicate and replacement.")
    for key, allowed in PURPOSES.items():
        if purposes.get(key, allowed[0]) not in allowed:
            return _(
                "The purpose of a %(key)s (BEG01) is %(allowed)s.", key=key, allowed=_(" or ").join(allowed)
            )
    return None


def _items(_, _version, options):
    qualifiers = options.get("itemQualifiers", {})
    if not isinstance(qualifiers, dict):
        return _("itemQualifiers is an object: a qualifier for each kind of item number.")
    for value in qualifiers.values():
        if not isinstance(value, str) or not QUALIFIER.fullmatch(value):
            return _('The qualifier "%s" is not two capital letters or digits.', value)
    ours, theirs = qualifiers.get("buyer", "BP"), qualifiers.get("seller", "VN")
    if ours == theirs:
        return _(
            "Our item numbers and theirs cannot both stand behind %s: nobody could tell them apart.", ours
        )
    return None


def _sizes(_, _version, options):
    for key in LIMITS:
        value = options.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
            return _("%s is a whole number from 1.", key)
    if "inOrder" in options and not isinstance(options["inOrder"], bool):
        return _("inOrder is true or false.")
    return None


def _x12_keys(_, _version, options):
    return _unknown(_, options, X12_KEYS)


def _hl7(_, _version, options):
    if not _are_texts(options.get("passOver", []), HL7_TYPE):
        return _("What is passed over is a list of message types, such as ADT or SIU^S12.")
    return _unknown(_, options, HL7_KEYS)


def _encounter(_, _version, options):
    encounter = options.get("encounter", {})
    if not isinstance(encounter, dict) or not _are_texts(encounter.get("costCentre", []), HL7_PLACE):
        return _("The cost centre stands in places such as ZCC-1 or PV1-3.1.")
    classes = encounter.get("classes", {})
    return _unknown(_, encounter, ENCOUNTER_KEYS, "encounter") or _meanings(
        _, classes, PATIENT_CLASSES, "encounter.classes"
    )


def _movement(_, _version, options):
    movement = options.get("movement", {})
    if not isinstance(movement, dict):
        return _("%s is an object.", "movement")
    text = _unknown(_, movement, MOVEMENT_KEYS, "movement")
    text = text or _meanings(_, movement.get("orderControls", {}), GOODS, "movement.orderControls")
    if text:
        return text
    for key in ("number", "department", "costCentre"):
        places = movement.get(key, ["MSH-10"])
        if not _are_texts(places, HL7_PLACE) or (key == "number" and not places):
            return _("%s is a list of places such as PV1-3.1 or ZCC-1.", f"movement.{key}")
    if not _are_codes(movement.get("itemSchemes", {}), re.compile(r"(?s).+")):
        return _('movement.itemSchemes is an object of codes, such as {"PYX": "maker"}.')
    if not _are_codes(movement.get("units", {}), UNIT):
        return _('movement.units is an object of UN/ECE codes, such as {"DOSE": "C62"}.')
    offset = movement.get("utcOffset", "+00:00")
    if not isinstance(offset, str) or not OFFSET.fullmatch(offset):
        return _("movement.utcOffset is a zone such as -05:00.")
    return None


def _supply(_, _version, options):
    supply = options.get("supply", {})
    if not isinstance(supply, dict):
        return _("%s is an object.", "supply")
    text = _unknown(_, supply, SUPPLY_KEYS, "supply")
    if text:
        return text
    segment = supply.get("segment", "ZSU")
    if not isinstance(segment, str) or not HL7_SEGMENT.fullmatch(segment):
        return _("supply.segment is %s, but supplies stand in a Z segment such as ZSU.", _shown(segment))
    scheme = supply.get("itemScheme", "buyer")
    if not isinstance(scheme, str) or not scheme:
        return _("supply.itemScheme is a scheme such as buyer.")
    for key in SUPPLY_KEYS:
        value = supply.get(key, 1)
        if key not in SUPPLY_TEXTS and (type(value) is not int or not 1 <= value <= 999):
            return _("%s is the number of a field, from 1 to 999.", f"supply.{key}")
    return None


def _unknown(_, options, allowed, within=""):
    """A key that nothing reads is a slip of the pen: what it was to say would never hold."""
    for key in options:
        if key not in allowed:
            return _(
                "%(key)s is no setting of this format. Possible are: %(allowed)s.",
                key=f"{within}.{key}" if within else key,
                allowed=", ".join(allowed),
            )
    return None


def _meanings(_, given, allowed, name):
    if not isinstance(given, dict):
        return _("%s is an object.", name)
    for code, value in given.items():
        if not code or value not in allowed:
            return _(
                "%(name)s says %(value)s of %(code)s. Possible are: %(allowed)s.",
                name=name,
                value=_shown(value),
                code=code or '""',
                allowed=", ".join(allowed),
            )
    return None


def _shown(value):
    return value if isinstance(value, str) else json.dumps(value)


def _are_codes(value, form):
    return isinstance(value, dict) and all(
        key and isinstance(code, str) and form.fullmatch(code) for key, code in value.items()
    )


def _are_texts(value, form):
    return isinstance(value, list) and all(isinstance(one, str) and form.fullmatch(one) for one in value)
