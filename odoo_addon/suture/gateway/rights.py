"""Determines which changes in Odoo a person may not make, and who may.

A decision on an exception changes records with the rights of the integration user. These functions compare
each of its changes with the rights that the person who decided has: access to the model, the record rules
and the groups of the field.
"""

from typing import NamedTuple

from odoo.tools.i18n import format_list

MOST_NAMED = 5
MOST_CANDIDATES = 200


class Lack(NamedTuple):
    """One right that a person lacks. `field` is None unless only the field is not accessible."""

    operation: str
    model: str
    name: str
    field: str | None = None


def as_person(env, user, company):
    """Returns an environment with the rights of `user` in `company`, for checks only."""
    return env(user=user.id, su=False, context={**env.context, "allowed_company_ids": company.ids})


def not_creatable(person, records):
    """Returns `{(model, id)}` of those records that the person may not create. The records must exist, so
    that record rules can be evaluated.
    """
    return _denied(person, records, "create")


def not_writable(person, records):
    """Returns `{(model, id)}` of those records that the person may not change."""
    return _denied(person, records, "write")


def _denied(person, records, operation):
    groups = {}
    for record in records:
        groups.setdefault(record._name, []).append(record.id)
    denied = set()
    for model, ids in groups.items():
        wanted = person[model].browse(ids)
        denied |= {(model, record_id) for record_id in (wanted - wanted._filtered_access(operation))._ids}
    return denied


def lacks_for(person, operation, denied):
    """Returns the rights that the person lacks for the denied records: one for each model that the person may
    not touch at all, and one for each record that only a record rule denies.

    :param denied: `{(model, id): name}`
    """
    lacks = {}
    for (model, _id), name in denied.items():
        is_closed = not person[model].has_access(operation)
        lacks[Lack(operation, model, "" if is_closed else name or "?")] = None
    return list(lacks)


def lacks_of_changes(env, user, company, changes):
    """Returns the rights that the user lacks for changes that a preview has returned. For new records, only
    access to the model is checked.
    """
    person = as_person(env, user, company)
    known = [each for each in changes if each.get("model") in env]
    written = [each for each in known if not computed_only(env[each["model"]], each.get("field"))]
    names = {(each["model"], each["id"]): each.get("name") or "" for each in written if each.get("id")}
    records = [env[model].sudo().browse(record_id) for model, record_id in names]
    denied = not_writable(person, [each for each in records if each.exists()])
    lacks = lacks_for(person, "write", {key: names[key] for key in sorted(denied)})
    new = sorted({each["model"] for each in known if not each.get("id")})
    closed_models = {(model, 0): "" for model in new if not person[model].has_access("create")}
    lacks += lacks_for(person, "create", closed_models)
    closed = closed_fields(person, {(each["model"], each.get("field")) for each in written})
    return lacks + [Lack("write", model, "", name) for model, name in sorted(closed)]


def computed_only(Model, name):
    """Reports whether Odoo alone computes the field, so that a change of it requires no right."""
    field = Model._fields.get(name)
    return field is None or bool((field.compute or field.related) and field.readonly)


def closed_fields(person, named):
    """Returns the fields among `named`, a set of `(model, field)`, that the person may not write because of
    their groups.
    """
    return {
        (model, name)
        for model, name in named
        if model in person
        and name in person[model]._fields
        and not person[model]._has_field_access(person[model]._fields[name], "write")
    }


def why_not_at_all(env, user, company):
    """Returns why the person cannot decide on any document of the company, or None."""
    user = user.sudo()
    if company not in user.company_ids:
        return env._(
            "%(person)s has no access to the company %(company)s. Ask someone who does to decide.",
            person=user.name,
            company=company.name,
        )
    if not user.active or not user.has_group("suture.group_operator"):
        return env._("%s is no longer an operator. Ask an operator to decide again.", user.name)
    return None


def told(env, user, company, lacks):
    """Returns the sentences that say what the person lacks, which groups would give it, and who could decide
    instead.
    """
    lines = [_line(env, lack) for lack in list(dict.fromkeys(lacks))[:MOST_NAMED]]
    others = who_could(env, user, company, lacks)
    names = named(others)
    could = (
        env._("Could decide: %s.", names)
        if names
        else env._("No operator has these rights. Ask an administrator of Odoo.")
    )
    head = env._(
        "%s is not allowed to make these changes in Odoo, so the decision was not applied:", user.name
    )
    return "\n".join([head, *lines, could])


def _line(env, lack):
    model = env["ir.model"].sudo()._get(lack.model).name
    if lack.field:
        field = env[lack.model]._fields[lack.field]._description_string(env)
        text = env._("change the field %(field)s of %(model)s", field=field, model=model)
        groups = _names_of(env, env[lack.model]._fields[lack.field].groups)
    else:
        texts = {
            "create": env._("create records of type %(model)s", model=model),
            "write": env._("change %(record)s (%(model)s)", record=lack.name, model=model)
            if lack.name
            else env._("change records of type %(model)s", model=model),
        }
        text = texts[lack.operation]
        groups = env["ir.model.access"].sudo().group_names_with_access(lack.model, lack.operation)
    if lack.name and not lack.field:
        return env._("- %s. A record rule of Odoo does not allow it.", text)
    needed = format_list(env, list(dict.fromkeys(groups)), style="or") if groups else "–"
    return env._("- %(what)s. Required: %(groups)s", what=text, groups=needed)


def _names_of(env, groups):
    records = [env.ref(name.strip(), raise_if_not_found=False) for name in (groups or "").split(",")]
    return [group.sudo().full_name for group in records if group]


def who_could(env, user, company, lacks, most=MOST_NAMED):
    """Returns up to `most` operators of the company, other than the user, who have these rights."""
    operators = (
        env["res.users"]
        .sudo()
        .search(
            [
                ("all_group_ids", "in", env.ref("suture.group_operator").ids),
                ("company_ids", "in", company.ids),
                ("share", "=", False),
                ("id", "!=", user.id),
            ],
            order="id",
            limit=MOST_CANDIDATES,
        )
    )
    found = operators.browse()
    for each in operators:
        if not _lacks_any(as_person(env, each, company), lacks):
            found += each
        if len(found) == most:
            break
    return found


def named(users):
    """Returns the names of the users, each once."""
    return ", ".join(dict.fromkeys(users.mapped("name")))


def _lacks_any(person, lacks):
    """Reports whether the person lacks one of the rights, as far as it does not depend on single records."""
    return any(
        closed_fields(person, {(lack.model, lack.field)})
        if lack.field
        else not person[lack.model].has_access(lack.operation)
        for lack in lacks
    )
