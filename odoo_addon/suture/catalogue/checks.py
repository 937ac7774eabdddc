"""Checks values against the settings of the catalogue. `setting_checks.ts` applies the same checks while the
user types.

The settings come from the sidecar's schemas, so the sidecar accepts every value that passes here.
"""

import math
import re

from .values import at, effective, unknown_paths


def problems(_, settings, values):
    """Returns the errors in `values`, a nested object of setting values, as `[(label, sentence), …]`. A value
    that belongs to no setting is also an error, with its path as the label.

    :param _: translates a text
    """
    found = []
    for setting in settings:
        value = at(values, setting["path"])
        sentence = None if value is None else problem_of(_, setting, value)
        if sentence:
            found.append((setting["label"], sentence))
    return found + [(path, _unknown(_, settings)) for path in unknown_paths(settings, values)]


def problem_of(_, setting, value):
    """Returns why a value is not valid for a setting, as a sentence, or None if it is valid."""
    return CHECKS[setting["type"]](_, setting, value)


def rule_problems(rules, settings, values, version, default_version):
    """Yields the message of each rule that the values violate.

    :param rules: records of `suture.catalogue.rule`
    :param version: the version of the format; `default_version` applies if it is empty
    """
    by_path = {setting["path"]: setting for setting in settings}

    def value_at(path):
        return effective(by_path[path], values) if path in by_path else at(values, path)

    spoken = version or default_version or ""
    for rule in rules:
        paths = rule.rule.get("differ") or [rule.rule["when"]["path"]]
        if not _holds(rule.rule, value_at, spoken):
            filled = {"value": value_at(paths[0]), "version": spoken}
            yield rule.message.format_map(Filled(filled))


class Filled(dict):
    """The values for the placeholders of a sentence. A placeholder without a value is left as it is."""

    def __missing__(self, name):
        return f"{{{name}}}"


def _holds(rule, value_at, version):
    if "differ" in rule:
        one, other = (value_at(path) for path in rule["differ"])
        return one != other
    when = rule["when"]
    return value_at(when["path"]) != when["equals"] or version.startswith(rule["version_starts"])


def _unknown(_, settings):
    names = ", ".join(setting["path"] for setting in settings) or _("none")
    return _("This setting is unknown. Known settings: %s.", names)


def _boolean(_, _setting, value):
    return None if isinstance(value, bool) else _("Choose yes or no.")


def _integer(_, setting, value):
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        return _("Enter a whole number.")
    return _within(_, setting, value)


def _decimal(_, setting, value):
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return _("Enter a number.")
    return _within(_, setting, value)


def _within(_, setting, value):
    low, high = setting["minimum"], setting["maximum"]
    if low is not None and high is not None and not low <= value <= high:
        return _("Enter a number from %(low)s to %(high)s.", low=low, high=high)
    if low is not None and value < low:
        return _("Enter a number of at least %s.", low)
    if high is not None and value > high:
        return _("Enter a number of at most %s.", high)
    return None


def _text(_, setting, value):
    if not isinstance(value, str) or not value.strip():
        return _("Enter a text.")
    low, high = setting["minimum"], setting["maximum"]
    if low is not None and len(value) < low:
        return _("Enter at least %s characters.", low) if low > 1 else _("Enter a text.")
    if high is not None and len(value) > high:
        return _("Enter at most %s characters.", high)
    return _form(_, setting["pattern"], value, setting["example"])


def _choice(_, setting, value):
    return _one_of(_, setting["choices"], value)


def _one_of(_, choices, value):
    if value in [choice["value"] for choice in choices]:
        return None
    return _("Choose one of: %s.", ", ".join(choice["label"] for choice in choices))


def _list(_, setting, value):
    if not isinstance(value, list):
        return _("Enter a list.")
    low, high = setting["minimum"], setting["maximum"]
    if low is not None and len(value) < low:
        return _("Enter at least %s values.", low) if low > 1 else _("Enter at least one value.")
    if high is not None and len(value) > high:
        return _("Enter at most %s values.", high)
    return next((text for text in (_item(_, setting, item) for item in value) if text), None)


def _item(_, setting, item):
    if setting["choices"]:
        return _one_of(_, setting["choices"], item)
    if not isinstance(item, str) or not item:
        return _("Enter a text.")
    return _form(_, setting["item_pattern"], item, setting["example"])


def _map(_, setting, value):
    if not isinstance(value, dict):
        return _("Enter each code with its meaning.")
    for code, meaning in value.items():
        if not code:
            return _("Enter a code for each meaning.")
        text = _form(_, setting["pattern"], code, setting["example"]) or _meaning(_, setting, meaning)
        if text:
            return f"{code}: {text}"
    return None


def _meaning(_, setting, meaning):
    if setting["value_choices"]:
        return _one_of(_, setting["value_choices"], meaning)
    if not isinstance(meaning, str) or not meaning:
        return _("Enter a meaning for each code.")
    return _form(_, setting["item_pattern"], meaning, setting["value_example"])


def _record(_, _setting, value):
    return None if isinstance(value, int) and not isinstance(value, bool) else _("Choose a record.")


def _form(_, pattern, value, example):
    if fits(pattern, value):
        return None
    if not example:
        return _("“%s” does not have the expected form.", value)
    return _(
        "“%(value)s” does not have the expected form, such as %(example)s.", value=value, example=example
    )


def fits(pattern, value):
    """Reports whether a text matches a JavaScript pattern. Every text matches if there is no pattern."""
    if not pattern:
        return True
    python = f"{pattern[:-1]}\\Z" if pattern.endswith("$") and not pattern.endswith("\\$") else pattern
    return re.search(python, value, re.ASCII) is not None


CHECKS = {
    "boolean": _boolean,
    "integer": _integer,
    "decimal": _decimal,
    "text": _text,
    "choice": _choice,
    "list": _list,
    "map": _map,
    "record": _record,
}
