"""Builds the canonical OrderChange: what has changed on an order since its vendor last knew it."""

from odoo import fields

from .lines import day_of, net_price, notes_of, plain, sendable_lines


def change_document(order, sequence):
    """Returns the `OrderChange` document of an order for the outbox. Items and units are named by their IDs
    in Odoo; the sidecar replaces them, and adds the parties and what is still open.

    :param sequence: the number of the change, counted per order
    """
    cancelled = order.state != "purchase"
    pairs = _pairs(order, cancelled)
    changed = [(number, before, now) for number, before, now in pairs if before != now]
    return {
        "type": "OrderChange",
        "id": order.name,
        "sequence": sequence,
        "purpose": "cancel" if cancelled else "change",
        "orderDate": _iso(day_of(order, order.date_order)),
        "issueDate": _iso(day_of(order, fields.Datetime.now())),
        "currency": order.currency_id.name,
        **_heading(pairs),
        "lines": [
            {"id": str(number), **({"before": before} if before else {}), **({"now": now} if now else {})}
            for number, before, now in changed
        ],
        **({} if cancelled else {"total": _total(order)}),
    }


def _pairs(order, cancelled):
    """Returns each line as `(number, before, now)`. `before` is None for an added line, `now` for one that is
    no longer ordered.
    """
    known = {line.order_line_id.id: line for line in order.suture_version_id.line_ids if line.order_line_id}
    notes, current = notes_of(order), sendable_lines(order)
    gone = order.suture_version_id.line_ids.filtered(lambda each: each.order_line_id not in current)
    pairs = [
        (
            line.suture_line_number,
            _before(order, known.get(line.id)),
            None if cancelled else _now(line, notes.get(line.id)),
        )
        for line in current
    ]
    pairs += [(line.line_number, _before(order, line), None) for line in gone]
    return sorted(pairs, key=lambda pair: pair[0])


def _before(order, known):
    if not known or not known.known_qty:
        return None
    price = known.known_price
    return _line(order, known, known.known_qty, price, known.known_date, known.note)


def _now(line, note):
    if not line.product_qty:
        return None
    planned = day_of(line.order_id, line.date_planned)
    return _line(line.order_id, line, line.product_qty, net_price(line), planned, note)


def _line(order, line, quantity, price, day, note):
    return {
        "item": {"ids": [{"scheme": "odoo", "id": str(line.product_id.id)}]},
        "quantity": {"value": plain(quantity), "unit": f"odoo:{line.product_uom_id.id}"},
        "price": {"amount": plain(price), "currency": order.currency_id.name},
        **({"requestedDate": _iso(day)} if day else {}),
        **({"note": note} if note else {}),
    }


def _heading(pairs):
    """Returns the earliest requested date of the lines, and the one that the vendor knows."""
    now = sorted(line["requestedDate"] for _n, _b, line in pairs if line and "requestedDate" in line)
    before = sorted(line["requestedDate"] for _n, line, _a in pairs if line and "requestedDate" in line)
    return {
        **({"requestedDate": now[0]} if now else {}),
        **({"before": {"requestedDate": before[0]}} if before else {}),
    }


def _total(order):
    amounts = [line.product_qty * net_price(line) for line in sendable_lines(order)]
    return f"{sum(amounts):.{order.currency_id.decimal_places}f}"


def _iso(day):
    return day and day.isoformat()
