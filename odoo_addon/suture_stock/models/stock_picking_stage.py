from odoo import models
from odoo.tools import SQL


class StockPicking(models.Model):
    """The stage of a transfer: its goods were moved, or it was cancelled."""

    _inherit = "stock.picking"

    def _suture_stage_evidence(self):
        self.flush_model(["state"])
        return {
            **super()._suture_stage_evidence(),
            "received": SQL("document.state = 'done'"),
            "cancelled": SQL("document.state = 'cancel'"),
        }


class StockMove(models.Model):
    _inherit = "stock.move"

    def _action_done(self, cancel_backorder=False):
        moves = super()._action_done(cancel_backorder=cancel_backorder)
        moves.picking_id._refresh_exchanged()
        return moves

    def _action_cancel(self):
        pickings = self.picking_id
        result = super()._action_cancel()
        pickings._refresh_exchanged()
        return result
