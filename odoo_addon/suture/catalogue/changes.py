"""Describes settings and their changes as text, such as "Price tolerance: 2 % → 5 %"."""

from markupsafe import Markup
from odoo.tools import formatLang

from .values import effective, same


def changed(env, settings, before, after, currency=""):
    """Returns a line such as "Price tolerance: 2 % → 5 %" for each setting whose value differs between the
    objects `before` and `after`. A setting without a value has its default.

    :param currency: the unit of amounts of money
    """
    lines = []
    for setting in settings:
        old, new = effective(setting, before), effective(setting, after)
        if not same(old, new):
            words = [in_words(env, setting, value, currency) for value in (old, new)]
            lines.append(f"{setting['label']}: {words[0]} → {words[1]}")
    return lines


def differing(env, settings, values, currency=""):
    """Returns a line such as "Price tolerance: 5 %" for each setting whose value differs from its default.

    :param currency: the unit of amounts of money
    """
    return [
        f"{setting['label']}: {in_words(env, setting, effective(setting, values), currency)}"
        for setting in settings
        if not same(effective(setting, values), setting["default"])
    ]


def told(lines):
    """Returns the lines as an HTML list for the chatter."""
    items = Markup().join(Markup("<li>%s</li>") % line for line in lines)
    return Markup("<ul>%s</ul>") % items


def in_words(env, setting, value, currency=""):
    """Returns the value of a setting as text in the user's language, with its unit, or with `currency` if it
    is an amount of money.
    """
    if value is None or value in ("", [], {}):
        return env._("None")
    if isinstance(value, bool):
        return env._("Yes") if value else env._("No")
    unit = currency if setting["is_money"] else setting["unit"]
    if setting["type"] == "record":
        return _record_name(env, setting["record_model"], value)
    if setting["type"] == "list":
        return ", ".join(_label(setting["choices"], item) for item in value)
    if setting["type"] == "map":
        pairs = value.items()
        return ", ".join(f"{code} = {_label(setting['value_choices'], each)}" for code, each in pairs)
    text = _number(env, value) if isinstance(value, float) else _label(setting["choices"], value)
    return f"{text} {unit}" if unit else text


def _label(choices, value):
    labels = {choice["value"]: choice["label"] for choice in choices}
    return labels.get(value, str(value))


def _number(env, value):
    """Formats a number with the reader's decimal separator, and with the decimals that it has."""
    decimals = 0 if value.is_integer() else len(repr(value).partition(".")[2])
    return formatLang(env, value, digits=decimals, grouping=False)


def _record_name(env, model, record_id):
    if model not in env:
        return str(record_id)
    return env[model].sudo().browse(record_id).exists().display_name or str(record_id)
