"""Applies documents on which a person has decided: only as far as that person could make the changes by hand,
only what the preview has shown, and only up to the person's approval limit.

Who decided, and what the preview showed, is what Odoo itself stored when the decision was made. Nothing of it
comes from the caller of the gateway.
"""

from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from odoo import fields

from . import apply
from .apply import apply_alone, rejected
from .changes import changed_fields, touched, values_of
from .preview import nothing_kept
from .rights import Lack, as_person, closed_fields, computed_only, lacks_for, not_creatable, not_writable


@dataclass
class Trial:
    """What applying a document would do: its result, its changes, the rights that the person lacks for them,
    and their amount in the company's currency.
    """

    result: dict
    changes: list = field(default_factory=list)
    lacks: list = field(default_factory=list)
    amount: float = 0.0


def apply_batch(env, batch):
    """Applies a batch as `apply.apply_batch` does. A document with a decision is checked before."""
    decided = {
        key: partial(apply_decided, env, decision) for key, decision in decisions_on(env, batch).items()
    }
    return apply.apply_batch(env, batch, decided)


def decisions_on(env, batch):
    """Returns the decisions that bind the documents of the batch: `{message_key: decision}`."""
    exchanges = (item.get("exchange") for item in batch)
    keys = [sent["message_key"] for sent in exchanges if isinstance(sent, dict) and sent.get("message_key")]
    return env["suture.exchange.decision"]._binding(keys)


def apply_decided(env, decision, item, **how):
    """Applies a document with a decision: first in a dry run, whose changes are checked, then in earnest."""
    refusal = decision._refusal_of_person()
    if refusal:
        return rejected(item, *refusal)
    trial = try_out(env, decision, item, **how)
    if trial.result["status"] == "applied":
        refusal = decision._refusal(trial)
        if refusal:
            return rejected(item, *refusal)
        trial.result = apply_alone(env, item, **how)
    if trial.result["status"] in ("applied", "duplicate"):
        decision._close("applied")
    return trial.result


def try_out(env, decision, item, **how):
    """Applies the document in a dry run and returns a `Trial`."""
    company = decision.company_id
    seen, totals, created, envs, others = {}, {}, set(), [], []

    def look(run, links):
        env.flush_all()
        envs.append(run.env)
        records = touched(run, item.get("guards") or [], links)
        seen.update({(record._name, record.id): values_of(record) for record in records})
        more = [record for _ref, record in run.records if (record._name, record.id) not in seen]
        others.extend((record._name, record.id, record.display_name) for record in more)
        totals.update(_totals([*records, *more]))
        created.update(not_creatable(as_person(run.env, decision.user_id, company), [*records, *more]))

    with nothing_kept(env):
        result = apply_alone(env, item, look=look, **how)
    trial = Trial(result)
    if result["status"] == "applied":
        found = list(changed_fields(envs[0], seen))
        trial.changes = [entry for _id, entry in found]
        trial.lacks = _lacks(envs[0], decision, item, found, others, created)
        trial.amount = _amount(envs[0], company, totals)
    return trial


def _lacks(env, decision, item, found, others, created):
    """Returns the rights that the person lacks.

    :param found: `[(id, change)]` of the records that a dry run shows
    :param others: `[(model, id, name)]` of the other records that the plan touches
    :param created: `{(model, id)}` of the records that the person could not create
    """
    person = as_person(env, decision.user_id, decision.company_id)
    touched_ids, written = {}, named_fields(env, item)
    for record_id, change in found:
        if change["id"] is None or not computed_only(env[change["model"]], change["field"]):
            touched_ids[change["model"], record_id] = change["name"]
            if not computed_only(env[change["model"]], change["field"]):
                written.add((change["model"], change["field"]))
    touched_ids.update({(model, record_id): name for model, record_id, name in others})
    old = [record for model, each in touched_ids if (record := env[model].browse(each).exists())]
    new = created & (touched_ids.keys() - {(record._name, record.id) for record in old})
    lacks = lacks_for(person, "write", {key: touched_ids[key] for key in not_writable(person, old)})
    lacks += lacks_for(person, "create", {key: touched_ids[key] for key in new})
    return lacks + [Lack("write", model, "", name) for model, name in sorted(closed_fields(person, written))]


def named_fields(env, item):
    """Returns the fields that the operations of an item set, as a set of `(model, field)`."""
    found = set()
    for operation in item.get("operations") or []:
        if isinstance(operation, dict) and isinstance(operation.get("values"), dict):
            _collect(env, operation.get("model"), operation["values"], found)
    return found


def _collect(env, model, values, found):
    if model not in env:
        return
    for name, value in values.items():
        found.add((model, name))
        comodel = getattr(env[model]._fields.get(name), "comodel_name", None)
        for line in value if comodel and isinstance(value, list) else ():
            if isinstance(line, dict) and line.keys() != {"ref"}:
                _collect(env, comodel, line, found)


class Total(NamedTuple):
    """The amount of a record, and those of its lines: `{ID: amount}`. Without a currency, they are in the
    company's.
    """

    amount: float
    lines: dict
    currency_id: int | bool


def _totals(records):
    """Returns the totals of those records that have an amount: `{(model, id): Total}`."""
    if not records:
        return {}
    totalled = records[0].env["suture.exchange"]._suture_decided_amounts()
    return {(each._name, each.id): _total(each) for each in records if each._name in totalled}


def _total(record):
    Exchange = record.env["suture.exchange"]
    field, lines = Exchange._suture_decided_amounts()[record._name], {}
    if record._name in Exchange._suture_decided_lines():
        name, of_line = Exchange._suture_decided_lines()[record._name]
        lines = {line.id: line[of_line] for line in record[name]}
    currency = record.currency_id.id if "currency_id" in record._fields else False
    return Total(record[field], lines, currency)


def _amount(env, company, totals):
    """Returns by how much the plan changes the amounts of its records, in the company's currency. A new
    record counts with its total.
    """
    today, amount = fields.Date.context_today(env["suture.exchange"]), 0.0
    for (model, record_id), after in totals.items():
        before = _total(env[model].browse(record_id).exists())
        currency = env["res.currency"].browse(after.currency_id) or company.currency_id
        amount += currency._convert(_changed(before, after), company.currency_id, company, today)
    return amount


def _changed(before, after):
    """Returns by how much a record changes. A line that becomes more expensive is not offset by another that
    becomes cheaper: the larger of the increases and the reductions counts.
    """
    ids = before.lines.keys() | after.lines.keys()
    lines = [after.lines.get(each, 0.0) - before.lines.get(each, 0.0) for each in ids]
    increases = sum(each for each in lines if each > 0)
    reductions = -sum(each for each in lines if each < 0)
    return max(abs(after.amount - before.amount), increases, reductions)
