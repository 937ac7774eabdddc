from odoo import fields, models

from ..pane import move_sections
from ..timeline import move_milestones


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "suture.synced.mixin"]

    suture_billing_number = fields.Char(
        "Billing System Number",
        readonly=True,
        copy=False,
        help="The number of the invoice in the billing system.",
    )

    _suture_billing_number_unique = models.UniqueIndex(
        "(company_id, suture_billing_number) WHERE suture_billing_number IS NOT NULL",
        "An invoice with this number from the billing system already exists.",
    )

    def _suture_pane_sections(self):
        return move_sections(self)

    def _suture_numbered_lines(self):
        """Returns the product lines with the numbers that partners use: `[(number, line)]`."""
        lines = self.invoice_line_ids.filtered(lambda line: line.display_type == "product")
        return list(enumerate(lines, start=1))

    def _suture_milestones(self):
        return move_milestones(self)

    def _suture_people(self):
        return self.invoice_user_id | super()._suture_people()
