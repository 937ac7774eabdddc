"""Checks the identifiers of the parties against the rules that their format declares."""

from .checks import Filled, fits


def problem(checks, scheme, value):
    """Returns why an identifier is not valid, as a sentence, or None if it is valid.

    :param checks: the rules of the format, as `suture.catalogue.rule._identifier_checks` returns them
    """
    return next(_failed(checks, scheme or "", value or "", warns=False), None)


def doubt(checks, scheme, value):
    """Returns a warning about a valid identifier with an unusual form, as a sentence, or None if its form is
    usual.
    """
    return next(_failed(checks, scheme or "", value or "", warns=True), None)


def _failed(checks, scheme, value, *, warns):
    known = Filled({"value": value, "scheme": scheme, "length": len(value)})
    for check in checks:
        if check["warns"] == warns and check["scheme"] in (None, scheme):
            if not fits(check["pattern"], scheme if check["on"] == "scheme" else value):
                yield check["message"].format_map(known)
