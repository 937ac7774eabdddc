from odoo import fields, models


class Connection(models.Model):
    """What a connection to a billing system agrees on beyond what all connections do."""

    _inherit = "suture.connection"

    payment_journal_id = fields.Many2one(
        "account.journal",
        string="Payment Journal",
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash', 'credit')), ('company_id', '=', company_id)]",
        tracking=True,
        help="Takes the payments that billing tells of. Empty: the company's first bank journal.",
    )
    patient_partner_id = fields.Many2one(
        "res.partner",
        string="Debtor for Patients",
        check_company=True,
        tracking=True,
        help="Owes what patients owe by themselves: their accounts are known by pseudonym only. Empty: a"
        " patient whose account is not in the crosswalk is an exception.",
    )
    accept_partial_payments = fields.Boolean(
        tracking=True, help="A payment below what is open is registered without a person being asked."
    )
    wait_hours = fields.Integer(
        "Wait for Earlier Documents (h)",
        default=72,
        tracking=True,
        help="How long a payment waits for its invoice, and a refund for its payment, before a person is"
        " asked.",
    )

    def _policy(self):
        return {
            **super()._policy(),
            "payment_journal_id": self.payment_journal_id.id or None,
            "patient_partner_id": self.patient_partner_id.id or None,
            "accept_partial_payments": self.accept_partial_payments,
            "wait_hours": self.wait_hours,
        }
