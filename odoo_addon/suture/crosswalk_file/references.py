"""Our records by what people call them: an internal reference, a barcode, a code. And the other way round."""

import itertools
from typing import NamedTuple

from odoo.fields import Domain


class Target(NamedTuple):
    """A model whose records an identifier may stand for."""

    model: str
    names: tuple  # the fields by which people know a record, the best first; `id:42` always works


def targets(env):
    """The kinds of records, by the word of the file: `{kind: Target}`."""
    return env["suture.crosswalk"]._suture_targets()


def kinds_by_model(env):
    """The word of the file for each model."""
    return {target.model: kind for kind, target in targets(env).items()}


def kinds_of(env, scheme):
    """The kinds of records that a scheme may stand for; one that only this database uses stands for any."""
    schemes = env["suture.crosswalk"]._suture_schemes()
    if scheme in schemes:
        return schemes[scheme]
    is_used = env["suture.crosswalk"].search_count([("scheme", "=", scheme)], limit=1)
    return tuple(targets(env)) if is_used else ()


def find(env, kind, references, company):
    """The records of references of one kind, in few searches: `{reference: [ids]}`, the best name first."""
    model, names = targets(env)[kind]
    records = env[model].with_context(active_test=False).with_company(company)
    if not records.has_access("read"):
        return {}
    found = {}
    # An archived record gives way to one in use that is called the same.
    for in_use, name in itertools.product((True, False), names):
        open_ones = [reference for reference in references if reference not in found]
        if not open_ones:
            break
        domain = Domain(name, "in", open_ones) & _of_company(records, company)
        for record in records.with_context(active_test=in_use).search(domain):
            found.setdefault(str(record[name]), []).append(record.id)
    by_id = {reference: int(reference[3:]) for reference in references if _is_id(reference)}
    there = set(records.search([("id", "in", list(by_id.values()))]).ids) if by_id else set()
    return {**{reference: [number] for reference, number in by_id.items() if number in there}, **found}


def reference_of(record):
    """The best reference that finds this record and no other."""
    kind = kinds_by_model(record.env)[record._name]
    names = targets(record.env)[kind].names
    company = "company_id" in record._fields and record.company_id or record.env.company
    for name in names:
        value = record.with_company(company)[name]
        if not value or _is_id(str(value)):
            continue
        if find(record.env, kind, [str(value)], company).get(str(value)) == [record.id]:
            return str(value)
    return f"id:{record.id}"


def _of_company(records, company):
    if "company_id" in records._fields:
        return Domain("company_id", "in", [company.id, False])
    if "company_ids" in records._fields:
        return Domain("company_ids", "in", [company.id])
    return Domain.TRUE


def _is_id(reference):
    return reference.startswith("id:") and reference[3:].isdecimal() and len(reference) < 12
