"""Finds the company's sales taxes for a billing system that reports tax amounts instead of codes."""

from odoo.addons.suture.gateway.refusal import Refused
from odoo.addons.suture.gateway.values import number


def line_taxes(company, arguments):
    """Returns the tax of each line, in order, as records of `account.tax`. The record is empty for a line
    without tax.

    A tax matches if its rate produces the stated amount to the cent. A tax that matches all lines takes
    precedence over one that matches a single line. If a tax amount is stated only for the invoice as a whole,
    one tax applies to all lines.

    :raises Refused: `TAX_VARIANCE` if no tax of the company produces the stated amount
    """
    none = company.env["account.tax"]
    lines, total = arguments["lines"], number(arguments["tax_total"])
    if any(line.get("tax") is not None for line in lines):
        stated = [(number(line["amount"]), number(line.get("tax") or 0)) for line in lines]
        return _chosen(company, arguments, stated)
    if not total:
        return [none] * len(lines)
    untaxed = sum(number(line["amount"]) for line in lines)
    return _chosen(company, arguments, [(untaxed, total)]) * len(lines)


def _chosen(company, arguments, stated):
    taxes = company.env["account.tax"].search(
        [
            *company.env["account.tax"]._check_company_domain(company),
            ("type_tax_use", "=", "sale"),
            ("amount_type", "=", "percent"),
        ]
    )
    usable = taxes.filtered(lambda tax: not tax.price_include)
    currency = company.currency_id
    fitting = [
        usable.filtered(
            lambda tax, pair=pair: not currency.compare_amounts(pair[0] * tax.amount / 100, pair[1])
        )
        if pair[1]
        else taxes.browse()
        for pair in stated
    ]
    if any(amount and not fits for (_untaxed, amount), fits in zip(stated, fitting, strict=True)):
        raise Refused(
            "TAX_VARIANCE",
            company.env._(
                "No sales tax of %(company)s produces the tax on invoice %(number)s. Nothing was posted.",
                company=company.name,
                number=arguments["number"],
            ),
        )
    common = usable
    for fits in filter(None, fitting):
        common &= fits
    return [(common & fits or fits)[:1] for fits in fitting]
