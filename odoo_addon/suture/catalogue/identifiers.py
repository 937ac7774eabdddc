"""Checks of the identifiers of the parties, as their format declares them."""

from .checks import Filled, fits


def problem(checks, scheme, value):
    """Returns why an identifier is refused, in a sentence; None when it is accepted.

    :param checks: what `suture.catalogue.rule._identifier_checks` returns
    """
    return next(_failed(checks, scheme or "", value or "", warns=False), None)


def doubt(checks, scheme, value):
    """Returns what is unusual about an identifier that is accepted, in a sentence; None when nothing is."""
    return next(_failed(checks, scheme or "", value or "", warns=True), None)


def _failed(checks, scheme, value, *, warns):
    known = Filled({"value": value, "scheme": scheme, "length": len(value)})
    for check in checks:
        if check["warns"] == warns and check["scheme"] in (None, scheme):
            if not fits(check["pattern"], scheme if check["on"] == "scheme" else value):
                yield check["message"].format_map(known)
