"""Identifiers on the envelopes of X12: their qualifiers (element I05) and what fits ISA06 and ISA08."""

import re

LONGEST = 15
SHORTEST = 2  # the identifier also stands in GS02 and GS03, which ask for two characters
# What our writer uses as separators, and what no partner's reader takes for a part of a name.
SEPARATORS = "*~>:^|"
FITTING = re.compile(r"[ -~]+")
# Qualifiers whose identifiers have a form of their own: what is unlike it is worth a second look.
FORMS = {
    "01": re.compile(r"\d{9}"),
    "12": re.compile(r"\d{10,15}"),
    "14": re.compile(r"\d{9}\w{0,4}"),
    "30": re.compile(r"\d{2}-?\d{7}"),
}


def qualifiers(_):
    """The qualifiers that partners use, with their names."""
    return [
        ("01", _("01 · DUNS number")),
        ("02", _("02 · Carrier code (SCAC)")),
        ("08", _("08 · UCC communication number")),
        ("09", _("09 · X.121 network address")),
        ("11", _("11 · DEA number")),
        ("12", _("12 · Telephone number")),
        ("13", _("13 · UCS code")),
        ("14", _("14 · DUNS number with suffix")),
        ("16", _("16 · DUNS number with four characters")),
        ("20", _("20 · Health industry number (HIN)")),
        ("27", _("27 · Medicare carrier number")),
        ("28", _("28 · Medicare fiscal intermediary number")),
        ("29", _("29 · Medicare provider number")),
        ("30", _("30 · US federal tax number")),
        ("33", _("33 · NAIC company code")),
        ("ZZ", _("ZZ · Mutually defined")),
    ]


def problem(_, scheme, value):
    """Why an identifier cannot stand on an envelope, in words; None when it can."""
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
    """What is odd about an identifier that could be right all the same; None when nothing is."""
    form = FORMS.get(scheme)
    if form and not form.fullmatch(value):
        return _('"%(value)s" does not look like %(kind)s.', value=value, kind=dict(qualifiers(_))[scheme])
    return None
