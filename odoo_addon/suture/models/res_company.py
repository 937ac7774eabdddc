from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _suture_time_zone(self):
        """Returns the name of the time zone of the company's contact; "UTC" if it has none."""
        return self.sudo().partner_id.tz or "UTC"
