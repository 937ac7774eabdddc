"""Applies Odoo's multi-company rules, which `sudo` bypasses."""

from odoo.fields import Domain


def rule_domain(env, model, companies):
    """Returns the domain of the records of `model` that the integration user may read if only `companies` are
    selected.
    """
    user_env = env(su=False, context={**env.context, "allowed_company_ids": companies.ids})
    return Domain(user_env["ir.rule"]._compute_domain(model, "read"))


def reachable(env, model, ids, company):
    """Returns the set of those `ids` whose records exist and belong to the company or to no company."""
    wanted = Domain("id", "in", list(ids)) & rule_domain(env, model, company)
    return set(env[model].with_context(active_test=False).search(wanted).ids)


def require_reachable(env, model, ids, company):
    """Raises ValueError with the IDs of the records that do not exist or belong to another company, if there
    are any.
    """
    missing = set(ids) - reachable(env, model, ids, company)
    if missing:
        names = ", ".join(str(record_id) for record_id in sorted(missing))
        raise ValueError(f"{model} {names} does not exist, or not in company {company.name}")
