from odoo import api, models
from odoo.addons.suture.overview.section import Section

from ..overview.orders import orders_section
from ..overview.unbilled import unbilled


class Overview(models.AbstractModel):
    _inherit = "suture.overview"

    @api.model
    def _suture_sections(self):
        orders = Section(20, "orders", orders_section, ("purchase.group_purchase_user",))
        return [*super()._suture_sections(), orders]

    @api.model
    def _suture_money_figures(self, company):
        may_see = self.env["purchase.order.line"].has_access("read")
        return {
            **super()._suture_money_figures(company),
            "unbilled": unbilled(self.env, company) if may_see else None,
        }

    @api.model
    def _suture_first_sections(self):
        return [
            *super()._suture_first_sections(),
            (10, "purchase.group_purchase_manager", "flows"),
            (40, "purchase.group_purchase_user", "orders"),
        ]
