"""Checks the identifiers of the parties by the rules that their format declares."""

from .checks import Filled, fits


def problem(checks, scheme, value):
    """Returns why an identifier is refused, in a sentence; None when it is accepted.

    :param checks: what `suture.catalogue.rule._identifier_checks` returns
    """
    return next(_failed(checks, scheme or "", value or "", warns=False), None)


def doubt(checks, scheme, value):
    """Returns a warning about an accepted identifier with an unusual form, as a sentence; None if there is
    none.
    """
    return next(_failed(checks, scheme or "", value or "", warns=True), None)


def _failed(checks, scheme, value, *, warns):
    known = Filled({"value": value, "scheme": scheme, "length": len(value)})
    for check in checks:
        if check["warns"] == warns and check["scheme"] in (None, scheme):
            if not fits(check["pattern"], scheme if check["on"] == "scheme" else value):
                yield check["message"].format_map(known)
