"""Verb `register_payment`: registers a payer's payment of one customer invoice."""

from odoo import Command
from odoo.addons.suture.gateway.company import require_reachable
from odoo.addons.suture.gateway.refusal import Refused
from odoo.addons.suture.gateway.values import number

from .difference import difference_lines
from .money import (
    active_currency,
    amounts_of,
    once,
    posted_invoice,
    require_balanced,
    require_open_period,
)


def register_payment(env, company, arguments):
    """Posts the payment, reconciles it with the invoice, and returns it. An existing payment with this number
    for the same invoice and amount is returned unchanged.

    :param arguments: `{reference, invoice_id, amount, currency, date, method, journal_id?, difference?}`; the
        amount is a decimal string or number above zero, and the date has the form YYYY-MM-DD. `difference` is
        the rest of the invoice, which is posted to an account: `{amount, account_id, name}`
    :raises Refused: `PAYMENT_OVER`, `PERIOD_LOCKED`, `DUPLICATE_CONTENT_DIFFERS`, `INVOICE_UNMATCHED`,
        `OUT_OF_BALANCE` for an amount with a fraction of a cent, or a difference that is not the whole rest
    """
    invoice = posted_invoice(env, company, arguments["invoice_id"])
    known = known_payment(env, company, "inbound", invoice, arguments)
    if known:
        return known
    before = invoice.amount_residual
    currency = _currency(env, invoice, arguments)
    [amount] = amounts_of(currency, [arguments["amount"]])
    if currency.compare_amounts(amount, before) > 0:
        raise Refused(
            "PAYMENT_OVER",
            env._(
                "Payment %(payment)s is for %(amount)s, but only %(open)s is due on %(invoice)s.",
                payment=arguments["reference"],
                amount=currency.format(amount),
                open=currency.format(before),
                invoice=invoice.display_name,
            ),
        )
    rest = before - amount
    more = {}
    if arguments.get("difference"):
        more = difference_lines(company, invoice, arguments, rest)
        rest = 0.0
    payment = post_payment(env, company, "inbound", invoice, arguments, **more)
    receivable = receivable_lines(invoice)
    (receivable_lines(payment.move_id) | receivable).filtered(lambda line: not line.reconciled).reconcile()
    require_residual(invoice, rest)
    return payment


def known_payment(env, company, payment_type, invoice, arguments):
    """Returns the payment (`inbound`) or refund (`outbound`) with this number, or an empty recordset if there
    is none. Raises Refused if its amount, currency or invoice differs.
    """
    known = env["account.payment"].search(
        [
            ("company_id", "=", company.id),
            ("payment_type", "=", payment_type),
            ("suture_payment_reference", "=", arguments["reference"]),
        ]
    )
    if not known:
        return known
    currency = known.currency_id
    [amount] = amounts_of(currency, [arguments["amount"]])
    if (
        currency.name == arguments["currency"]
        and not currency.compare_amounts(known.amount, amount)
        and invoice in known.invoice_ids
    ):
        return known
    raise Refused(
        "DUPLICATE_CONTENT_DIFFERS",
        env._(
            "%(reference)s is already registered as %(ours)s, with another amount or for another invoice.",
            reference=arguments["reference"],
            ours=known.display_name,
        ),
    )


def _currency(env, invoice, arguments):
    currency = active_currency(env, arguments["currency"])
    if currency != invoice.currency_id:
        raise Refused(
            "INVOICE_UNMATCHED",
            env._("%s is in a different currency from its payment.", invoice.display_name),
        )
    return currency


def post_payment(env, company, payment_type, invoice, arguments, **more):
    """Posts a payment from the invoice's payer (`inbound`) or a refund to the payer (`outbound`), and returns
    it without reconciling it.

    :param more: additional field values of the payment
    """
    journal = _journal(env, company, arguments.get("journal_id"))
    require_open_period(company, arguments["date"], journal)
    values = {
        "payment_type": payment_type,
        "partner_type": "customer",
        "partner_id": invoice.commercial_partner_id.id,
        "company_id": company.id,
        "journal_id": journal.id,
        "amount": number(arguments["amount"]),
        "currency_id": invoice.currency_id.id,
        "date": arguments["date"],
        "destination_account_id": receivable_lines(invoice).account_id[:1].id,
        "memo": f"{invoice.suture_billing_number or invoice.name}: {arguments['reference']}",
        "payment_reference": arguments["reference"],
        "suture_payment_reference": arguments["reference"],
        "suture_payment_method": arguments["method"],
        "invoice_ids": [Command.set(invoice.ids)],
        **more,
    }
    with once(env):
        # Without a journal entry, a payment would leave the invoice open until a bank statement arrives.
        payment = env["account.payment"].with_context(force_payment_move=True).create(values)
    payment = payment.with_env(env)
    payment.action_post()
    require_balanced(payment.move_id)
    return payment


def _journal(env, company, journal_id):
    if journal_id:
        require_reachable(env, "account.journal", [journal_id], company)
        return env["account.journal"].browse(journal_id)
    journals = env["account.journal"]
    found = journals.search([*journals._check_company_domain(company), ("type", "=", "bank")], limit=1)
    if not found:
        raise Refused("ODOO_REJECTED", env._("%s has no bank journal for payments.", company.name))
    return found


def receivable_lines(move):
    """Returns the lines of a journal entry whose account is receivable."""
    return move.line_ids.filtered(lambda line: line.account_id.account_type == "asset_receivable")


def require_residual(invoice, expected):
    """Raises Refused unless the invoice's open amount equals `expected`."""
    currency = invoice.currency_id
    if currency.compare_amounts(invoice.amount_residual, expected):
        raise Refused(
            "OUT_OF_BALANCE",
            invoice.env._(
                "The amount due on %(invoice)s would be %(ours)s instead of %(theirs)s. Nothing was posted.",
                invoice=invoice.display_name,
                ours=currency.format(invoice.amount_residual),
                theirs=currency.format(expected),
            ),
        )
