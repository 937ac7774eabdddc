"""Suggests accounts and cost centres for an unknown code."""

from odoo.addons.suture.suggest.history import values


def of_account(unknown):
    """Yields `(account, reason)` for accounts with the same code, for the connection's account for charges,
    and for accounts to which other codes of the scheme are mapped.
    """
    env, company = unknown.env, unknown.connection_id.company_id
    Account = env["account.account"].with_company(company)
    for account in Account.search([("code", "in", values(unknown))], limit=4):
        yield account, env._("same code")
    for account in unknown.connection_id.sudo()._policy_record("charge_account_id").sudo(False):
        yield account, env._("the connection's account for charges")
    for account in _of_scheme(unknown):
        yield account, env._("used for other codes of %s", unknown.connection_id.name)


def of_analytic(unknown):
    """Yields `(cost centre, reason)` for cost centres with the same code or a name that contains it."""
    env = unknown.env
    Account = env["account.analytic.account"]
    for account in Account.search([("code", "in", values(unknown))], limit=4):
        yield account, env._("same code")
    for account in Account.search([("name", "ilike", unknown.value)], limit=4):
        yield account, env._("name contains the value")


def _of_scheme(unknown):
    domain = [
        ("connection_id", "=", unknown.connection_id.id),
        ("scheme", "=", unknown.scheme),
        ("res_model", "=", unknown.res_model),
    ]
    ids = unknown.env["suture.crosswalk"].search(domain, limit=20, order="id desc").mapped("res_id")
    return unknown.env[unknown.res_model].browse(list(dict.fromkeys(ids))[:3]).exists()
