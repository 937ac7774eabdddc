from odoo import api, models

from ..checklist import charges


class Connection(models.Model):
    """Which account takes what a partner charges beside the goods."""

    _inherit = "suture.connection"

    def _suture_checklist(self):
        return [*super()._suture_checklist(), (80, charges)]

    @api.depends("policy")
    def _compute_setup_checklist(self):
        return super()._compute_setup_checklist()
