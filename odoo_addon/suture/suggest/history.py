"""Suggests records that the same identifier is or was mapped to on other connections."""

MOST = 4


def used_before(unknown):
    """Returns the records of other connections' crosswalk entries with the same identifier."""
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
    """Returns all identifiers that the partner gave."""
    return list(dict.fromkeys([unknown.value, *(each["id"] for each in identifiers(unknown))]))


def identifiers(unknown):
    """Returns `[{"scheme", "id"}]` as the partner gave them, without malformed ones."""
    told = unknown.identifiers if isinstance(unknown.identifiers, list) else []
    given = [each for each in told if isinstance(each, dict)]
    return [each for each in given if isinstance(each.get("id"), str) and isinstance(each.get("scheme"), str)]
