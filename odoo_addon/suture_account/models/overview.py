from odoo import api, models

from ..overview.bills import bills


class Overview(models.AbstractModel):
    _inherit = "suture.overview"

    @api.model
    def _suture_money_figures(self, company):
        may_see = self.env["account.move"].has_access("read")
        return {
            **super()._suture_money_figures(company),
            "bills": bills(self.env, company) if may_see else None,
        }

    @api.model
    def _suture_first_sections(self):
        return [
            *super()._suture_first_sections(),
            (20, "account.group_account_manager", "flows"),
            (50, "account.group_account_invoice", "money"),
            (60, "account.group_account_readonly", "money"),
        ]
