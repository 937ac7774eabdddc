from odoo import models


class Flow(models.Model):
    _inherit = "suture.flow"

    def _suture_department_models(self):
        # Buyers can read vendor bills, but only accounting reads payments. Customer invoices and the
        # encounters that they are based on are for accounting.
        return {
            **super()._suture_department_models(),
            "Accounts payable": "account.move",
            "Accounts receivable": "account.payment",
            "Patient billing": "account.payment",
        }

    def _suture_sensitivity_models(self):
        return {**super()._suture_sensitivity_models(), "financial": "account.move"}
