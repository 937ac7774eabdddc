"""Verb `draft_vendor_bill`: creates a draft bill from the order's lines with Odoo's own methods."""

from odoo import Command
from odoo.addons.suture.gateway.company import require_reachable
from odoo.addons.suture.gateway.refusal import Refused
from odoo.addons.suture.gateway.values import number
from odoo.addons.suture.terms import sentence
from odoo.addons.suture_account.gateway.money import active_currency, amounts_of, countable


def draft_vendor_bill(env, company, arguments):
    """Creates a draft vendor bill whose total equals `arguments["total"]` to the cent, and returns it.

    Taxes are taken from the order's lines, quantities and prices from the vendor's invoice.

    :param arguments: `{order_ids, number, invoice_date, due_date?, currency, lines, charges, total,
        tax_total}`; amounts are decimal strings or numbers, dates YYYY-MM-DD
    :raises Refused: `TAX_VARIANCE` if Odoo computes another total, `UNKNOWN_ORDER`, `INVOICE_UNMATCHED`,
        `OUT_OF_BALANCE` (an amount with a fraction of a cent), `UNKNOWN_UNIT` (a quantity that Odoo would
        round)
    """
    bill = make(env, [prepare(env, company, arguments)])
    check_total(bill, arguments)
    return bill


def prepare(env, company, arguments):
    """Returns the values of the bill for `make`. Raises Refused if its orders, amounts or quantities cannot
    be used.
    """
    orders = _orders(env, company, arguments["order_ids"])
    charges = arguments.get("charges") or []
    stated = [arguments["total"], arguments["tax_total"], *(charge["amount"] for charge in charges)]
    currency = active_currency(env, arguments["currency"])
    amounts_of(currency, stated)
    lines = [_order_line(orders, line) for line in arguments["lines"]]
    lines += [_charge(env, company, charge) for charge in charges]
    return {
        **_header(orders, currency, arguments),
        "invoice_line_ids": [Command.create(line) for line in lines],
    }


def make(env, prepared):
    """Creates the bills and returns them, in the order of their values. Odoo computes taxes and totals once
    for all of them.

    :param prepared: the results of `prepare`
    """
    return env["account.move"].with_context(default_move_type="in_invoice").create(prepared)


def _orders(env, company, ids):
    require_reachable(env, "purchase.order", ids, company)
    orders = env["purchase.order"].browse(ids)
    unconfirmed = orders.filtered(lambda order: order.state != "purchase")
    if not orders or unconfirmed:
        names = ", ".join(unconfirmed.mapped("name"))
        raise Refused("UNKNOWN_ORDER", env._("The bill refers to an order that is not confirmed: %s", names))
    return orders


def _header(orders, currency, arguments):
    return {
        **orders[0]._prepare_invoice(),
        "currency_id": currency.id,
        "ref": arguments["number"],
        "invoice_origin": ", ".join(orders.mapped("name")),
        "invoice_date": arguments["invoice_date"],
        **(
            {"invoice_date_due": arguments["due_date"], "invoice_payment_term_id": False}
            if arguments.get("due_date")
            else {}
        ),
    }


def _order_line(orders, line):
    ordered = orders.order_line.filtered(lambda candidate: candidate.id == line["order_line_id"])
    if not ordered or ordered.display_type:
        env = orders.env
        raise Refused("INVOICE_UNMATCHED", env._("A line of the bill is not on %s.", orders[0].name))
    if not countable(orders.env, line["quantity"]):
        raise Refused(
            "UNKNOWN_UNIT",
            orders.env._(
                "%(quantity)s of %(item)s has more decimal places than Odoo can store. No bill was created.",
                quantity=line["quantity"],
                item=ordered.product_id.display_name,
            ),
        )
    values = ordered._prepare_account_move_line()
    # The vendor's price is net, so the order's discount must not be applied again.
    values.update(quantity=number(line["quantity"]), price_unit=number(line["price_unit"]), discount=0.0)
    if line.get("uom_id"):
        values["product_uom_id"] = line["uom_id"]
    if line.get("name"):
        values["name"] = line["name"]
    return values


def _charge(env, company, charge):
    require_reachable(env, "account.account", [charge["account_id"]], company)
    return {
        "name": sentence(env, charge["name"]),
        "account_id": charge["account_id"],
        "quantity": 1.0,
        "price_unit": number(charge["amount"]),
        "tax_ids": [Command.clear()],
    }


def check_total(bill, arguments):
    """Raises Refused unless Odoo's total and tax equal the vendor's to the cent."""
    currency = bill.currency_id
    total, tax = number(arguments["total"]), number(arguments["tax_total"])
    if currency.compare_amounts(bill.amount_total, total) or currency.compare_amounts(bill.amount_tax, tax):
        raise Refused(
            "TAX_VARIANCE",
            bill.env._(
                "Odoo calculates %(ours)s including %(our_tax)s tax for bill %(number)s; the "
                "vendor states %(theirs)s including %(their_tax)s tax. No bill was created.",
                ours=currency.format(bill.amount_total),
                our_tax=currency.format(bill.amount_tax),
                number=arguments["number"],
                theirs=currency.format(total),
                their_tax=currency.format(tax),
            ),
        )
