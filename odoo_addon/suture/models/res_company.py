from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    suture_operator_limit = fields.Monetary(
        "Approval Limit of Operators",
        help="The highest amount that an integration operator can decide on alone. 0: no limit.",
    )
    suture_manager_limit = fields.Monetary(
        "Approval Limit of Administrators",
        help="The highest amount that an integration administrator can decide on alone. 0: no limit.",
    )

    _suture_limits_positive = models.Constraint(
        "CHECK(suture_operator_limit >= 0 AND suture_manager_limit >= 0)",
        "An approval limit cannot be negative.",
    )

    def _suture_time_zone(self):
        """Returns the name of the time zone of the company's contact; "UTC" if it has none."""
        return self.sudo().partner_id.tz or "UTC"
