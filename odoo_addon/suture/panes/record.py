"""What Odoo has: the record that an exchange is about, in the words of its lines. The models of the apps
write their own sections (`_suture_pane_sections` of `suture.synced.mixin`).
"""

from odoo.tools import format_date, formatLang

from .sections import row, section


def record_sections(record):
    """The sections of a record, lines by the numbers under which partners know them. The caller has
    checked access.
    """
    written = hasattr(record, "_suture_pane_sections")
    return record._suture_pane_sections() if written else [named(record)]


def named(record):
    """The section of a record of which only the name is shown."""
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
    """A day as people read it; an instant is of the company's day, whoever looks at it: so are the days
    beside it.
    """
    env = company.with_context(tz=company._suture_time_zone()).env
    return format_date(env, moment) if moment else ""
