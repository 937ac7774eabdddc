"""Merges the settings of a form into those that somebody else has saved in the meantime."""

from typing import NamedTuple

from .values import at, placed, same, unknown_paths


class Merged(NamedTuple):
    values: dict
    conflicts: list  # the settings, as described, that both changed to different values


def merged(settings, loaded, current, entered):
    """Returns `current` with the changes that lead from `loaded` to `entered`, setting by setting. A setting
    that both changed to different values is a conflict and keeps the value of `current`.

    :param settings: the settings as `suture.catalogue.setting._described` returns them
    :param loaded: the values that the form showed when it was opened
    """
    values, conflicts = current, []
    for unit in _units(settings, loaded, entered):
        changed = [each for each in unit if not _equal(each, loaded, entered)]
        if not changed or all(_equal(each, current, entered) for each in unit):
            continue
        conflicts += [each for each in unit if not _equal(each, loaded, current)]
        for each in changed:
            values = placed(values, each["path"], at(entered, each["path"]))
    return Merged(current if conflicts else values, conflicts)


def _units(settings, loaded, entered):
    """Returns the settings in groups that change together: the scheme and the value of an identifier, any
    other setting alone. A path that the catalogue does not know is a setting without a default.
    """
    unknown = {*unknown_paths(settings, loaded), *unknown_paths(settings, entered)}
    units = {}
    for each in [*settings, *({"path": path, "label": path, "default": None} for path in sorted(unknown))]:
        units.setdefault(each.get("changes_with") or each["path"], []).append(each)
    return units.values()


def _equal(setting, values, others):
    mine, theirs = (at(held, setting["path"]) for held in (values, others))
    default = setting["default"]
    return same(default if mine is None else mine, default if theirs is None else theirs)
