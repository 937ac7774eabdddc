"""Applies plans, many documents per call. A document that fails does not affect the others. The idempotency
key of each document is written in the transaction that applies it.
"""

import logging
from functools import partial

import psycopg2
import psycopg2.errors
from odoo.exceptions import UserError
from odoo.tools import groupby

from .guards import check_guards, is_about, lock_guarded
from .idempotency import claim, claim_all, settle
from .operations import Run, carry_out, linkable
from .patience import lose_patience, was_waited_for
from .refusal import LOCKED, PASSING, Refused, Stale
from .reports import link_documents, refresh, store_exchanges
from .together import ALONE, TOGETHER, Troubled, begin, blaming, foresee, key_of_exchange, runs_of

_logger = logging.getLogger(__name__)


def apply_batch(env, batch, decided=None):
    """Applies a batch and returns one result per item, in the same order; see docs/gateway.md.

    Serialization failures are raised, so that Odoo rolls back and retries the whole call. Documents whose
    records another transaction is changing are applied last, so that the others do not wait for them.

    :param decided: `{message_key: function(item, **how)}` that applies a document on which a person has
        decided, instead of `apply_alone` (see `deciding.py`)
    """
    alone = partial(_alone, env, decided or {})
    if len(batch) == 1:
        return [alone(batch[0], lone=True)]
    busy = lock_guarded(env, batch)
    places = sorted(range(len(batch)), key=lambda place: is_about(batch[place], busy))
    free = [batch[place] for place in places if not is_about(batch[place], busy)]
    results = [
        result
        for way, items in runs_of(env, free, decided or {})
        for result in ([alone(item) for item in items] if way == ALONE else _apply_many(env, way, items))
    ]
    results += [alone(batch[place], busy=True) for place in places[len(free) :]]
    return [results[places.index(place)] for place in range(len(batch))]


def _alone(env, decided, item, **how):
    by = decided.get(key_of_exchange(item))
    return by(item, **how) if by else apply_alone(env, item, **how)


def _apply_many(env, way, items):
    """Applies items together in one savepoint and returns their results. If an item fails, applies the items
    before it together, the failed item alone, and the items after it together.
    """
    results = []
    while len(items) > 1:
        try:
            with env.cr.savepoint():
                return results + _apply_together(env, way, items)
        except LOCKED:
            lose_patience(env.cr)
            break  # applying each alone shows whose record it is
        except PASSING:
            raise
        except Troubled as trouble:
            if isinstance(trouble.__cause__, LOCKED):
                lose_patience(env.cr)
            at = next(at for at, item in enumerate(items) if item is trouble.item)
            results += _apply_many(env, way, items[:at])
            results.append(apply_alone(env, items[at]))
            items = items[at + 1 :]
        except Exception as problem:  # noqa: BLE001 - applying each alone shows which one fails
            _logger.info("Documents are applied one by one: %s", type(problem).__name__)
            break
    return results + [apply_alone(env, item) for item in items]


def _apply_together(env, way, items):
    stored = claim_all(env, {item["key"]: item["content_hash"] for item in items})
    results = {key: _repeated(key, _hash_of(items, key), *known) for key, known in stored.items()}
    runs = _shared_runs(env, [item for item in items if item["key"] not in stored])
    foresee(runs)
    if way != TOGETHER:
        for run, item in runs:
            with blaming(item):
                _check_guards(run, item)
        begin(way, runs)
    for run, item in runs:
        with blaming(item):
            _carry_out(run, item)
    applied = []
    for _company, pairs in groupby(runs, lambda pair: pair[0].company):
        applied += _finish(pairs)
    settle(env, applied)
    results.update((result["key"], result) for result in applied)
    return [results[item["key"]] for item in items]


def _hash_of(items, key):
    return next(item["content_hash"] for item in items if item["key"] == key)


def _shared_runs(env, items):
    """Creates a `Run` for each item and returns `[(run, item), …]`. Runs of the same company share the record
    IDs that are known to be reachable. Raises Troubled for an item that cannot be applied on its connection.
    """
    by_code, shared, runs = {}, {}, []
    for item in items:
        code = item["exchange"]["connection"]
        try:
            known = by_code[code] = by_code.get(code) or _run(env, item)
        except Refused as problem:
            raise Troubled(item) from problem
        of_company = shared.setdefault(known.company.id, {"reached": {}, "beside": {}})
        runs.append((Run(known.env, known.company, known.connection, **of_company), item))
    return runs


