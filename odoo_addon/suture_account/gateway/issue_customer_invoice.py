"""Verb `issue_customer_invoice`: posts a customer invoice with exactly the amounts of the billing system."""

from odoo import Command
from odoo.addons.suture.gateway.company import require_reachable
from odoo.addons.suture.gateway.refusal import Refused
from odoo.addons.suture.gateway.values import number
from odoo.addons.suture.terms import sentence

from .money import (
    active_currency,
    amounts_of,
    countable,
    currency_named,
    once,
    require_balanced,
    require_open_period,
)
from .sales_tax import line_taxes


def issue_customer_invoice(env, company, arguments):
    """Posts the invoice and returns it. If it already exists with the same content, returns it unchanged.

    :param arguments: `{number, partner_id, invoice_date, due_date?, currency, lines, total, tax_total}`. A
        line is `{name, account_id, analytic_account_id?, quantity, price_unit, amount, tax?}`; its name is a
        text or a term. Amounts are decimal strings or numbers. Dates have the form YYYY-MM-DD.
    :raises Refused: `INVOICE_DUPLICATE`, `PERIOD_LOCKED`, `TAX_VARIANCE`, `OUT_OF_BALANCE`
    """
    _require_cents(currency_named(env, arguments["currency"]), arguments)
    known = _known(env, company, arguments)
    if known:
        return known
    _require_ours(env, company, arguments)
    taxes = line_taxes(company, arguments)
    with once(env):
        invoice = env["account.move"].create(_values(env, company, arguments, taxes))
    require_open_period(
        company, arguments["invoice_date"], invoice.journal_id, has_tax=invoice._affect_tax_report()
    )
    _check_amounts(invoice, arguments)
    invoice.action_post()
    require_balanced(invoice)
    return invoice


def _known(env, company, arguments):
    """Returns the invoice with this number in any state, or an empty recordset if there is none. Raises
    Refused if the invoice has different content.
    """
    billing_number = arguments["number"]
    known = env["account.move"].search(
        [("company_id", "=", company.id), ("suture_billing_number", "=", billing_number)]
    )
    if not known:
        return known
    currency = known.currency_id
    same = (
        known.partner_id.id == arguments["partner_id"]
        and currency.name == arguments["currency"]
        and not currency.compare_amounts(known.amount_total, number(arguments["total"]))
        and not currency.compare_amounts(known.amount_tax, number(arguments["tax_total"]))
    )
    if not same:
        raise Refused(
            "INVOICE_DUPLICATE",
            env._(
                "Invoice %(number)s is already in Odoo as %(ours)s, with different content.",
                number=billing_number,
                ours=known.display_name,
            ),
        )
    return known


def _require_cents(currency, arguments):
    """Raises Refused if an amount has a fraction of a cent. Unit prices are not checked, because they may
    have one. Does nothing if `currency` is empty, because unknown currencies are refused later.
    """
    if not currency:
        return
    stated = [arguments["total"], arguments["tax_total"]]
    for line in arguments["lines"]:
        stated += [line["amount"], line.get("tax") or 0]
    amounts_of(currency, stated)


def _require_ours(env, company, arguments):
    lines = arguments["lines"]
    require_reachable(env, "res.partner", [arguments["partner_id"]], company)
    require_reachable(env, "account.account", {line["account_id"] for line in lines}, company)
    analytic = {line["analytic_account_id"] for line in lines if line.get("analytic_account_id")}
    require_reachable(env, "account.analytic.account", analytic, company)


def _values(env, company, arguments, taxes):
    due = arguments.get("due_date")
    payer = env["res.partner"].browse(arguments["partner_id"])
    lines = zip(arguments["lines"], taxes, strict=True)
    return {
        "move_type": "out_invoice",
        "company_id": company.id,
        "partner_id": arguments["partner_id"],
        "currency_id": active_currency(env, arguments["currency"]).id,
        "suture_billing_number": arguments["number"],
        "ref": arguments["number"],
        "payment_reference": arguments["number"],
        "invoice_date": arguments["invoice_date"],
        "date": arguments["invoice_date"],
        **({"invoice_date_due": due, "invoice_payment_term_id": False} if due else {}),
        "invoice_line_ids": [Command.create(_line(payer, line, tax)) for line, tax in lines],
    }


def _line(payer, line, tax):
    """Returns the values of an invoice line, with its name in the payer's language. If Odoo would round the
    quantity, the line becomes one unit at the full amount, because rounding could change the amount.
    """
    env = payer.env
    in_payers_language = payer.with_context(lang=payer.lang or env.lang).env
    is_counted = countable(env, line["quantity"])
    analytic = line.get("analytic_account_id")
    return {
        "name": sentence(in_payers_language, line["name"]),
        "account_id": line["account_id"],
        "quantity": number(line["quantity"]) if is_counted else 1.0,
        "price_unit": number(line["price_unit"] if is_counted else line["amount"]),
        "tax_ids": [Command.set(tax.ids)],
        "analytic_distribution": {str(analytic): 100} if analytic else False,
    }


def _check_amounts(invoice, arguments):
    """Raises Refused, so that the invoice is rolled back, unless the amount of every line, the tax and the
    total equal the amounts from the billing system.
    """
    currency, env = invoice.currency_id, invoice.env
    for line, stated in zip(invoice.invoice_line_ids, arguments["lines"], strict=True):
        if currency.compare_amounts(line.price_subtotal, number(stated["amount"])):
            raise Refused(
                "OUT_OF_BALANCE",
                env._(
                    "A line of invoice %(number)s amounts to %(ours)s in Odoo, but to %(theirs)s "
                    "in the billing system. Nothing was posted.",
                    number=arguments["number"],
                    ours=currency.format(line.price_subtotal),
                    theirs=currency.format(number(stated["amount"])),
                ),
            )
    total, tax = number(arguments["total"]), number(arguments["tax_total"])
    if currency.compare_amounts(invoice.amount_tax, tax):
        _differs(invoice, arguments, "TAX_VARIANCE")
    if currency.compare_amounts(invoice.amount_total, total):
        _differs(invoice, arguments, "OUT_OF_BALANCE")


def _differs(invoice, arguments, code):
    currency = invoice.currency_id
    raise Refused(
        code,
        invoice.env._(
            "Odoo calculates %(ours)s including %(our_tax)s tax for invoice %(number)s; the "
            "billing system states %(theirs)s including %(their_tax)s tax. Nothing was posted.",
            ours=currency.format(invoice.amount_total),
            our_tax=currency.format(invoice.amount_tax),
            number=arguments["number"],
            theirs=currency.format(number(arguments["total"])),
            their_tax=currency.format(number(arguments["tax_total"])),
        ),
    )
