"""Where the sidecar is: the system parameter, and what may stand in it."""

from urllib.parse import urlsplit

PARAMETER = "suture.sidecar_url"
SCHEMES = ("http", "https")


def stored_address(env):
    """The sidecar's address without a slash at its end; empty where it is not known."""
    return normal(env["ir.config_parameter"].sudo().get_param(PARAMETER))


def normal(text):
    return (text or "").strip().rstrip("/")


def address_problem(env, text):
    """What is wrong with an address, as a sentence; None when it can be called."""
    try:
        parts = urlsplit(normal(text))
        port = parts.port
    except ValueError:
        return env._('"%s" is not a valid address. Enter it like https://suture.example.org:8080.', text)
    if parts.scheme not in SCHEMES or not parts.hostname:
        return env._('"%s" is not a valid address. Enter it like https://suture.example.org:8080.', text)
    if parts.username is not None or parts.password is not None:
        return env._(
            "The address contains a user name or a password. Remove them: the sidecar does not use them."
        )
    if parts.query or parts.fragment or port == 0 or any(mark.isspace() for mark in parts.geturl()):
        return env._(
            "The address must end with the port or the path. Remove anything after ? or # and any spaces."
        )
    return None
