from odoo import models

from ..pane import picking_sections
from ..timeline import transfer_milestones


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "suture.synced.mixin"]

    def _suture_pane_sections(self):
        return picking_sections(self)

    def _suture_milestones(self):
        return transfer_milestones(self)
