"""Which record of ours a partner may mean: a few, each with the reason in words, the likeliest first."""

from ..crosswalk_file.references import kinds_by_model
from . import names
from .history import used_before

MOST = 8


def suggestions(unknown):
    """`[(record, reason), …]` for a row of `suture.exchange.unknown`, with the rights of the user: what they
    may not see is not suggested.
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
    """Those that exist, that the user may read, and that the connection's company may use."""
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
    """Whether a document of this company may stand on the record."""
    if not {"company_id", "company_ids"} & record._fields.keys():
        return True
    every = record.sudo().with_context(active_test=False)
    return bool(every.filtered_domain(every._check_company_domain(company)))
