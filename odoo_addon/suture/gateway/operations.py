"""The closed set of operations of a plan, carried out one after the other."""

import base64
import binascii
from dataclasses import dataclass, field

from markupsafe import escape
from odoo import Command

from ..terms import in_language_of, sentence
from .allow_list import CREATE, LINK, READ, WRITE, require
from .company import require_reachable
from .values import from_wire
from .verbs import VERBS

NAMED = LINK | READ.keys()
LINKED = dict.fromkeys(LINK, ())
LARGEST_ATTACHMENT = 20 * 1024 * 1024


@dataclass
class Run:
    """One document being applied: where, and which records its references stand for."""

    env: object
    company: object
    connection: object
    refs: dict = field(default_factory=dict)
    records: list = field(default_factory=list)
    # Ids by model that the company is known to reach; documents carried out together share it.
    reached: dict = field(default_factory=dict)
    # The same as tuples: what Odoo reads of one of these records it reads of all.
    beside: dict = field(default_factory=dict)
    # Its first operation was carried out with those of others, after its guards.
    begun: bool = False
    # The records its exchange is about.
    links: list = field(default_factory=list)

    def keep(self, record, ref=None):
        """Remembers a record that was made or changed, and what it is called by later operations."""
        if ref:
            self.refs[ref] = record
        self.records.append((ref, record))

    def find(self, link):
        """The record of a link: `{"ref"}` or `{"model", "id"}`."""
        if "ref" in link:
            return self.refs[link["ref"]]
        self.reach(link["model"], link["id"])
        return self.env[link["model"]].browse(link["id"]).with_prefetch(self.beside.get(link["model"]))

    def reach(self, model, record_id):
        """Raises ValueError unless the record exists and is the company's, or everybody's."""
        known = self.reached.setdefault(model, set())
        if record_id not in known:
            require_reachable(self.env, model, [record_id], self.company)
            known.add(record_id)


def carry_out(run, operation):
    """Does one operation. Raises ValueError for what the allow-list does not have."""
    handler = HANDLERS.get(operation["op"])
    if not handler:
        raise ValueError(f"operation {operation['op']!r} is not known")
    handler(run, operation)


def _create(run, operation):
    values = _values(run, CREATE, operation["model"], operation["values"])
    run.keep(_new(run, operation["model"], values), operation.get("ref"))


def _new(run, model, values):
    Model = run.env[model]
    if "company_id" in Model._fields and not Model._fields["company_id"].related:
        if values.setdefault("company_id", run.company.id) != run.company.id:
            raise ValueError(
                f"create {model}: the company is not the one of connection {run.connection.code}"
            )
    return Model.create(values)


def _write(run, operation):
    require(WRITE, operation["model"], [], "write")
    target = operation["id"]
    link = target if isinstance(target, dict) else {"model": operation["model"], "id": target}
    record = run.find(link)
    if record._name != operation["model"]:
        raise ValueError(f"write {operation['model']}: the reference is a {record._name}")
    record.write(_values(run, WRITE, record._name, operation["values"]))
    run.keep(record)


def _upsert(run, operation):
    model, key = operation["model"], operation["key"]
    require(CREATE, model, [], "upsert")
    entry = run.env["suture.crosswalk"].search(
        [
            ("connection_id", "=", run.connection.id),
            ("scheme", "=", key["scheme"]),
            ("value", "=", key["value"]),
        ]
    )
    record = entry and entry.res_model == model and run.env[model].browse(entry.res_id).exists()
    if record:
        require_reachable(run.env, model, record.ids, run.company)
        values = {name: value for name, value in operation["values"].items() if name in WRITE[model]}
        require(CREATE, model, operation["values"], "upsert")
        record.write(_values(run, WRITE, model, values))
    else:
        record = _new(run, model, _values(run, CREATE, model, operation["values"]))
        _enter(run, entry, key, record)
    run.keep(record, operation.get("ref"))


def _enter(run, entry, key, record):
    """Puts the record into the crosswalk, or instead of one that is gone."""
    target = {"res_model": record._name, "res_id": record.id}
    if entry:
        entry.write(target)
    else:
        run.env["suture.crosswalk"].create({"connection_id": run.connection.id, **key, **target})


def _do(run, operation):
    verb = VERBS.get(operation["verb"])
    if not verb:
        raise ValueError(f"verb {operation['verb']!r} is not known")
    run.keep(verb(run.env, run.company, operation["arguments"]), operation.get("ref"))


def _attach(run, operation):
    record = linkable(run, operation["to"])
    try:
        content = base64.b64decode(operation["content_base64"], validate=True)
    except binascii.Error as problem:
        raise ValueError(f"attachment {operation['name']!r} is not base64") from problem
    if len(content) > LARGEST_ATTACHMENT:
        raise ValueError(f"attachment {operation['name']!r} is larger than 20 MB")
    run.env["ir.attachment"].create(
        {
            "name": operation["name"],
            "mimetype": operation["mimetype"],
            "raw": content,
            "res_model": record._name,
            "res_id": record.id,
        }
    )


def _notify(run, operation):
    """A note in the chatter, in the company's language: for people inside, no mail goes out."""
    record = linkable(run, operation["to"])
    body = sentence(in_language_of(record, run.company).env, operation["body"])
    record.message_post(body=escape(body), subtype_xmlid="mail.mt_note")


def linkable(run, link):
    """The record of a link. Raises ValueError for one that an exchange cannot be about."""
    if "model" in link:
        require(LINKED, link["model"], [], "link")
    record = run.find(link)
    require(LINKED, record._name, [], "link")
    return record


def _values(run, allowed, model, values):
    """The plan's values for `create` or `write`, every field allowed, every related record within the
    company.
    """
    require(allowed, model, values, "values")
    fields = run.env[model]._fields
    return {name: _value(run, fields[name], value) for name, value in values.items()}


def _value(run, field_, value):
    if field_.type == "one2many":
        nested = [_values(run, CREATE, field_.comodel_name, line) for line in value]
        return [Command.create(line) for line in nested]
    return from_wire(field_, value, lambda model, target: _resolve(run, model, target))


def _resolve(run, model, target):
    if isinstance(target, dict):
        record = run.refs[target["ref"]]
        if record._name != model:
            raise ValueError(f"reference {target['ref']!r} is a {record._name}, not a {model}")
        return record.id
    run.reach(model, target)
    return target


def referenced(env, item):
    """The records that an item names by id: `{model: ids}`. What is malformed, or not on the allow-list, is
    passed over here.
    """
    found = {}
    for operation in item.get("operations") or []:
        if operation["op"] in ("create", "write", "upsert") and operation["model"] in CREATE:
            _collect(env[operation["model"]], operation["values"], found)
            if isinstance(operation.get("id"), int):
                found.setdefault(operation["model"], set()).add(operation["id"])
    for named in [*(item.get("guards") or []), *(item.get("links") or [])]:
        if named.get("model") in NAMED and isinstance(named.get("id"), int):
            found.setdefault(named["model"], set()).add(named["id"])
    return found


def _collect(Model, values, found):
    for name, value in values.items():
        known = Model._fields.get(name)
        if known is None or not known.relational:
            continue
        if known.type == "one2many" and isinstance(value, list):
            for line in value:
                _collect(Model.env[known.comodel_name], line, found)
        else:
            ids = {each for each in (value if isinstance(value, list) else [value]) if isinstance(each, int)}
            found.setdefault(known.comodel_name, set()).update(ids - {True, False})


HANDLERS = {
    "create": _create,
    "write": _write,
    "upsert": _upsert,
    "do": _do,
    "attach": _attach,
    "notify": _notify,
}
