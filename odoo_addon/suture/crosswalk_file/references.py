"""Our records by what people call them: an internal reference, a barcode, a code. And the other way round."""

import itertools

from odoo.fields import Domain

#: Word of the file → model, and the fields it is known by, the best first. `id:42` always works.
KINDS = {
    "item": ("product.product", ("default_code", "barcode")),
    "unit": ("uom.uom", ("unece_code", "name")),
    "account": ("account.account", ("code",)),
    "cost centre": ("account.analytic.account", ("code", "name")),
    "location": ("stock.location", ("barcode", "complete_name")),
    "partner": ("res.partner", ("ref", "vat", "name")),
    "warehouse": ("stock.warehouse", ("code", "name")),
    "vendor price": ("product.supplierinfo", ()),
}
#: Scheme → the kinds of records it may stand for; the first one where a row names none.
SCHEMES = {
    "item": ("item",),
    **dict.fromkeys(("seller", "buyer", "maker", "gtin", "ndc", "hibc"), ("item",)),
    "unit": ("unit",),
    "charge": ("account",),
    "revenue-account": ("account",),
    "department": ("location", "cost centre"),
    "department-cost": ("cost centre",),
    "cost-centre": ("cost centre",),
    "supplier": ("partner",),
    "payer": ("partner",),
    "account": ("partner",),
}
KIND_OF_MODEL = {model: kind for kind, (model, _fields) in KINDS.items()}


def kinds_of(env, scheme):
    """The kinds of records that a scheme may stand for; one that only this database uses stands for any."""
    if scheme in SCHEMES:
        return SCHEMES[scheme]
    return tuple(KINDS) if env["suture.crosswalk"].search_count([("scheme", "=", scheme)], limit=1) else ()


def find(env, kind, references, company):
    """The records of references of one kind, in few searches: `{reference: [ids]}`, the best name first."""
    model, names = KINDS[kind]
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
    _model, names = KINDS[KIND_OF_MODEL[record._name]]
    company = "company_id" in record._fields and record.company_id or record.env.company
    for name in names:
        value = record.with_company(company)[name]
        if not value or _is_id(str(value)):
            continue
        kind = KIND_OF_MODEL[record._name]
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
