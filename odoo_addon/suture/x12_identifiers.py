"""Validates identifiers on X12 envelopes: qualifiers (element I05) and the values of ISA06 and ISA08."""

import re

LONGEST = 15
SHORTEST = 2  # the identifier is also used in GS02 and GS03, which require two characters
# Separators of our writer, and characters that partners' readers do not accept in a name.
SEPARATORS = "*~>:^|"
FITTING = re.compile(r"[ -~]+")
# Qualifiers whose identifiers have a known form. A different form is worth a warning.
FORMS = {
    "01": re.compile(r"\d{9}"),
    "12": re.compile(r"\d{10,15}"),
    "14": re.compile(r"\d{9}\w{0,4}"),
    "30": re.compile(r"\d{2}-?\d{7}"),
}


def qualifiers(_):
    """Returns the common qualifiers with their names."""
    return [
        ("01", _("01 · DUNS number")),
        ("02", _("02 · Carrier code (SCAC)")),
        ("08", _("08 · UCC communication number")),
        ("09", _("09 · X.121 network address")),
        ("11", _("11 · DEA number")),
        ("12", _("12 · Telephone number")),
        ("13", _("13 · UCS code")),
        ("14", _("14 · DUNS number with suffix")),
        ("16", _("16 · DUNS number with 4-character suffix")),
        ("20", _("20 · Health industry number (HIN)")),
        ("27", _("27 · Medicare carrier number")),
        ("28", _("28 · Medicare fiscal intermediary number")),
        ("29", _("29 · Medicare provider number")),
        ("30", _("30 · US federal tax number")),
        ("33", _("33 · NAIC company code")),
        ("ZZ", _("ZZ · Mutually defined")),
    ]


def problem(_, scheme, value):
    """Returns why an identifier cannot be used on an envelope; None if it can."""
    if not re.fullmatch(r"[A-Z0-9]{2}", scheme or ""):
        return _('The qualifier "%s" must be two capital letters or digits.', scheme or "")
    if value != value.strip():
        return _('"%s" starts or ends with a space. Remove it: envelopes are padded with spaces.', value)
    if not SHORTEST <= len(value) <= LONGEST:
        return _(
            '"%(value)s" is %(count)s characters long. An envelope identifier has 2 to 15 characters.',
            value=value,
            count=len(value),
        )
    if not FITTING.fullmatch(value):
        return _(
            '"%s" contains characters that are not allowed in an envelope. Use unaccented '
            "letters, digits and spaces.",
            value,
        )
    wrong = [character for character in value if character in SEPARATORS]
    if wrong:
        return _(
            '"%(value)s" contains %(character)s, which is used as a separator. Choose an '
            "identifier without it.",
            value=value,
            character=wrong[0],
        )
    return None


def doubt(_, scheme, value):
    """Returns what looks wrong about a valid identifier; None if nothing does."""
    form = FORMS.get(scheme)
    if form and not form.fullmatch(value):
        return _('"%(value)s" does not look like %(kind)s.', value=value, kind=dict(qualifiers(_))[scheme])
    return None
