"""Finds records by their references (internal reference, barcode, code), and determines the reference of a
record.
"""

import itertools
from typing import NamedTuple

from odoo.fields import Domain


class Target(NamedTuple):
    """A kind of records that identifiers can be mapped to."""

    model: str
    names: tuple  # the fields that identify a record for users, best first; `id:42` always works


def targets(env):
    """Returns the kinds of records that identifiers can be mapped to, by their name in the column `kind`:
    `{kind: Target}`.
    """
    return env["suture.crosswalk"]._suture_targets()


def kinds_by_model(env):
    """Returns, for each model, its name in the column `kind`: `{model: kind}`."""
    return {target.model: kind for kind, target in targets(env).items()}


def kinds_of(env, scheme):
    """Returns the kinds of records that a scheme can identify, or none if the scheme is unknown. A custom
    scheme that is used in the crosswalk can identify all kinds.
    """
    schemes = env["suture.crosswalk"]._suture_schemes()
    if scheme in schemes:
        return schemes[scheme]
    is_used = env["suture.crosswalk"].search_count([("scheme", "=", scheme)], limit=1)
    return tuple(targets(env)) if is_used else ()


def find(env, kind, references, company):
    """Finds records of one kind by their references with few searches. Returns `{reference: [ids]}`. Active
    records take precedence over archived ones; among these, the fields in `Target.names` are searched in
    their order, and the first match counts.
    """
    model, names = targets(env)[kind]
    records = env[model].with_context(active_test=False).with_company(company)
    if not records.has_access("read"):
        return {}
    found = {}
    # An active record takes precedence over an archived one with the same reference.
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
    """Returns the first reference that identifies this record and no other record of its company, or `id:`
    followed by the record's ID.
    """
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
