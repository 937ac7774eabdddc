"""Reads and writes setting values in a nested JSON object, and applies the defaults."""


def at(values, path):
    """Returns the value at a path such as "itemQualifiers.buyer", or None if there is none."""
    for name in path.split("."):
        if not isinstance(values, dict):
            return None
        values = values.get(name)
    return values


def placed(values, path, value):
    """Returns a copy of the object with the value set at the path. If the value is None, it is removed from
    the object, with any inner objects that become empty.
    """
    name, _, rest = path.partition(".")
    inner = values.get(name)
    if rest:
        value = placed(inner if isinstance(inner, dict) else {}, rest, value) or None
    others = {key: each for key, each in values.items() if key != name}
    return others if value is None else {**others, name: value}


def effective(setting, values):
    """Returns the value of a setting in the object, or the setting's default if the object has none."""
    value = at(values, setting["path"])
    return setting["default"] if value is None else value


def without_defaults(settings, values):
    """Returns a copy of the object without the values that equal their defaults, so that a later change of a
    default takes effect.
    """
    for setting in settings:
        value = at(values, setting["path"])
        if value is None or same(value, setting["default"]):
            values = placed(values, setting["path"], None)
    return values


def same(value, other):
    """Reports whether two values are equal. True and 1 differ; 2 and 2.0 are equal."""
    return isinstance(value, bool) == isinstance(other, bool) and value == other


def unknown_paths(settings, values):
    """Returns the paths in the object that belong to no setting."""
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
