"""Settings of a format that can never work: refused when they are entered, in words. What fits here is what
the sidecar takes; a test of the sidecar holds the lists below against it.
"""

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
HL7_TYPE = re.compile(r"[A-Z][A-Z0-9]{2}(\^[A-Z][A-Z0-9]{2})?")


def problem(_, code, version, options):
    """Why a format's version and options can never work together, in a sentence; None when they can."""
    checks = {"x12": (_version, _acknowledgement, _order, _items, _sizes), "hl7v2": (_hl7,)}
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


def _hl7(_, _version, options):
    passed = options.get("passOver", [])
    if not _are_texts(passed, HL7_TYPE):
        return _("What is passed over is a list of message types, such as ADT or SIU^S12.")
    encounter = options.get("encounter", {})
    if not isinstance(encounter, dict) or not _are_texts(encounter.get("costCentre", []), HL7_PLACE):
        return _("The cost centre stands in places such as ZCC-1 or PV1-3.1.")
    return None


def _are_texts(value, form):
    return isinstance(value, list) and all(isinstance(one, str) and form.fullmatch(one) for one in value)
