"""Builds the milestone of an order's receipts."""

from odoo.addons.suture.journey import step
from odoo.addons.suture.timeline import link_to


def arrived(order):
    _ = order.env._
    receipts = order.picking_ids.filtered(
        lambda row: row.picking_type_code == "incoming" and row.state != "cancel"
    )
    done = receipts.filtered(lambda row: row.state == "done").sorted("date_done")
    if not done:
        return step("fa-cubes", _("Received"), "expected", False, link=link_to(receipts[:1]))
    last = done[-1:]
    if order.receipt_status == "full":
        return step("fa-cubes", _("Received"), "done", last.date_done, link=link_to(last))
    return step("fa-cubes", _("Partially received"), "processing", last.date_done, link=link_to(last))
