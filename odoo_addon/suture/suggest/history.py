"""Suggests records that the same identifier is mapped to on other connections."""

MOST = 4


def used_before(unknown):
    """Returns `[(record, reason), …]` for the crosswalk entries of other connections that contain one of the
    partner's identifiers, latest first.
    """
    env = unknown.env
    entries = env["suture.crosswalk"].search(
        [
            ("value", "in", values(unknown)),
            ("res_model", "=", unknown.res_model),
            ("connection_id", "!=", unknown.connection_id.id),
        ],
        limit=MOST,
        order="id desc",
    )
    return [
        (env[entry.res_model].browse(entry.res_id), env._("used on %s", entry.connection_id.name))
        for entry in entries
    ]


def values(unknown):
    """Returns all identifiers that the partner gave for the unknown item, without their schemes."""
    return list(dict.fromkeys([unknown.value, *(each["id"] for each in identifiers(unknown))]))


def identifiers(unknown):
    """Returns the partner's identifiers for the unknown item as `[{"scheme", "id"}]`, without
    malformed ones.
    """
    told = unknown.identifiers if isinstance(unknown.identifiers, list) else []
    given = [each for each in told if isinstance(each, dict)]
    return [each for each in given if isinstance(each.get("id"), str) and isinstance(each.get("scheme"), str)]
