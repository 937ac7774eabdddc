"""Verb `refund_payment`: refunds an earlier payment to the payer."""

from odoo.addons.suture.gateway.refusal import Refused
from odoo.addons.suture.gateway.values import number

from .money import amounts_of, locked, posted_invoice
from .register_payment import known_payment, post_payment, receivable_lines, require_residual

STANDING = ("in_process", "paid")


def refund_payment(env, company, arguments):
    """Posts a refund, reconciles it with the payment and returns it. The refunded amount of the invoice
    becomes open again. An existing refund with this number is returned unchanged.

    :param arguments: `{reference, payment_id, invoice_id, amount, currency, date, method, journal_id?}`; the
        amount is a decimal string or number above zero, and the date has the form YYYY-MM-DD
    :raises Refused: `PAYMENT_OVER`, `PERIOD_LOCKED`, `DUPLICATE_CONTENT_DIFFERS`, `INVOICE_UNMATCHED`,
        `OUT_OF_BALANCE` for an amount with a fraction of a cent
    """
    invoice = posted_invoice(env, company, arguments["invoice_id"])
    payment = locked(env, company, "account.payment", arguments["payment_id"])
    known = known_payment(env, company, "outbound", invoice, arguments)
    if known:
        return known
    _check(env, invoice, payment, arguments)
    [amount] = amounts_of(payment.currency_id, [arguments["amount"]])
    before = invoice.amount_residual
    was_reversed = invoice.payment_state == "reversed"
    refund = post_payment(env, company, "outbound", invoice, arguments, suture_refunded_payment_id=payment.id)
    _settle(invoice, payment, refund)
    require_residual(invoice, before if was_reversed else before + amount)
    if not all(receivable_lines(refund.move_id).mapped("reconciled")):
        raise Refused("OUT_OF_BALANCE", env._("The refund %s remains open.", refund.display_name))
    return refund


def _check(env, invoice, payment, arguments):
    currency = payment.currency_id
    if (
        payment.payment_type != "inbound"
        or payment.state not in STANDING
        or invoice not in payment.invoice_ids
        or currency.name != arguments["currency"]
    ):
        raise Refused(
            "INVOICE_UNMATCHED",
            env._(
                "%(payment)s is not registered on %(invoice)s in this currency.",
                payment=payment.display_name,
                invoice=invoice.display_name,
            ),
        )
    refunds = payment.suture_refund_ids.filtered(lambda refund: refund.state in STANDING)
    left = payment.amount - sum(refunds.mapped("amount"))
    if currency.compare_amounts(number(arguments["amount"]), left) > 0:
        raise Refused(
            "PAYMENT_OVER",
            env._(
                "Refund %(refund)s is for %(amount)s, but only %(left)s of %(payment)s can still "
                "be refunded.",
                refund=arguments["reference"],
                amount=currency.format(number(arguments["amount"])),
                left=currency.format(left),
                payment=payment.display_name,
            ),
        )


def _settle(invoice, payment, refund):
    """Removes the reconciliation of the payment with the invoice, then reconciles the payment with the
    refund, and the rest of the payment with the invoice.
    """
    paid, owed = receivable_lines(payment.move_id), receivable_lines(invoice)
    paid.matched_debit_ids.filtered(lambda partial: partial.debit_move_id in owed).unlink()
    (paid | receivable_lines(refund.move_id)).reconcile()
    open_lines = (paid | owed).filtered(lambda line: not line.reconciled)
    if paid in open_lines and owed & open_lines:
        open_lines.reconcile()
