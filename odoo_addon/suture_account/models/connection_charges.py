from odoo import api, models

from ..checklist import charges


class Connection(models.Model):
    """Adds the account for a partner's additional charges to the setup checklist."""

    _inherit = "suture.connection"

    def _suture_checklist(self):
        return [*super()._suture_checklist(), (80, charges)]

    @api.depends("policy")
    def _compute_setup_checklist(self):
        return super()._compute_setup_checklist()
