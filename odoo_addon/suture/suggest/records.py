"""Which unit, partner, account, cost centre or location of ours a partner may mean."""

from odoo.fields import Domain

from .history import values
from .products import same_line

PIECES = ("C62", "EA", "H87")


def of_unit(unknown):
    """By its code of UN/ECE; of the ordered line, its own unit, packagings, and what converts into it."""
    env, code = unknown.env, unknown.value
    lines = same_line(unknown)
    ordered = lines.product_uom_id
    packs = lines.product_id.uom_ids
    codes = PIECES if code in PIECES else (code, code[1:] if len(code) == 3 and code[0] == "X" else code)
    units = env["uom.uom"].search([("unece_code", "in", codes)])
    for unit in _converting(units, ordered):
        yield unit, env._("same UN/ECE code")
    for unit in packs:
        yield unit, env._("packaging of the product")
    for unit in ordered:
        yield unit, env._("unit of the order line")
    if ordered:
        for unit in _converting(env["uom.uom"].search([], limit=500), ordered)[:4]:
            yield unit, env._("converts to %s", ordered[0].name)


def _converting(units, ordered):
    if not ordered:
        return units
    roots = {_root(unit) for unit in ordered}
    return units.filtered(lambda unit: _root(unit) in roots)


def _root(unit):
    while unit.relative_uom_id:
        unit = unit.relative_uom_id
    return unit


def of_partner(unknown):
    """By its reference or tax number."""
    env, told = unknown.env, values(unknown)
    for partner in env["res.partner"].search([("ref", "in", told)], limit=4):
        yield partner, env._("same reference")
    for partner in env["res.partner"].search([("vat", "in", told)], limit=4):
        yield partner, env._("same tax number")


def of_account(unknown):
    """By its code; for a charge, what the connection's other charges are posted to."""
    env, company = unknown.env, unknown.connection_id.company_id
    Account = env["account.account"].with_company(company)
    for account in Account.search([("code", "in", values(unknown))], limit=4):
        yield account, env._("same code")
    for account in unknown.connection_id.sudo().charge_account_id.sudo(False):
        yield account, env._("account for charges of the connection")
    for account in _of_scheme(unknown):
        yield account, env._("used for others of %s", unknown.connection_id.name)


def of_analytic(unknown):
    """By its code, or by its name."""
    env = unknown.env
    Account = env["account.analytic.account"]
    for account in Account.search([("code", "in", values(unknown))], limit=4):
        yield account, env._("same code")
    for account in Account.search([("name", "ilike", unknown.value)], limit=4):
        yield account, env._("the name holds it")


def of_location(unknown):
    """By its barcode, or by its name."""
    env, told = unknown.env, values(unknown)
    Location = env["stock.location"]
    inside = Domain("usage", "=", "internal")
    for place in Location.search(inside & Domain("barcode", "in", told), limit=4):
        yield place, env._("same barcode")
    for place in Location.search(inside & Domain("complete_name", "ilike", unknown.value), limit=4):
        yield place, env._("the name holds it")


def _of_scheme(unknown):
    domain = [
        ("connection_id", "=", unknown.connection_id.id),
        ("scheme", "=", unknown.scheme),
        ("res_model", "=", unknown.res_model),
    ]
    ids = unknown.env["suture.crosswalk"].search(domain, limit=20, order="id desc").mapped("res_id")
    return unknown.env[unknown.res_model].browse(list(dict.fromkeys(ids))[:3]).exists()


FINDERS = {
    "uom.uom": of_unit,
    "res.partner": of_partner,
    "account.account": of_account,
    "account.analytic.account": of_analytic,
    "stock.location": of_location,
}
