"""The values of settings, nested in a JSON object: where each stands, and what holds where none stands."""


def at(values, path):
    """The value under a path such as "itemQualifiers.buyer"; None where none stands."""
    for name in path.split("."):
        if not isinstance(values, dict):
            return None
        values = values.get(name)
    return values


def placed(values, path, value):
    """The object with a value under the path; None takes away what stands there, and objects left empty."""
    name, _, rest = path.partition(".")
    inner = values.get(name)
    if rest:
        value = placed(inner if isinstance(inner, dict) else {}, rest, value) or None
    others = {key: each for key, each in values.items() if key != name}
    return others if value is None else {**others, name: value}


def effective(setting, values):
    """What holds: the value that is set, or the default."""
    value = at(values, setting["path"])
    return setting["default"] if value is None else value


def without_defaults(settings, values):
    """The object without what is at its default anyway: a default that changes later then holds here too."""
    for setting in settings:
        value = at(values, setting["path"])
        if value is None or same(value, setting["default"]):
            values = placed(values, setting["path"], None)
    return values


def same(value, other):
    """Whether two values are the same; True and 1 are not, 2 and 2.0 are."""
    return isinstance(value, bool) == isinstance(other, bool) and value == other


def unknown_paths(settings, values):
    """The paths in the object at which no setting stands."""
    paths = {setting["path"] for setting in settings}
    return list(_unknown(paths, values, ""))


def _unknown(paths, values, prefix):
    for name, value in values.items():
        path = f"{prefix}{name}"
        if path in paths:
            continue
        if isinstance(value, dict) and any(known.startswith(f"{path}.") for known in paths):
            yield from _unknown(paths, value, f"{path}.")
        else:
            yield path
