"""Renders the Odoo record of an exchange as sections. The models of the apps provide their own sections
(`_suture_pane_sections` of `suture.synced.mixin`).
"""

from odoo.tools import format_date, formatLang

from .sections import row, section


def record_sections(record):
    """Returns the sections of a record. Lines have the numbers that partners use. The caller must have
    checked access.
    """
    written = hasattr(record, "_suture_pane_sections")
    return record._suture_pane_sections() if written else [named(record)]


def named(record):
    """Returns a section that shows only the name of a record."""
    return section(record.env._("Document"), [row(record.env._("Name"), record.display_name)])


def filled(rows):
    return [each for each in rows if each["value"]]


def choice(record, name):
    return dict(record._fields[name]._description_selection(record.env)).get(record[name]) or ""


def money(amount, currency):
    return formatLang(currency.env, amount, currency_obj=currency)


def price(line):
    price = formatLang(line.env, line.price_unit, dp="Product Price")
    return f"{price} {line.currency_id.name}"


def quantity(quantity, unit):
    number = formatLang(unit.env, quantity, dp="Product Unit")
    return f"{number} {unit.name}" if unit else number


def day(company, moment):
    """Returns a date or an instant as a formatted date, or an empty text if there is none. An instant becomes
    a date in the company's time zone, not the user's, like the dates next to it.
    """
    env = company.with_context(tz=company._suture_time_zone()).env
    return format_date(env, moment) if moment else ""
