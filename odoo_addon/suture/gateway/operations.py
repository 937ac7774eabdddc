"""Carries out the operations of a plan, one after the other. Operations that are not in `HANDLERS` are
refused.
"""

import base64
import binascii
from dataclasses import dataclass, field

from markupsafe import escape
from odoo import Command

from ..terms import in_language_of, sentence
from .access import allowed, require
from .company import require_reachable
from .values import from_wire

LARGEST_ATTACHMENT = 20 * 1024 * 1024


@dataclass
class Run:
    """The state of one document while it is being applied, such as its environment and the records to which
    its references refer.
    """

    env: object
    company: object
    connection: object
    refs: dict = field(default_factory=dict)
    records: list = field(default_factory=list)
    # {model: IDs} of records that the company can reach. Shared by documents that are applied together.
    reached: dict = field(default_factory=dict)
    # The same IDs as tuples, so that Odoo prefetches the records together.
    beside: dict = field(default_factory=dict)
    # Whether its first operation was carried out in bulk, after its guards were checked.
    begun: bool = False
    # The records that its exchange is linked to.
    links: list = field(default_factory=list)

    def keep(self, record, ref=None):
        """Adds a record to the records that the document has created or changed. Later operations can refer
        to it by the name `ref`.
        """
        if ref:
            self.refs[ref] = record
        self.records.append((ref, record))

    def find(self, link):
        """Returns the record of a link, which is `{"ref"}` or `{"model", "id"}`. Raises ValueError if the
        company cannot reach it.
        """
        if "ref" in link:
            return self.refs[link["ref"]]
        self.reach(link["model"], link["id"])
        return self.env[link["model"]].browse(link["id"]).with_prefetch(self.beside.get(link["model"]))

    def reach(self, model, record_id):
        """Raises ValueError unless the record exists and belongs to the company or to no company."""
        known = self.reached.setdefault(model, set())
        if record_id not in known:
            require_reachable(self.env, model, [record_id], self.company)
            known.add(record_id)


def carry_out(run, operation):
    """Carries out one operation of a plan. Raises ValueError for an unknown operation, and for models or
    fields that are not on the allow-list.
    """
    handler = HANDLERS.get(operation["op"])
    if not handler:
        raise ValueError(f"operation {operation['op']!r} is not known")
    handler(run, operation)


def _create(run, operation):
    values = _values(run, allowed(run.env).create, operation["model"], operation["values"])
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
    writable = allowed(run.env).write
    require(writable, operation["model"], [], "write")
    target = operation["id"]
    link = target if isinstance(target, dict) else {"model": operation["model"], "id": target}
    record = run.find(link)
    if record._name != operation["model"]:
        raise ValueError(f"write {operation['model']}: the reference is a {record._name}")
    record.write(_values(run, writable, record._name, operation["values"]))
    run.keep(record)


def _upsert(run, operation):
    model, key, access = operation["model"], operation["key"], allowed(run.env)
    require(access.create, model, [], "upsert")
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
        values = {name: value for name, value in operation["values"].items() if name in access.write[model]}
        require(access.create, model, operation["values"], "upsert")
        record.write(_values(run, access.write, model, values))
    else:
        record = _new(run, model, _values(run, access.create, model, operation["values"]))
        _enter(run, entry, key, record)
    run.keep(record, operation.get("ref"))


def _enter(run, entry, key, record):
    """Maps the identifier to the record in the crosswalk. Changes the existing entry if one is given; its
    record no longer exists.
    """
    target = {"res_model": record._name, "res_id": record.id}
    if entry:
        entry.write(target)
    else:
        run.env["suture.crosswalk"].create({"connection_id": run.connection.id, **key, **target})


def _do(run, operation):
    verb = run.env["suture.gateway"]._suture_verbs().get(operation["verb"])
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
    """Posts an internal note in the chatter, in the company's language. No email is sent."""
    record = linkable(run, operation["to"])
    body = sentence(in_language_of(record, run.company).env, operation["body"])
    record.message_post(body=escape(body), subtype_xmlid="mail.mt_note")


def linkable(run, link):
    """Returns the record of a link. Raises ValueError if exchanges cannot be linked to records of its
    model.
    """
    linkable_models = dict.fromkeys(allowed(run.env).link, ())
    if "model" in link:
        require(linkable_models, link["model"], [], "link")
    record = run.find(link)
    require(linkable_models, record._name, [], "link")
    return record


def _values(run, permitted, model, values):
    """Converts a plan's values for `create` or `write`. Raises ValueError for fields that are not permitted
    and for related records of other companies.
    """
    require(permitted, model, values, "values")
    fields = run.env[model]._fields
    return {name: _value(run, fields[name], value) for name, value in values.items()}


def _value(run, field_, value):
    if field_.type == "one2many":
        creatable = allowed(run.env).create
        nested = [_values(run, creatable, field_.comodel_name, line) for line in value]
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
    """Returns the records that an item names by ID: `{model: ids}`. Skips malformed IDs and models outside
    the allow-list.
    """
    found, access = {}, allowed(env)
    for operation in item.get("operations") or []:
        if operation["op"] in ("create", "write", "upsert") and operation["model"] in access.create:
            _collect(env[operation["model"]], operation["values"], found)
            if isinstance(operation.get("id"), int):
                found.setdefault(operation["model"], set()).add(operation["id"])
    for named in [*(item.get("guards") or []), *(item.get("links") or [])]:
        if named.get("model") in access.link | access.read.keys() and isinstance(named.get("id"), int):
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
