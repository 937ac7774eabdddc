"""Builds the milestones of an order's receipts and returns."""

from odoo.addons.suture.journey import step
from odoo.addons.suture.timeline import author_of, link_to


def arrivals(order):
    """Returns a milestone for each receipt and each return of the order. Only the last receipt can complete
    it.
    """
    _ = order.env._
    moved = order.picking_ids.filtered(lambda row: row.state == "done").sorted("date_done")
    receipts = moved.filtered(lambda row: row.picking_type_code == "incoming")
    returns = moved - receipts
    is_full = order.receipt_status == "full"
    steps = [_arrival(each, _("Partially received"), "done") for each in receipts[:-1]]
    if receipts:
        title = _("Received") if is_full else _("Partially received")
        steps.append(_arrival(receipts[-1:], title, "done" if is_full else "processing"))
    steps += [_arrival(each, _("Returned"), "done") for each in returns]
    if not receipts and order.state != "cancel":
        to_come = order.picking_ids.filtered(
            lambda row: row.picking_type_code == "incoming" and row.state != "cancel"
        )
        steps.append(step("fa-cubes", _("Received"), "expected", False, link=link_to(to_come[:1])))
    return steps


def _arrival(picking, title, state):
    by = author_of(picking, "state", picking.date_done)[1]
    return step("fa-cubes", title, state, picking.date_done, by=by, link=link_to(picking))
