from odoo import fields, models


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "suture.synced.mixin"]

    suture_billing_number = fields.Char(
        "Billing Number",
        readonly=True,
        copy=False,
        help="The number under which the billing system issued this invoice.",
    )

    _suture_billing_number_unique = models.UniqueIndex(
        "(company_id, suture_billing_number) WHERE suture_billing_number IS NOT NULL",
        "An invoice with this number of the billing system is already there.",
    )
