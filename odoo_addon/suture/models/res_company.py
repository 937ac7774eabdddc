from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _suture_time_zone(self):
        """Returns the name of the company's time zone: that of its contact, as in Odoo itself, otherwise
        UTC.
        """
        return self.sudo().partner_id.tz or "UTC"
