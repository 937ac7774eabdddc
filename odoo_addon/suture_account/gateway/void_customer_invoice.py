"""Verb `void_customer_invoice`: cancels a customer invoice by a credit note. The invoice itself is not
changed.
"""

from odoo.addons.suture.gateway.refusal import Refused

from .money import posted_invoice, require_balanced, require_open_period


def void_customer_invoice(env, company, arguments):
    """Reverses the invoice with Odoo's own reversal, reconciles both, and returns the credit note.

    Payments of the invoice remain as credit of the payer until they are refunded. If the invoice is already
    reversed, its credit note is returned unchanged.

    :param arguments: `{invoice_id, date, reason}`; the date has the form YYYY-MM-DD, and the reason is a code
        of the billing system
    :raises Refused: `PERIOD_LOCKED`, `INVOICE_UNMATCHED`, `ODOO_REJECTED` if part of the invoice is already
        credited
    """
    invoice = posted_invoice(env, company, arguments["invoice_id"])
    credits = invoice.reversal_move_ids.filtered(lambda move: move.state != "cancel")
    if invoice.payment_state == "reversed":
        return credits[:1] or invoice
    if credits:
        raise Refused(
            "ODOO_REJECTED",
            env._(
                "%(invoice)s already has the credit note %(credit)s. Cancel the credit note, or "
                "complete the cancellation manually.",
                invoice=invoice.display_name,
                credit=credits[0].display_name,
            ),
        )
    day = max(str(arguments["date"]), str(invoice.date))
    require_open_period(company, day, invoice.journal_id, has_tax=invoice._affect_tax_report())
    reversal = invoice._reverse_moves([_values(env, invoice, day, arguments["reason"])], cancel=True)
    require_balanced(reversal)
    if invoice.payment_state != "reversed" or reversal.currency_id.compare_amounts(
        reversal.amount_total, invoice.amount_total
    ):
        raise Refused(
            "OUT_OF_BALANCE",
            env._("The reversal of %s does not cover the full amount.", invoice.display_name),
        )
    return reversal


def _values(env, invoice, day, reason):
    return {
        "date": day,
        "invoice_date": day,
        "invoice_date_due": day,
        "auto_post": "no",
        "invoice_origin": invoice.name,
        "ref": env._(
            "Cancelled by the billing system: %(number)s, %(reason)s", number=invoice.ref, reason=reason
        ),
    }
