"""Guards: the plan was made from a snapshot, and holds only while these fields still have the values read
then.
"""

from odoo.tools import SQL, float_compare

from .allow_list import READ, require
from .company import require_reachable
from .refusal import Stale
from .values import moment, to_wire


def check_guards(env, company, guards, reached=None, beside=None):
    """Locks the guarded records and raises Stale when a field does not hold what the plan was made from.

    :param reached: `{model: ids}` of records that `lock_guarded` has locked already
    :param beside: `{model: ids}` of records that Odoo may read with them
    """
    for model, group in _by_model(guards).items():
        require(READ, model, [guard["field"] for guard in group], "guard")
        ids = {guard["id"] for guard in group} - (reached or {}).get(model, set())
        if ids:
            require_reachable(env, model, ids, company)
            _lock(env, model, sorted(ids))
        for guard in group:
            _check(env[model].browse(guard["id"]).with_prefetch((beside or {}).get(model)), guard)


def lock_guarded(env, guards, reached):
    """Locks what the guards of many documents are about, in one order for everybody.

    :param reached: `{model: ids}` of the records that may be locked
    """
    for model, group in _by_model(guards).items():
        ids = {guard["id"] for guard in group} & reached.get(model, set())
        if ids:
            _lock(env, model, sorted(ids))


def _by_model(guards):
    groups = {}
    for guard in guards:
        groups.setdefault(guard["model"], []).append(guard)
    return groups


def _lock(env, model, ids):
    """Waits for whoever is changing them; if they commit, the call is repeated with a fresh snapshot."""
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
