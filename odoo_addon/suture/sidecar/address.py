"""Reads and validates the address of the sidecar, which is stored in a system parameter."""

from urllib.parse import urlsplit

PARAMETER = "suture.sidecar_url"
SCHEMES = ("http", "https")


def stored_address(env):
    """Returns the sidecar's address without a trailing slash, or an empty text if it is not set."""
    return normal(env["ir.config_parameter"].sudo().get_param(PARAMETER))


def normal(text):
    return (text or "").strip().rstrip("/")


def address_problem(env, text):
    """Returns what is wrong with an address, as a sentence, or None if it is valid."""
    try:
        parts = urlsplit(normal(text))
        port = parts.port
    except ValueError:
        return env._(
            "“%s” is not a valid address. Enter an address such as https://suture.example.org:8080.", text
        )
    if parts.scheme not in SCHEMES or not parts.hostname:
        return env._(
            "“%s” is not a valid address. Enter an address such as https://suture.example.org:8080.", text
        )
    if parts.username is not None or parts.password is not None:
        return env._(
            "The address contains a user name or a password. Remove them: the sidecar does not use them."
        )
    if parts.query or parts.fragment or port == 0 or any(mark.isspace() for mark in parts.geturl()):
        return env._(
            "The address must end with the port or the path. Remove anything after ? or # and any spaces."
        )
    return None
