from odoo import api, models
from odoo.addons.suture_purchase.timeline import shipped
from odoo.tools import SQL

from ..timeline import arrivals


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    def _suture_milestones_of_goods(self, exchanges):
        is_here = self.receipt_status == "full"
        return [*shipped(self, exchanges, needed=not is_here), *arrivals(self)]

    @api.model
    def _suture_is_here(self, order):
        self.flush_model(["receipt_status"])
        return SQL("%s IS NOT DISTINCT FROM 'full'", SQL.identifier(order, "receipt_status"))

    def _suture_stage_evidence(self):
        self.flush_model(["receipt_status"])
        evidence = super()._suture_stage_evidence()
        return {**evidence, "received": SQL("(document.receipt_status = 'full' OR %s)", evidence["received"])}

    def _suture_is_invoiced(self, is_complete):
        """Returns the condition also for an order whose receipts are finished although less was delivered."""
        closed = SQL("(%s OR document.receipt_status = 'full')", is_complete)
        return super()._suture_is_invoiced(closed)

    def _suture_has_receipts(self):
        return bool(self.picking_ids) and self.picking_ids.has_access("read")

    @api.depends("receipt_status")
    def _compute_integration_waits(self):
        return super()._compute_integration_waits()
