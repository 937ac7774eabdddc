"""Checks guards: a plan is applied only if the guarded fields still have the values of the snapshot on which
the plan is based.
"""

from odoo.tools import SQL, float_compare

from .access import allowed, require
from .company import require_reachable
from .refusal import Stale
from .values import moment, to_wire


def check_guards(env, company, guards, reached=None, beside=None):
    """Locks the guarded records and raises Stale if a guarded field no longer has the value on which the plan
    is based.

    :param reached: `{model: ids}` of records that are known to exist and that `lock_guarded` has locked
    :param beside: `{model: ids}` of records that Odoo can prefetch together with the guarded ones
    """
    read = allowed(env).read
    for model, group in _by_model(guards).items():
        require(read, model, [guard["field"] for guard in group], "guard")
        ids = {guard["id"] for guard in group} - (reached or {}).get(model, set())
        if ids:
            require_reachable(env, model, ids, company)
            _lock(env, model, sorted(ids))
        for guard in group:
            _check(env[model].browse(guard["id"]).with_prefetch((beside or {}).get(model)), guard)


def lock_guarded(env, batch):
    """Locks the guarded records of a batch without waiting for other transactions.

    :return: the records that another transaction has locked, as `{(model, id)}`
    """
    groups, read = {}, allowed(env).read
    for model, record_id in set().union(*(_guarded(item) for item in batch)):
        if model in read and model in env:
            groups.setdefault(model, []).append(record_id)
    return {(model, each) for model, ids in groups.items() for each in _lock_free(env, model, sorted(ids))}


def is_about(item, records):
    """Reports whether one of `records`, a set of `(model, id)`, is guarded by the item."""
    return bool(_guarded(item) & records)


def _guarded(item):
    """Returns the guarded records of an item as a set of `(model, id)`. Skips malformed guards, which
    `check_guards` refuses later.
    """
    named = [guard for guard in item.get("guards") or [] if isinstance(guard, dict)]
    pairs = [(guard.get("model"), guard.get("id")) for guard in named]
    return {(model, each) for model, each in pairs if isinstance(model, str) and isinstance(each, int)}


def _by_model(guards):
    groups = {}
    for guard in guards:
        groups.setdefault(guard["model"], []).append(guard)
    return groups


def _lock_free(env, model, ids):
    """Locks the records that no other transaction has locked. Returns the IDs of the records that another
    transaction has locked.
    """
    table, wanted = SQL.identifier(env[model]._table), tuple(ids)
    free = "SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE SKIP LOCKED"
    ours = {record_id for (record_id,) in env.execute_query(SQL(free, table, wanted))}
    if len(ours) == len(ids):
        return set()
    there = env.execute_query(SQL("SELECT id FROM %s WHERE id IN %s", table, wanted))
    return {record_id for (record_id,) in there} - ours


def _lock(env, model, ids):
    """Locks records and waits until other transactions release them. If another transaction commits a change
    to a record, PostgreSQL raises a serialization failure, and Odoo retries the call.
    """
    table = SQL.identifier(env[model]._table)
    env.cr.execute(SQL("SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE", table, tuple(ids)))


def _check(record, guard):
    field = record._fields[guard["field"]]
    value = record[guard["field"]]
    if field.type == "many2one":
        value = value.id
    elif field.type in ("one2many", "many2many"):
        value = value.ids
    if not _same(field, to_wire(field, value), guard["equals"]):
        raise Stale(
            f"{record._name} {record.id}: {guard['field']} is no longer what it was when this was decided"
        )


def _same(field, held, expected):
    if field.type in ("float", "monetary") and isinstance(expected, int | float):
        return float_compare(held or 0.0, expected, precision_digits=9) == 0
    if field.type == "datetime" and held and expected:
        return moment(held) == moment(expected)
    return held == expected
