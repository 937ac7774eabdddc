from odoo import fields, models


class ExchangeMap(models.TransientModel):
    _inherit = "suture.exchange.map"

    account_id = fields.Many2one("account.account", "Account")
    analytic_account_id = fields.Many2one("account.analytic.account", "Cost Centre")

    def _suture_searches(self):
        return {
            **super()._suture_searches(),
            "account.account": "account_id",
            "account.analytic.account": "analytic_account_id",
        }
