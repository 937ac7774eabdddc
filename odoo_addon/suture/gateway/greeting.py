"""Who answers, for a sidecar that looks whether it reaches Odoo; and which key it came with."""

import re

from odoo.http import request

_BEARER = re.compile(r"bearer\s+(\S+)", re.IGNORECASE)


def greet(env):
    """Which database and which addon this is: `{"database_uuid", "addon"}`."""
    addon = env["ir.module.module"]._get("suture")
    return {
        "database_uuid": env["ir.config_parameter"].get_param("database.uuid"),
        "addon": addon.latest_version or "",
    }


def note_key(env):
    """Keeps in mind that the key of this call was used. Odoo has checked it already."""
    header = presented_authorization()
    match = _BEARER.fullmatch(header.strip()) if header else None
    if match:
        env["suture.gateway.key"]._note_use(env.user, match.group(1))


def presented_authorization():
    return request.httprequest.headers.get("Authorization") if request else None
