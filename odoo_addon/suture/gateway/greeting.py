"""Identifies this database to a sidecar that checks its connection, and records which API key the sidecar has
used.
"""

import re

from odoo.http import request

_BEARER = re.compile(r"bearer\s+(\S+)", re.IGNORECASE)


def greet(env):
    """Returns the UUID of this database and the version of the addon: `{"database_uuid", "addon"}`."""
    addon = env["ir.module.module"]._get("suture")
    return {
        "database_uuid": env["ir.config_parameter"].get_param("database.uuid"),
        "addon": addon.latest_version or "",
    }


def note_key(env):
    """Records that the API key of this call was used. Odoo has already verified the key."""
    header = presented_authorization()
    match = _BEARER.fullmatch(header.strip()) if header else None
    if match:
        env["suture.gateway.key"]._note_use(env.user, match.group(1))


def presented_authorization():
    return request.httprequest.headers.get("Authorization") if request else None
