from odoo import api, fields, models


class AccountPayment(models.Model):
    _inherit = "account.payment"

    suture_payment_reference = fields.Char(
        "Billing System Number",
        readonly=True,
        copy=False,
        help="The number of the payment or refund in the system that reported it.",
    )
    suture_payment_method = fields.Char(
        "Payment Method",
        readonly=True,
        copy=False,
        help="The payment method as named by the system that reported the payment.",
    )
    suture_refunded_payment_id = fields.Many2one(
        "account.payment", "Refund Of", readonly=True, copy=False, index="btree_not_null"
    )
    suture_settled_amount = fields.Monetary(
        "Settled Amount",
        compute="_compute_suture_settled_amount",
        help="The amount of the payment, and what it posts to other accounts, such as a write-off.",
    )
    suture_refund_ids = fields.One2many("account.payment", "suture_refunded_payment_id", "Refunds")

    # A payment is registered only once, even if several partners report it, or one partner reports it several
    # times.
    _suture_payment_reference_unique = models.UniqueIndex(
        "(company_id, payment_type, suture_payment_reference) WHERE suture_payment_reference IS NOT NULL",
        "A payment with this number is already registered.",
    )

    @api.depends("amount", "move_id.line_ids.amount_currency")
    def _compute_suture_settled_amount(self):
        for payment in self:
            others = payment._seek_for_lines()[2] if payment.move_id else payment.move_id.line_ids
            payment.suture_settled_amount = payment.amount + sum(abs(line.amount_currency) for line in others)
