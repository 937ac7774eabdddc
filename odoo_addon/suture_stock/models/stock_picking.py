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

    def _suture_people(self):
        return self.user_id | super()._suture_people()
