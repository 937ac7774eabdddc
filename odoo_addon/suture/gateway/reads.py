"""Runs the searches that read a snapshot: many small searches in one call, restricted to the allow-list and
to the integration user's companies.
"""

import re

from odoo.exceptions import ValidationError

from .access import allowed, require
from .values import to_wire
from .within import NONE_OF, SOME_OF, TO_MANY, Within

MOST_REQUESTS = 2000
MOST_RECORDS = 2000
USUAL_RECORDS = 500
OPERATORS = {"=", "!=", "<", "<=", ">", ">=", "in", "not in", "like", "ilike", "=like", "=ilike", "child_of"}
ORDER_TERM = re.compile(r"(\w+)( (?:asc|desc))?", re.IGNORECASE)


def run_reads(env, requests):
    """Returns `{name: [record, …]}` for `{name: {model, domain, fields, order?, limit?, company?}}`.

    Validates all requests before it reads anything. Raises a ValidationError (HTTP 422) that names the
    invalid part of a request.
    """
    if len(requests) > MOST_REQUESTS:
        raise ValidationError(f"{len(requests)} reads in one call; the limit is {MOST_REQUESTS}")
    try:
        for name, request in requests.items():
            _check(env, name, request)
    except ValueError as problem:
        raise ValidationError(str(problem)) from problem
    every = env.user.company_ids
    within = {company: Within(env, company or every) for company in [every.browse(), *every]}
    return {
        name: _run(env, request, within[every.browse(request.get("company") or ())])
        for name, request in requests.items()
    }


def _check(env, name, request):
    model, company = request["model"], request.get("company")
    if company is not None and company not in env.user.company_ids.ids:
        raise ValueError(f"read {name!r}: the integration user has no access to company {company!r}")
    read = allowed(env).read
    require(read, model, request["fields"], f"read {name!r}")
    limit = request.get("limit", USUAL_RECORDS)
    if type(limit) is not int or limit < 1:
        raise ValueError(f"limit of {name!r}: {limit!r} is not a whole number from 1")
    for term in filter(None, (request.get("order") or "").split(",")):
        match = ORDER_TERM.fullmatch(term.strip())
        require(read, model, [match[1] if match else term], f"order of {name!r}")
    for leaf in (request.get("domain") or []) if model in env else ():
        _check_leaf(env, name, model, leaf)


def _check_leaf(env, name, model, leaf):
    if leaf in ("&", "|", "!"):
        return
    if not isinstance(leaf, list | tuple) or len(leaf) != 3 or not isinstance(leaf[0], str):
        raise ValueError(f"domain of {name!r}: {leaf!r} is not a condition")
    path, operator, value = leaf
    if operator not in OPERATORS:
        raise ValueError(f"domain of {name!r}: operator {operator!r} is not allowed")
    for element in value if isinstance(value, list) else [value]:
        if isinstance(element, list | dict):
            raise ValueError(f"domain of {name!r}: the value of {path} is nested")
    if _check_path(env, name, model, path):
        ids = value if isinstance(value, list) else [value]
        if operator not in SOME_OF | NONE_OF or not all(isinstance(each, int) for each in ids):
            raise ValueError(f"domain of {name!r}: {path} is a list, and only its IDs can be compared")


def _check_path(env, name, model, path):
    """Reports whether the path ends at a one2many or many2many field. Raises ValueError for a step that is
    not allowed.
    """
    read = allowed(env).read
    *steps, last = path.split(".")
    for field in steps:
        require(read, model, [field], f"domain of {name!r}")
        model = env[model]._fields[field].comodel_name
        if not model:
            raise ValueError(f"domain of {name!r}: {path} does not lead to a record")
    require(read, model, [last], f"domain of {name!r}")
    return last in env[model]._fields and env[model]._fields[last].type in TO_MANY


def _run(env, request, within):
    if request["model"] not in env:
        return []  # of an app that is not installed
    Model = env[request["model"]]
    limit = min(request.get("limit", USUAL_RECORDS), MOST_RECORDS)
    domain = within.domain(Model._name, request.get("domain"))
    records = Model.search(domain, order=request.get("order") or None, limit=limit)
    absent = {name for name in allowed(env).optional.get(Model._name, ()) if name not in Model._fields}
    fields = [Model._fields[name] for name in request["fields"] if name not in absent]
    rows = records.read([field.name for field in fields], load=None)
    for field in fields:
        if field.type in TO_MANY:
            within.filtered(field, rows)
    empty = dict.fromkeys(absent & set(request["fields"]))
    return [
        {**{name: to_wire(Model._fields[name], value) for name, value in row.items()}, **empty}
        for row in rows
    ]
