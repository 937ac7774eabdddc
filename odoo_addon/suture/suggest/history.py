"""What the same identifier stands for on other connections, or was taken for before."""

MOST = 4


def used_before(unknown):
    """Entries of the crosswalk of other connections with the same identifier."""
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
    """Everything the partner called it by."""
    return list(dict.fromkeys([unknown.value, *(each["id"] for each in identifiers(unknown))]))


def identifiers(unknown):
    """`[{"scheme", "id"}]` as the partner gave them; what has another shape is left out."""
    told = unknown.identifiers if isinstance(unknown.identifiers, list) else []
    given = [each for each in told if isinstance(each, dict)]
    return [each for each in given if isinstance(each.get("id"), str) and isinstance(each.get("scheme"), str)]
