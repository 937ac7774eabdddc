from odoo import models

from ..suggest.accounts import of_account, of_analytic


class ExchangeUnknown(models.Model):
    _inherit = "suture.exchange.unknown"

    def _suture_finders(self):
        return {
            **super()._suture_finders(),
            "account.account": of_account,
            "account.analytic.account": of_analytic,
        }
