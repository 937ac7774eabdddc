from odoo import api, models


class Exchange(models.Model):
    _inherit = "suture.exchange"

    @api.model
    def _suture_unit_names(self):
        """Adds the names of Odoo's units, except for packages: the partner's box need not be ours."""
        units = self.env["uom.uom"].sudo().search([("unece_code", "!=", False)])
        return {**{unit.unece_code: unit.name for unit in units}, **super()._suture_unit_names()}
