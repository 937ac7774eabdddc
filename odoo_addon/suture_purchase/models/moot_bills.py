from odoo import models

# The reasons of invoices that a bill with the same number and total settles. An invoice that does not add up,
# or repeats a number, stays open.
REASONS = {
    "AMBIGUOUS_MATCH",
    "INVOICE_BEFORE_RECEIPT",
    "INVOICE_UNMATCHED",
    "ODOO_REJECTED",
    "PERIOD_LOCKED",
    "PRICE_VARIANCE",
    "QUANTITY_OVER",
    "QUANTITY_SHORT",
    "TAX_VARIANCE",
    "UNKNOWN_ACCOUNT",
    "UNKNOWN_ITEM",
    "UNKNOWN_ORDER",
    "UNKNOWN_UNIT",
}


class AccountMove(models.Model):
    _inherit = "account.move"

    def _post(self, soft=True):
        posted = super()._post(soft)
        bills = posted.filtered(lambda move: move.move_type == "in_invoice" and move.ref)
        if bills and self.env["suture.exchange"]._is_persons_change():
            bills._close_invoices_entered_by_hand()
        return posted

    def _close_invoices_entered_by_hand(self):
        """Closes the exceptions of vendor invoices that a person has entered as these bills."""
        exceptions = self.env["suture.exchange"]._open_exceptions(
            [
                ("document_type", "=", "Invoice"),
                ("direction", "=", "inbound"),
                ("company_id", "in", self.company_id.ids),
                ("connection_id.partner_id.commercial_partner_id", "in", self.commercial_partner_id.ids),
            ]
        )
        for row in exceptions._only_about(REASONS):
            bill = self.filtered(lambda move, row=row: move._is_the_invoice(row))[:1]
            if bill:
                row._close_as("bill-entered", bill.name)

    def _is_the_invoice(self, exchange):
        """Reports whether a bill has the vendor, the number, the currency and the total of a received
        invoice.
        """
        payload = exchange.payload
        if not isinstance(payload, dict) or payload.get("currency") != self.currency_id.name:
            return False
        same_vendor = exchange.partner_id.commercial_partner_id == self.commercial_partner_id
        same_number = _normal(exchange.document_number) == _normal(self.ref)
        if exchange.company_id != self.company_id or not same_vendor or not same_number:
            return False
        try:
            total = float(payload.get("total"))
        except (TypeError, ValueError):
            return False
        return not self.currency_id.compare_amounts(self.amount_total, total)


def _normal(number):
    return (number or "").strip().upper()
