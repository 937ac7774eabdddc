from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _suture_time_zone(self):
        """The name of the zone in which the company's days are days: its contact's, as Odoo itself has it,
        else UTC.
        """
        return self.sudo().partner_id.tz or "UTC"
