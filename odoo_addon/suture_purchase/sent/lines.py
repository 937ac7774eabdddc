"""Reads the lines of an order as the vendor sees them."""

from decimal import Decimal

import pytz

PRICE_DIGITS = 6


def sendable_lines(order):
    """Returns the lines of an order that are sent: those with a product or a quantity. Sections, notes and
    down payments are not lines of their own.
    """
    return order.order_line.filtered(
        lambda line: (
            not line.display_type and not line.is_downpayment and (line.product_id or line.product_qty)
        )
    )


def net_price(line):
    """Returns the price of one unit after the discount, with the six decimals that are sent."""
    return round(line.price_unit * (100 - (line.discount or 0.0)) / 100, PRICE_DIGITS)


def day_of(order, moment):
    """Returns the date of an instant in the company's time zone, or False if there is none."""
    if not moment:
        return False
    zone = pytz.timezone(order.company_id._suture_time_zone())
    return pytz.utc.localize(moment).astimezone(zone).date()


def item_of(line):
    """Returns the text that identifies the item: our item number, if it has one, and its name."""
    product = line.product_id
    return " ".join(filter(None, (product.default_code, product.name))) or (line.name or "").split("\n")[0]


def notes_of(order):
    """Returns the note of each line with a note, by the line's ID: what follows the first line of its
    description, and the notes directly below it on the order.
    """
    notes, last = {}, None
    for line in order.order_line.sorted(lambda line: (line.sequence, line.id)):
        if line.display_type == "line_note":
            if last:
                notes.setdefault(last, []).append((line.name or "").strip())
        elif line.display_type:
            last = None
        else:
            last = line.id
            notes[last] = [(line.name or "").partition("\n")[2].strip()]
    return {line: text for line, parts in notes.items() if (text := "\n".join(filter(None, parts)))}


def plain(number):
    """Returns a number as decimal text without exponent and without trailing zeros."""
    text = f"{Decimal(repr(round(number or 0.0, PRICE_DIGITS))):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
