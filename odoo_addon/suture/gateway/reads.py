"""Reads of a snapshot: many small searches in one call, within the allow-list and the user's companies."""

import re

from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .allow_list import OF_OTHER_APPS, READ, require
from .company import rule_domain
from .values import to_wire

MOST_REQUESTS = 2000
MOST_RECORDS = 2000
USUAL_RECORDS = 500
OPERATORS = {"=", "!=", "<", "<=", ">", ">=", "in", "not in", "like", "ilike", "=like", "=ilike", "child_of"}
ORDER_TERM = re.compile(r"(\w+)( (?:asc|desc))?", re.IGNORECASE)


def run_reads(env, requests):
    """`{name: [record, …]}` for `{name: {model, domain, fields, order?, limit?}}`.

    Raises ValidationError (422) with the offending name, before anything is read.
    """
    if len(requests) > MOST_REQUESTS:
        raise ValidationError(f"{len(requests)} reads in one call; at most {MOST_REQUESTS} are answered")
    try:
        for name, request in requests.items():
            _check(env, name, request)
    except ValueError as problem:
        raise ValidationError(str(problem)) from problem
    rules = {model: rule_domain(env, model, env.user.company_ids) for model in _models(requests)}
    return {name: _run(env, request, rules[request["model"]]) for name, request in requests.items()}


def _models(requests):
    return {request["model"] for request in requests.values()}


def _check(env, name, request):
    model = request["model"]
    require(READ, model, request["fields"], f"read {name!r}")
    limit = request.get("limit", USUAL_RECORDS)
    if type(limit) is not int or limit < 1:
        raise ValueError(f"limit of {name!r}: {limit!r} is not a whole number from 1")
    for term in filter(None, (request.get("order") or "").split(",")):
        match = ORDER_TERM.fullmatch(term.strip())
        require(READ, model, [match[1] if match else term], f"order of {name!r}")
    for leaf in request.get("domain") or []:
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
    _check_path(env, name, model, path)


def _check_path(env, name, model, path):
    *steps, last = path.split(".")
    for field in steps:
        require(READ, model, [field], f"domain of {name!r}")
        model = env[model]._fields[field].comodel_name
        if not model:
            raise ValueError(f"domain of {name!r}: {path} does not lead to a record")
    require(READ, model, [last], f"domain of {name!r}")


def _run(env, request, rules):
    Model = env[request["model"]]
    limit = min(request.get("limit", USUAL_RECORDS), MOST_RECORDS)
    domain = Domain(request.get("domain") or []) & rules
    records = Model.search(domain, order=request.get("order") or None, limit=limit)
    absent = {name for name in OF_OTHER_APPS.get(Model._name, ()) if name not in Model._fields}
    rows = records.read([name for name in request["fields"] if name not in absent], load=None)
    empty = dict.fromkeys(absent & set(request["fields"]))
    return [
        {**{name: to_wire(Model._fields[name], value) for name, value in row.items()}, **empty}
        for row in rows
    ]
