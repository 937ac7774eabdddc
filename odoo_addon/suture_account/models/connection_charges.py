from odoo import api, fields, models

from ..checklist import charges


class Connection(models.Model):
    """Which account takes what a partner charges beside the goods."""

    _inherit = "suture.connection"

    charge_account_id = fields.Many2one(
        "account.account",
        string="Account for Charges",
        check_company=True,
        tracking=True,
        help="Takes freight and other charges that have no account in the crosswalk.",
    )

    def _policy(self):
        return {**super()._policy(), "charge_account_id": self.charge_account_id.id or None}

    def _suture_checklist(self):
        return [*super()._suture_checklist(), (80, charges)]

    @api.depends("charge_account_id")
    def _compute_setup_checklist(self):
        return super()._compute_setup_checklist()
