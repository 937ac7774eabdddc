"""Renders a purchase order for the pane next to the partner's document."""

from odoo.addons.suture.panes.record import choice, day, filled, money, price, quantity
from odoo.addons.suture.panes.sections import of, row, section


def order_sections(order):
    _ = order.env._
    head = [
        row(_("Order"), order.name, "order"),
        row(_("Vendor"), order.partner_id.display_name, "partner"),
        of(order, "partner_ref", row(_("Partner reference"), order.partner_ref or "", "number")),
        of(order, "state", row(_("Status"), choice(order, "state"), "state")),
        row(_("Currency"), order.currency_id.name, "currency"),
        of(
            order,
            "amount_total",
            row(_("Total"), money(order.amount_total, order.currency_id), "total", "amount"),
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
                    row(_("Quantity"), quantity(line.product_qty, line.product_uom_id), "quantity", "unit"),
                ),
                of(line, "price_unit", row(_("Price"), price(line), "price")),
                of(line, "date_planned", row(_("Date"), day(line.company_id, line.date_planned), "date")),
                row(_("Received"), quantity(line.qty_received, line.product_uom_id)),
                row(_("Billed"), quantity(line.qty_invoiced, line.product_uom_id)),
            ],
            line.suture_line_number or index,
        )
        for index, line in enumerate(order.order_line.filtered(lambda line: not line.display_type), start=1)
    ]
    return [section(_("Document"), filled(head)), *lines]
