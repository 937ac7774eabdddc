"""Compares the records that a plan touches before and after a dry run."""

from itertools import islice

from .access import allowed
from .values import to_wire

MOST_CHANGES = 500


def touched(run, guards, links):
    """Returns the records that the plan creates, changes, guards or links, with their lines. Records of
    models that a dry run does not show (see `Access.shown`) are omitted.
    """
    env, shown = run.env, allowed(run.env).shown
    records = [record for _ref, record in run.records] + list(links)
    records += [env[guard["model"]].browse(guard["id"]) for guard in guards]
    found = {}
    for record in records:
        for each in [record, *_lines(record, shown)]:
            if each._name in shown:
                found.setdefault((each._name, each.id), each)
    return list(found.values())


def _lines(record, shown):
    return [line for name in shown.get(record._name, {}).get("lines", ()) for line in record[name]]


def values_of(record):
    """Returns the fields of a record that a dry run shows, as readable values: `{"name": …, "values": {field:
    value}}`.
    """
    names = [name for name in allowed(record.env).shown[record._name]["fields"] if name in record._fields]
    return {"name": record.display_name, "values": {name: _readable(record, name) for name in names}}


def changes_between(env, after):
    """Returns the fields whose value in `after` differs from the stored one, at most 500: `[{"model", "id",
    "name", "field", "label", "from", "to"}]`.

    A record that is not stored is new: its `id` is null, and every field with a value is listed.

    :param after: `{(model, id): values_of}`
    """
    return [entry for _id, entry in islice(changed_fields(env, after), MOST_CHANGES)]


def changed_fields(env, after):
    """Yields `(id, change)` for each change of `changes_between`, without a limit. `id` is the ID that the
    record has, or had in the dry run.
    """
    for (model, record_id), wanted in after.items():
        record = env[model].browse(record_id).exists()
        held = values_of(record)["values"] if record else {}
        name = record.display_name if record else wanted["name"]
        for field, value in wanted["values"].items():
            if value != held.get(field) and (record or value not in (None, False, 0)):
                labels = env[model]._fields[field]._description_string(env)
                entry = {"model": model, "id": record.id or None, "name": name, "field": field}
                yield record_id, {**entry, "label": labels, "from": held.get(field), "to": value}


def _readable(record, name):
    field = record._fields[name]
    value = record[name]
    if field.type in ("many2one", "reference"):
        return (value and value.display_name) or None
    if field.type in ("one2many", "many2many"):
        return ", ".join(value.mapped("display_name")) or None
    if field.type == "selection":
        return dict(field._description_selection(record.env)).get(value)
    if field.type in ("float", "monetary"):
        return round(value, 6)
    if field.type == "json":
        return record.env["suture.gateway"]._suture_readable_json(record, name)
    return to_wire(field, value)
