"""Renders a bill or a customer invoice for the pane next to the partner's document."""

from odoo.addons.suture.panes.record import choice, day, filled, money, price, quantity
from odoo.addons.suture.panes.sections import row, section


def move_sections(move):
    _ = move.env._
    head = [
        row(_("Number"), move.name or "", "number"),
        row(_("Partner"), move.partner_id.display_name or "", "partner", "payer"),
        row(_("Partner reference"), move.ref or "", "order", "number"),
        row(_("Status"), choice(move, "state"), "state"),
        row(_("Payment"), choice(move, "payment_state"), "payment"),
        row(_("Date"), day(move.company_id, move.invoice_date), "date"),
        row(_("Currency"), move.currency_id.name, "currency"),
        row(_("Tax"), money(move.amount_tax, move.currency_id), "tax"),
        row(_("Total"), money(move.amount_total, move.currency_id), "total"),
        row(_("Amount due"), money(move.amount_residual, move.currency_id), "amount"),
    ]
    lines = [
        section(
            _("Line %s", number),
            [
                row(_("Item"), line.name or line.product_id.display_name or "", "item"),
                row(_("Quantity"), quantity(line.quantity, line.product_uom_id), "quantity", "unit"),
                row(_("Price"), price(line), "price"),
                row(_("Amount"), money(line.price_subtotal, line.currency_id), "amount"),
            ],
            number,
        )
        for number, line in move._suture_numbered_lines()
    ]
    return [section(_("Document"), filled(head)), *lines]
