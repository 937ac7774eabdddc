from odoo import api, models


class StockMove(models.Model):
    _inherit = "stock.move"

    @api.model
    def _suture_values_of_use(self, company, arguments):
        """Returns additional values of a stock move of `consume_stock`. Modules extend it.

        :param arguments: the arguments of the verb
        """
        if arguments.get("analytic_account_id"):
            raise ValueError("a cost centre bears the cost of stock only where Inventory is valued")
        return {}
