from odoo import models

REASONS = {"PAYMENT_OVER", "PAYMENT_SHORT", "INVOICE_UNMATCHED", "PERIOD_LOCKED", "ODOO_REJECTED"}


class AccountPaymentRegister(models.TransientModel):
    _inherit = "account.payment.register"

    def _create_payments(self):
        payments = super()._create_payments()
        if self.env["suture.exchange"]._is_persons_change():
            payments._close_reported_payments()
        return payments


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _close_reported_payments(self):
        """Closes the exceptions of reported payments that a person has registered as one of these
        payments.
        """
        invoices = self.invoice_ids | self.reconciled_invoice_ids
        numbers = [number for number in invoices.mapped("suture_billing_number") if number]
        if not numbers:
            return
        exceptions = self.env["suture.exchange"]._open_exceptions(
            [
                ("document_type", "=", "Payment"),
                ("direction", "=", "inbound"),
                ("company_id", "in", self.company_id.ids),
            ]
        )
        for payment in self.filtered(lambda one: one.payment_type == "inbound"):
            same = exceptions._only_about(REASONS).filtered(payment._is_the_payment)
            # Of two reported payments of the same amount, it is unknown which one was registered.
            if len(same) == 1:
                same._close_as("payment-registered", payment.name or payment.display_name)
                exceptions -= same

    def _is_the_payment(self, exchange):
        """Reports whether a payment has the invoice, the currency and the amount of a reported payment, and
        was registered after it.
        """
        payload = exchange.payload
        if not isinstance(payload, dict) or payload.get("kind") != "payment":
            return False
        invoices = self.invoice_ids | self.reconciled_invoice_ids
        if payload.get("invoiceReference") not in invoices.mapped("suture_billing_number"):
            return False
        if exchange.company_id != self.company_id or payload.get("currency") != self.currency_id.name:
            return False
        try:
            amount = float(payload.get("amount"))
        except (TypeError, ValueError):
            return False
        return not self.currency_id.compare_amounts(self.amount, amount)
