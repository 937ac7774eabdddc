from odoo import api, fields, models

from ..pane import picking_sections
from ..timeline import transfer_milestones


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "suture.synced.mixin"]

    suture_cost = fields.Float(
        "Cost of the Goods",
        compute="_compute_suture_cost",
        help="The quantities times the cost of the products, in the company's currency.",
    )

    @api.depends("company_id", "move_ids.quantity", "move_ids.product_uom", "move_ids.product_id")
    def _compute_suture_cost(self):
        for picking in self:
            picking.suture_cost = sum(
                move.product_uom._compute_quantity(move.quantity, move.product_id.uom_id, round=False)
                * move.product_id.with_company(picking.company_id).standard_price
                for move in picking.move_ids
            )

    def _suture_pane_sections(self):
        return picking_sections(self)

    def _suture_milestones(self):
        return transfer_milestones(self)

    def _suture_people(self):
        return self.user_id | super()._suture_people()
