from odoo import api, fields, models
from odoo.addons.suture.gateway.company import require_reachable


class StockMove(models.Model):
    """Posts the cost of the goods that a department has used to its cost centre, with the analytic lines that
    Odoo creates for stock moves.
    """

    _inherit = "stock.move"

    suture_analytic_account_id = fields.Many2one(
        "account.analytic.account",
        "Cost Centre",
        readonly=True,
        check_company=True,
        index="btree_not_null",
        help="The analytic account charged with the cost of the consumed stock; a return reverses it.",
    )
    suture_used_on = fields.Date("Used On", readonly=True, copy=False)

    @api.model
    def _suture_values_of_use(self, company, arguments):
        account_id = arguments.get("analytic_account_id")
        if account_id:
            require_reachable(self.env, "account.analytic.account", [account_id], company)
        rest = {name: value for name, value in arguments.items() if name != "analytic_account_id"}
        return {
            **super()._suture_values_of_use(company, rest),
            "suture_analytic_account_id": account_id or False,
            "suture_used_on": arguments["used_on"],
        }

    def _get_analytic_distribution(self):
        if self.suture_analytic_account_id:
            return {str(self.suture_analytic_account_id.id): 100}
        return super()._get_analytic_distribution()

    def _prepare_analytic_line_values(self, account_field_values, amount, unit_amount):
        values = super()._prepare_analytic_line_values(account_field_values, amount, unit_amount)
        if self.suture_used_on:
            values["date"] = self.suture_used_on
        return values
