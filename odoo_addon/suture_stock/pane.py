"""Renders a transfer for the pane next to the partner's document."""

from odoo.addons.suture.panes.record import choice, filled, quantity
from odoo.addons.suture.panes.sections import row, section


def picking_sections(picking):
    _ = picking.env._
    head = [
        row(_("Transfer"), picking.name, "number"),
        row(_("From"), picking.location_id.display_name, "department", "location"),
        row(_("To"), picking.location_dest_id.display_name),
        row(_("Status"), choice(picking, "state"), "state"),
        row(_("Source"), picking.origin or "", "order"),
    ]
    lines = [
        section(
            _("Line %s", index),
            [
                row(_("Item"), move.product_id.display_name, "item"),
                row(_("Quantity"), quantity(move.quantity, move.product_uom), "quantity", "unit"),
                row(_("Lot"), ", ".join(move.lot_ids.mapped("name")), "lot", "expiry"),
            ],
            index,
        )
        for index, move in enumerate(picking.move_ids, start=1)
    ]
    return [section(_("Document"), filled(head)), *lines]
