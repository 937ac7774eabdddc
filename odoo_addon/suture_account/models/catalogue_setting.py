from odoo import api, models
from odoo.fields import Domain


class CatalogueSetting(models.Model):
    """Restricts journal settings to bank, cash and credit card journals."""

    _inherit = "suture.catalogue.setting"

    @api.model
    def _record_domain(self, setting, company):
        domain = super()._record_domain(setting, company)
        if setting["record_model"] != "account.journal":
            return domain
        return list(Domain(domain) & Domain("type", "in", ("bank", "cash", "credit")))
