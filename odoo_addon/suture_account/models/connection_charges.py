from odoo import api, models

from ..checklist import charges


class Connection(models.Model):
    """The account for additional charges of a partner."""

    _inherit = "suture.connection"

    def _suture_checklist(self):
        return [*super()._suture_checklist(), (80, charges)]

    @api.depends("policy")
    def _compute_setup_checklist(self):
        return super()._compute_setup_checklist()