def apply_alone(env, item, *, look=None, lone=False, busy=False):
    """Applies one document in its own savepoint and returns its result.

    :param look: called with the `Run` and the linked records after all operations, before the savepoint ends
    :param lone: whether this is the only document of the call, so that no other document waits if Odoo
        retries it
    :param busy: whether another transaction is known to be changing one of its records
    """
    key = item["key"]
    try:
        with env.cr.savepoint():
            return _apply(env, item, look)
    except PASSING as problem:
        if not _gives_way(problem, lone=lone, busy=busy):
            raise
        lose_patience(env.cr)
        text = env._("Someone is changing the same record in Odoo right now.")
        return _result(key, "locked", reason=_reason("CONFLICT", text))
    except Stale as problem:
        return _result(key, "stale", reason=_reason("CONFLICT", str(problem)))
    except Refused as refusal:
        return _result(key, "rejected", reason=_reason(refusal.code, str(refusal)))
    except UserError as problem:
        return _result(key, "rejected", reason=_reason("ODOO_REJECTED", str(problem)))
    except Exception as problem:  # noqa: BLE001 - one bad plan must not fail the good ones of the same call
        _logger.warning("A plan could not be carried out (%s): %s", key, type(problem).__name__)
        return _result(key, "rejected", reason=_reason("ODOO_REJECTED", _sentence(problem)))


def _gives_way(problem, *, lone, busy):
    """Reports whether only this document is postponed (status `locked`) after a temporary error. If not, the
    error is raised, and Odoo retries the whole call.
    """
    if busy and isinstance(problem, psycopg2.errors.SerializationFailure):
        return True  # they have changed it; seeing the change requires a new snapshot
    if lone and isinstance(problem, psycopg2.errors.LockNotAvailable):
        return was_waited_for(problem)
    return isinstance(problem, LOCKED)


def _apply(env, item, look):
    key = item["key"]
    stored = claim(env, key, item["content_hash"])
    if stored:
        return _repeated(key, item["content_hash"], *stored)
    run = _run(env, item)
    _carry_out(run, item)
    [result] = _finish([(run, item)])
    settle(env, [result])
    if look:
        look(run, run.links)
    return result


def _check_guards(run, item):
    check_guards(run.env, run.company, item.get("guards") or [], run.reached, run.beside)


def _carry_out(run, item):
    operations = item.get("operations") or []
    if run.begun:
        operations = operations[1:]
    else:
        _check_guards(run, item)
    for operation in operations:
        carry_out(run, operation)
    run.links = [linkable(run, link) for link in item.get("links") or []]


def _finish(pairs):
    """Creates or updates the exchanges of applied documents and links them to their records. Returns the
    results.

    :param pairs: `[(run, item)]` of one company
    """
    env = pairs[0][0].env
    rows = store_exchanges(env, [item["exchange"] for _run, item in pairs], applied=True)
    exchanges = [rows[item["exchange"]["message_key"]] for _run, item in pairs]
    link_documents(env, [(row, run.links) for row, (run, _item) in zip(exchanges, pairs, strict=True)])
    refresh(env, exchanges)
    return [
        _result(item["key"], "applied", exchange_id=row.id, records=_records(run))
        for row, (run, item) in zip(exchanges, pairs, strict=True)
    ]


def _run(env, item):
    code = item["exchange"]["connection"]
    connection = env["suture.connection"].with_context(active_test=False).search([("code", "=", code)])
    if not connection:
        raise Refused("ODOO_REJECTED", env._("Odoo has no connection named %s.", code))
    company = connection.company_id
    if company not in env.user.company_ids:
        raise Refused(
            "ODOO_REJECTED", env._("The integration user has no access to the company %s.", company.name)
        )
    # Odoo derives dates (stock entries, accounting dates) from this time zone. Its messages, such as the
    # reason for a refusal, are read by people in the company.
    context = {
        **env.context,
        "allowed_company_ids": company.ids,
        "tz": company._suture_time_zone(),
        "lang": company.partner_id.lang or "en_US",
        "suture_applies": True,  # what changes comes from a partner's document, not from a person
    }
    own = env(context=context)
    return Run(env=own, company=company.with_env(own), connection=connection.with_env(own))


def _repeated(key, content_hash, stored_hash, outcome):
    if stored_hash != content_hash:
        text = "A document with this key has been applied before with other content."
        return _result(key, "conflicting", reason=_reason("DUPLICATE_CONTENT_DIFFERS", text))
    return {**(outcome or _result(key, "applied")), "status": "duplicate"}


def _result(key, status, *, exchange_id=None, records=(), reason=None):
    result = {"key": key, "status": status, "exchange_id": exchange_id, "records": list(records)}
    return {**result, "reason": reason} if reason else result


def rejected(item, code, message):
    """Returns the result of a document that is not applied, with the reason."""
    return _result(item["key"], "rejected", reason=_reason(code, message))


def _reason(code, message):
    return {"code": code, "message": message}


def _records(run):
    """Returns the records that the operations created or changed, each once: `{"model", "id", "name",
    "ref"?}`. `ref` is the plan's name for it.
    """
    touched = {}
    for ref, record in run.records:
        entry = touched.setdefault((record._name, record.id), {"model": record._name, "id": record.id})
        entry["name"] = ("name" in record._fields and record.name) or record.display_name
        if ref:
            entry["ref"] = ref
    return list(touched.values())


def _sentence(problem):
    """Describes an unexpected error in a sentence. For a database error, uses only the primary message,
    because the details can contain record values.
    """
    if isinstance(problem, ValueError | TypeError):
        return str(problem)
    if isinstance(problem, psycopg2.Error):
        return problem.diag.message_primary or type(problem).__name__
    return f"{type(problem).__name__}: {problem}"
