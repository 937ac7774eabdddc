"""Compares an order with what its vendor knows: the order as last sent, and the responses applied since."""

import hashlib
import json
from typing import NamedTuple

from odoo.addons.suture.panes.record import day, quantity
from odoo.tools.misc import formatLang

from .lines import day_of, item_of, net_price, notes_of, sendable_lines


class Difference(NamedTuple):
    """One value of an order that the vendor does not know yet. `before` and `now` are texts in the reader's
    language; `field` is "order", "line", "item", "unit", "quantity", "price", "date" or "note".
    """

    line: int
    item: str
    field: str
    before: str
    now: str


def differences(order):
    """Returns the differences between an order and what its vendor knows, in the order of its lines."""
    version = order.suture_version_id
    if not version:
        return []
    if order.state != "purchase":
        return [] if version.kind == "cancellation" else [_withdrawn(order)]
    notes, known = notes_of(order), {line.order_line_id.id: line for line in version.line_ids}
    found, lines = [], sendable_lines(order)
    for line in lines:
        found += _of_line(line, known.get(line.id), notes.get(line.id, ""))
    for gone in version.line_ids.filtered(lambda each: each.known_qty and each.order_line_id not in lines):
        found.append(_removed(gone))
    return sorted(found, key=lambda each: each.line)


class Known(NamedTuple):
    """A line as a version has it: as it was sent, or as the vendor knows it."""

    item: str
    product: object
    unit: object
    unit_name: str
    quantity: float
    price: float
    date: object
    note: str


def known_by_vendor(line):
    return _line_of(line, line.known_qty, line.known_price, line.known_date)


def as_sent(line):
    return _line_of(line, line.product_qty, line.price_unit, line.date_planned)


def _line_of(line, quantity, price, date):
    unit = (line.product_uom_id, line.product_uom_name or "")
    return Known(line.name or "", line.product_id, *unit, quantity, price, date, line.note or "")


def since_sent(line):
    """Returns what differs between a line of a version as it was sent and the order now, in words."""
    env, order, ordered = line.env, line.order_id, line.order_line_id
    if not ordered or (line.product_qty and not ordered.product_qty):
        return env._("Removed")
    found = _differing(ordered, as_sent(line), notes_of(order).get(ordered.id, ""))
    names = labels(env)
    return ", ".join(f"{names[each.field]}: {each.now}" for each in found)


def fingerprint(found):
    """Returns a text that is the same for the same differences, in whatever language they were read."""
    keys = [[each.line, each.field, each.now] for each in found]
    return hashlib.sha256(json.dumps(keys).encode()).hexdigest() if found else False


def labels(env):
    """Returns the label of each field of a difference."""
    _ = env._
    return {
        "order": _("Order"),
        "line": _("Line"),
        "item": _("Item"),
        "unit": _("Unit"),
        "quantity": _("Quantity"),
        "price": _("Price"),
        "date": _("Date"),
        "note": _("Note"),
    }


def _withdrawn(order):
    _ = order.env._
    now = _("Cancelled") if order.state == "cancel" else _("No longer confirmed")
    return Difference(0, "", "order", _("Ordered"), now)


def _removed(known):
    _ = known.env._
    return Difference(known.line_number, known.name, "line", _qty(known, known.known_qty), _("Removed"))


def _of_line(line, known, note):
    _ = line.env._
    if known and known.known_qty:
        return _differing(line, known_by_vendor(known), note)
    if not line.product_qty:
        return []
    added = ", ".join([_qty(line, line.product_qty), _price(line, net_price(line))])
    return [Difference(line.suture_line_number, item_of(line), "line", _("Not ordered"), added)]


def _differing(line, known, note):
    _, item = line.env._, item_of(line)
    planned, net = day_of(line.order_id, line.date_planned), net_price(line)
    unit = line.product_uom_id
    told = {
        "item": lambda: (known.item, item),
        "unit": lambda: (known.unit_name, unit.name),
        "quantity": lambda: (quantity(known.quantity, known.unit), _qty(line, line.product_qty)),
        "price": lambda: (_price(line, known.price), _price(line, net)),
        "date": lambda: (_day(line, known.date), _day(line, planned)),
        "note": lambda: (known.note or _("None"), note or _("None")),
    }
    differs = {
        "item": known.product != line.product_id,
        "unit": known.unit != unit,
        "quantity": round(known.quantity - line.product_qty, 6),
        "price": round(known.price - net, 6),
        "date": known.date != planned,
        "note": known.note != note,
    }
    return [Difference(line.suture_line_number, item, name, *told[name]()) for name in told if differs[name]]


def _qty(line, number):
    return quantity(number, line.product_uom_id)


def _price(line, price):
    return f"{formatLang(line.env, price, dp='Product Price')} {line.currency_id.name}"


def _day(line, date):
    return day(line.company_id, date) or line.env._("None")
