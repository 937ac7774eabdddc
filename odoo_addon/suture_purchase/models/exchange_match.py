from odoo import fields, models

from ..match import match_table


class Exchange(models.Model):
    """The comparison of an invoice with its order and the receipts."""

    _inherit = "suture.exchange"

    bill_match = fields.Json(
        "Invoice, Order and Receipt", compute="_compute_bill_match", groups="suture.group_operator"
    )

    def _compute_bill_match(self):
        """Computes the table for the widget `suture_bill_match` (see `match_table`), or False if the document
        is no invoice or the user cannot read its orders.
        """
        for exchange in self:
            is_invoice = exchange.document_type == "Invoice" and exchange.direction == "inbound"
            exchange.bill_match = (is_invoice and match_table(exchange)) or False
