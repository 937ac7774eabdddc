"""What Odoo has: the record that an exchange is about, in the words of its lines."""

from odoo.tools import format_date, formatLang

from .sections import of, row, section


def record_sections(record):
    """The sections of a record, lines by the numbers under which partners know them. The caller has
    checked access.
    """
    writer = WRITERS.get(record._name)
    return writer(record) if writer else [_named(record)]


def _named(record):
    return section(record.env._("Document"), [row(record.env._("Name"), record.display_name)])


def _order(order):
    _ = order.env._
    head = [
        row(_("Order"), order.name, "order"),
        row(_("Vendor"), order.partner_id.display_name, "partner"),
        of(order, "partner_ref", row(_("Their reference"), order.partner_ref or "", "number")),
        of(order, "state", row(_("Status"), _choice(order, "state"), "state")),
        row(_("Currency"), order.currency_id.name, "currency"),
        of(
            order,
            "amount_total",
            row(_("Total"), _money(order.amount_total, order.currency_id), "total", "amount"),
        ),
    ]
    lines = [
        section(
            _("Line %s", line.suture_line_number or index),
            [
                of(
                    line,
                    "product_id",
                    row(_("Item"), line.product_id.display_name or line.name or "", "item"),
                ),
                of(
                    line,
                    "product_qty",
                    row(_("Quantity"), _quantity(line.product_qty, line.product_uom_id), "quantity", "unit"),
                ),
                of(line, "price_unit", row(_("Price"), _price(line), "price")),
                of(line, "date_planned", row(_("Date"), _day(line.company_id, line.date_planned), "date")),
                row(_("Received"), _quantity(line.qty_received, line.product_uom_id)),
                row(_("Billed"), _quantity(line.qty_invoiced, line.product_uom_id)),
            ],
            line.suture_line_number or index,
        )
        for index, line in enumerate(order.order_line.filtered(lambda line: not line.display_type), start=1)
    ]
    return [section(_("Document"), _filled(head)), *lines]


def _move(move):
    _ = move.env._
    head = [
        row(_("Number"), move.name or "", "number"),
        row(_("Partner"), move.partner_id.display_name or "", "partner", "payer"),
        row(_("Their reference"), move.ref or "", "order", "number"),
        row(_("Status"), _choice(move, "state"), "state"),
        row(_("Payment"), _choice(move, "payment_state"), "payment"),
        row(_("Date"), _day(move.company_id, move.invoice_date), "date"),
        row(_("Currency"), move.currency_id.name, "currency"),
        row(_("Tax"), _money(move.amount_tax, move.currency_id), "tax"),
        row(_("Total"), _money(move.amount_total, move.currency_id), "total"),
        row(_("Still open"), _money(move.amount_residual, move.currency_id), "amount"),
    ]
    lines = [
        section(
            _("Line %s", number),
            [
                row(_("Item"), line.name or line.product_id.display_name or "", "item"),
                row(_("Quantity"), _quantity(line.quantity, line.product_uom_id), "quantity", "unit"),
                row(_("Price"), _price(line), "price"),
                row(_("Amount"), _money(line.price_subtotal, line.currency_id), "amount"),
            ],
            number,
        )
        for number, line in _numbered(
            move.invoice_line_ids.filtered(lambda line: line.display_type == "product")
        )
    ]
    return [section(_("Document"), _filled(head)), *lines]


def _picking(picking):
    _ = picking.env._
    head = [
        row(_("Transfer"), picking.name, "number"),
        row(_("From"), picking.location_id.display_name, "department", "location"),
        row(_("To"), picking.location_dest_id.display_name),
        row(_("Status"), _choice(picking, "state"), "state"),
        row(_("Source"), picking.origin or "", "order"),
    ]
    lines = [
        section(
            _("Line %s", index),
            [
                row(_("Item"), move.product_id.display_name, "item"),
                row(_("Quantity"), _quantity(move.quantity, move.product_uom), "quantity", "unit"),
                row(_("Lot"), ", ".join(move.lot_ids.mapped("name")), "lot", "expiry"),
            ],
            index,
        )
        for index, move in enumerate(picking.move_ids, start=1)
    ]
    return [section(_("Document"), _filled(head)), *lines]


WRITERS = {"purchase.order": _order, "account.move": _move, "stock.picking": _picking}


def _numbered(lines):
    """Lines with the number of the order line they bill, where they bill one, else with their place."""
    for index, line in enumerate(lines, start=1):
        yield line.purchase_line_id.suture_line_number or index, line


def _filled(rows):
    return [each for each in rows if each["value"]]


def _choice(record, name):
    return dict(record._fields[name]._description_selection(record.env)).get(record[name]) or ""


def _money(amount, currency):
    return formatLang(currency.env, amount, currency_obj=currency)


def _price(line):
    price = formatLang(line.env, line.price_unit, dp="Product Price")
    return f"{price} {line.currency_id.name}"


def _quantity(quantity, unit):
    number = formatLang(unit.env, quantity, dp="Product Unit")
    return f"{number} {unit.name}" if unit else number


def _day(company, moment):
    """A day as people read it; an instant is of the company's day, whoever looks at it: so are the days
    beside it.
    """
    env = company.with_context(tz=company._suture_time_zone()).env
    return format_date(env, moment) if moment else ""
