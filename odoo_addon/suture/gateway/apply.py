"""Applies plans: one call for many documents, a savepoint each, the key in the same transaction."""

import logging

import psycopg2
from odoo.exceptions import ConcurrencyError, LockError, UserError

from .guards import check_guards
from .idempotency import claim, settle
from .operations import Run, carry_out
from .refusal import Refused, Stale
from .reports import link_documents, refresh, store_exchanges

_logger = logging.getLogger(__name__)


def apply_batch(env, batch):
    """One result an item, in the same order; see docs/gateway.md.

    Raises serialization failures and locks: the whole call is rolled back and repeated by Odoo.
    """
    return [_apply_alone(env, item) for item in batch]


def _apply_alone(env, item):
    key = item["key"]
    try:
        with env.cr.savepoint():
            return _apply(env, item)
    except (psycopg2.OperationalError, psycopg2.InterfaceError, ConcurrencyError, LockError):
        raise  # a lock, or a database that went away while Odoo stops: nobody's refusal
    except Stale as problem:
        return _result(key, "stale", reason=_reason("CONFLICT", str(problem)))
    except Refused as refusal:
        return _result(key, "rejected", reason=_reason(refusal.code, str(refusal)))
    except UserError as problem:
        return _result(key, "rejected", reason=_reason("ODOO_REJECTED", str(problem)))
    except Exception as problem:  # noqa: BLE001 - one bad plan must not take the good ones of its call with it
        _logger.warning("A plan could not be carried out (%s): %s", key, type(problem).__name__)
        return _result(key, "rejected", reason=_reason("ODOO_REJECTED", _sentence(problem)))


def _apply(env, item):
    key = item["key"]
    stored = claim(env, key, item["content_hash"])
    if stored:
        return _repeated(key, item["content_hash"], *stored)
    run = _run(env, item)
    check_guards(run.env, run.company, item.get("guards") or [])
    for operation in item.get("operations") or []:
        carry_out(run, operation)
    links = [run.find(link) for link in item.get("links") or []]
    exchange = store_exchanges(run.env, [item["exchange"]], applied=True)[item["exchange"]["message_key"]]
    link_documents(run.env, [(exchange, links)])
    refresh(run.env, [exchange])
    result = _result(key, "applied", exchange_id=exchange.id, records=_records(run))
    settle(env, key, exchange.id, result)
    return result


def _run(env, item):
    code = item["exchange"]["connection"]
    connection = env["suture.connection"].with_context(active_test=False).search([("code", "=", code)])
    if not connection:
        raise Refused("ODOO_REJECTED", env._("Odoo has no connection %s.", code))
    company = connection.company_id
    if company not in env.user.company_ids:
        raise Refused(
            "ODOO_REJECTED", env._("The integration user may not work in company %s.", company.name)
        )
    own = env(context={**env.context, "allowed_company_ids": company.ids})
    return Run(env=own, company=company.with_env(own), connection=connection.with_env(own))


def _repeated(key, content_hash, stored_hash, outcome):
    if stored_hash != content_hash:
        text = "A document with this key has been applied before with other content."
        return _result(key, "conflicting", reason=_reason("DUPLICATE_CONTENT_DIFFERS", text))
    return {**(outcome or _result(key, "applied")), "status": "duplicate"}


def _result(key, status, *, exchange_id=None, records=(), reason=None):
    result = {"key": key, "status": status, "exchange_id": exchange_id, "records": list(records)}
    return {**result, "reason": reason} if reason else result


def _reason(code, message):
    return {"code": code, "message": message}


def _records(run):
    """Every record touched, once, with the reference it was given."""
    touched = {}
    for ref, record in run.records:
        entry = touched.setdefault((record._name, record.id), {"model": record._name, "id": record.id})
        entry["name"] = ("name" in record._fields and record.name) or record.display_name
        if ref:
            entry["ref"] = ref
    return list(touched.values())


def _sentence(problem):
    """What to tell a person about an unforeseen error; messages of the database carry values, so only their
    kind.
    """
    if isinstance(problem, ValueError | TypeError):
        return str(problem)
    if isinstance(problem, psycopg2.Error):
        return problem.diag.message_primary or type(problem).__name__
    return f"{type(problem).__name__}: {problem}"
