"""Suggests a few records for an unknown identifier, most likely first, each with a reason."""

from ..crosswalk_file.references import kinds_by_model
from . import names
from .history import used_before

MOST = 8


def suggestions(unknown):
    """Returns up to `MOST` suggestions `[(record, reason), …]` for a row of `suture.exchange.unknown`, most
    likely first, with the access rights of the user.
    """
    env = unknown.env
    if unknown.res_model not in kinds_by_model(env) or not env[unknown.res_model].has_access("read"):
        return []
    found = {}
    finder = unknown._suture_finders().get(unknown.res_model)
    for record, reason in [
        *(finder(unknown) if finder else []),
        *used_before(unknown),
        *names.similar(unknown),
    ]:
        reasons = found.setdefault(record, [])
        if reason not in reasons:
            reasons.append(reason)
    reachable = within_company(unknown, list(found))
    return [(record, "; ".join(found[record])) for record in reachable][:MOST]


def within_company(unknown, records):
    """Returns the records that exist, that the user can read and that the connection's company can use."""
    if not records:
        return []
    company = unknown.connection_id.company_id
    there = (
        records[0]
        .browse(record.id for record in records)
        .with_context(allowed_company_ids=[company.id], active_test=False)
    )
    allowed = set(there.search([("id", "in", there.ids)]).filtered(lambda one: fits(one, company)).ids)
    return [record for record in records if record.id in allowed]


def fits(record, company):
    """Reports whether the company can use the record: it belongs to the company or to none, or its model has
    no companies.
    """
    if not {"company_id", "company_ids"} & record._fields.keys():
        return True
    every = record.sudo().with_context(active_test=False)
    return bool(every.filtered_domain(every._check_company_domain(company)))
