"""The rest of an invoice that a payment does not cover and that is posted to an account: a write-off or an
accepted deduction.
"""

from odoo import fields
from odoo.addons.suture.gateway.company import require_reachable
from odoo.addons.suture.gateway.refusal import Refused
from odoo.addons.suture.terms import sentence

from .money import amounts_of

# A payment finds its receivable line and its bank line by these types.
TAKEN_TYPES = ("asset_receivable", "liability_payable", "asset_cash", "liability_credit_card")


def difference_lines(company, invoice, arguments, rest):
    """Returns the field values of a payment that post the rest of the invoice to an account.

    :param arguments: the arguments of `register_payment`, of which `difference` is used
    :param rest: the open amount of the invoice minus the payment, in the currency of the invoice
    :raises Refused: `OUT_OF_BALANCE` if the difference is not the whole rest, `ODOO_REJECTED` if the account
        cannot be used
    """
    difference, currency, env = arguments["difference"], invoice.currency_id, invoice.env
    [amount] = amounts_of(currency, [difference["amount"]])
    if currency.compare_amounts(amount, rest) or currency.compare_amounts(amount, 0.0) <= 0:
        raise Refused(
            "OUT_OF_BALANCE",
            env._(
                "%(amount)s would be posted to an account, but %(rest)s of %(invoice)s would "
                "still be due. Nothing was posted.",
                amount=currency.format(amount),
                rest=currency.format(rest),
                invoice=invoice.display_name,
            ),
        )
    require_reachable(env, "account.account", [difference["account_id"]], company)
    account = env["account.account"].browse(difference["account_id"])
    if account.account_type in TAKEN_TYPES:
        raise Refused(
            "ODOO_REJECTED",
            env._("The rest of an invoice cannot be posted to the account %s.", account.display_name),
        )
    line = {
        "name": sentence(env, difference["name"]),
        "account_id": account.id,
        "partner_id": invoice.commercial_partner_id.id,
        "currency_id": currency.id,
        "amount_currency": amount,
        "balance": currency._convert(
            amount, company.currency_id, company, fields.Date.to_date(arguments["date"])
        ),
    }
    return {"write_off_line_vals": [line]}
