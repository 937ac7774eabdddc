from odoo import fields, models

from ..journey import toned
from ..timeline import move_milestones, order_milestones, transfer_milestones


class SyncedMixin(models.AbstractModel):
    """The milestones of a document, from the order that was sent to the bill that is paid."""

    _inherit = "suture.synced.mixin"

    integration_timeline = fields.Json(compute="_compute_integration_timeline", groups="suture.group_user")

    def _compute_integration_timeline(self):
        """The steps of `get_integration_journey`, by milestone; nothing where neither the document nor
        its order is exchanged. A step links to a record that the user may read.
        """
        for document in self:
            order = document.sudo()._integration_order()
            steps = document.sudo()._integration_milestones(order) if document._is_exchanged(order) else []
            linked = [{**step, "link": self._readable_link(step["link"])} for step in steps]
            document.integration_timeline = linked and {"can_open": True, "steps": toned(self.env, linked)}

    def _is_exchanged(self, order):
        states = [self.integration_state, *(order.mapped("integration_state"))]
        return any(state not in (False, "none") for state in states) or order.integration_sendable

    def _integration_order(self):
        """The purchase order on whose road the document is, or none."""
        return self.env["purchase.order"]

    def _readable_link(self, link):
        if not link:
            return False
        record = self.env[link["model"]].browse(link["id"]).sudo(False)
        return link if record.has_access("read") else False

    def _integration_milestones(self, order):
        """The milestones as steps. Called with all rights."""
        return order_milestones(order)


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    def _integration_order(self):
        return self if isinstance(self.id, int) else self.browse()


class AccountMove(models.Model):
    _inherit = "account.move"

    def _integration_order(self):
        orders = self.line_ids.purchase_line_id.order_id
        return orders if len(orders) == 1 else orders.browse()

    def _integration_milestones(self, order):
        return super()._integration_milestones(order) if order else move_milestones(self)


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _integration_order(self):
        return self.purchase_id

    def _integration_milestones(self, order):
        return super()._integration_milestones(order) if order else transfer_milestones(self)
