from odoo import models


class Flow(models.Model):
    _inherit = "suture.flow"

    def _suture_department_models(self):
        # Buyers and accountants can read transfers, moves and quantities. Lots are for inventory users only.
        return {**super()._suture_department_models(), "Pharmacy and supply": "stock.lot"}

    def _suture_sensitivity_models(self):
        return {**super()._suture_sensitivity_models(), "clinical": "stock.lot"}
