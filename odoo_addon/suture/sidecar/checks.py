"""Runs *Test Connection*: checks each step from Odoo to the sidecar and back, with advice for failures."""

import hashlib
import json
import time
from datetime import datetime, timezone

from . import versions
from .address import address_problem, stored_address
from .reach import Unreached, get
from .words import advice, title, told

PATH = "/v1/hello"
ORDER = ("address", "dns", "tcp", "tls", "suture", "version", "clock", "odoo", "database", "catalogue", "key")
LARGEST_CLOCK_DIFFERENCE = 30  # seconds; webhooks are refused beyond 300


def run_checks(env, key_check):
    """Returns the checks in order: `[{"code", "title", "state", "text", "advice"}]`.

    `state` is ok, failed, or skipped (because an earlier check failed). The texts contain nothing from the
    sidecar's response except version numbers.

    :param key_check: the result for the key, `(state, code, args)`
    """
    results = {}
    _walk(env, results)
    results["catalogue"] = _check_catalogue(env)
    results["key"] = key_check
    return [_line(env, code, *results.get(code, ("skipped", "skipped", ()))) for code in ORDER]


def database_mark(uuid):
    """Returns a digest that identifies a database without revealing its UUID, computed as in
    `sidecar/odoo/probe.ts`.
    """
    return hashlib.sha256(f"suture {uuid}".encode()).hexdigest()[:16]


def _line(env, code, state, detail, args=()):
    text = told(env, detail, *args)
    return {
        "code": code,
        "title": title(env, code),
        "state": state,
        "text": text,
        "advice": advice(env, detail) if state != "ok" else "",
    }


def _walk(env, results):
    """Runs the checks in order until one fails, and stores each result in `results`. Checks that were not run
    have no result.
    """
    address = stored_address(env)
    if not address:
        results["address"] = ("failed", "address-missing", ())
        return
    problem = address_problem(env, address)
    if problem:
        results["address"] = ("failed", "address-wrong", (problem,))
        return
    results["address"] = ("ok", "address-ok", (address,))
    answer = _reach(address, results)
    hello = answer and _hello(answer, results)
    if hello:
        _check_version(hello, results)
        _check_clock(hello, answer.at, results)
        _check_way_back(env, hello, results)


def _reach(address, results):
    steps = ["dns", "tcp", "tls", "suture"]
    try:
        answer = get(address, PATH)
    except Unreached as failure:
        for step in steps[: steps.index(failure.step)]:
            results[step] = _passed(step, address)
        results[failure.step] = ("failed", failure.code, ())
        return None
    for step in steps[:3]:
        results[step] = _passed(step, address)
    return answer


def _passed(step, address):
    if step == "tls" and not address.startswith("https:"):
        return ("skipped", "tls-plain", ())
    return ("ok", f"{step}-ok", ())


def _hello(answer, results):
    """Returns the content of the response, or None if it does not come from a sidecar, and stores in
    `results` whether it does.
    """
    content = _content(answer.body) if answer.status == 200 else None
    if content and content.get("product") == "suture":
        results["suture"] = ("ok", "suture-ok", ())
        return content
    results["suture"] = ("failed", _not_suture(answer.status), (answer.status,))
    return None


def _not_suture(status):
    if 300 <= status < 400:
        return "redirected"
    if status >= 500:
        return "server-error"
    return "guarded" if status in (401, 403, 407) else "no-suture"


def _content(body):
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _check_version(hello, results):
    numbers = versions.version_numbers(hello.get("version"))
    span = (versions.written(versions.FROM), versions.written(versions.BEFORE))
    if numbers is None:
        results["version"] = ("failed", "version-unknown", ())
    elif not versions.fits(numbers):
        code = "version-old" if numbers < versions.FROM else "version-new"
        results["version"] = ("failed", code, (versions.written(numbers), *span))
    else:
        results["version"] = ("ok", "version-ok", (versions.written(numbers),))


def _check_clock(hello, at, results):
    instant = _instant(hello.get("time"))
    if instant is None:
        results["clock"] = ("failed", "clock-unknown", ())
        return
    difference = round(abs(instant - at))
    if difference > LARGEST_CLOCK_DIFFERENCE:
        code = "clock-ahead" if instant > at else "clock-behind"
        results["clock"] = ("failed", code, (difference,))
    else:
        results["clock"] = ("ok", "clock-ok", ())


def _check_catalogue(env):
    """Returns the result of comparing Odoo's catalogue with the one that the sidecar reported when it
    connected.
    """
    differences = env["suture.catalogue.vocabulary"]._differences()
    if differences is None:
        return ("skipped", "catalogue-unknown", ())
    if differences:
        return ("failed", "catalogue-differs", (" ".join(differences),))
    return ("ok", "catalogue-ok", ())


def _instant(text):
    """Converts an ISO 8601 text to seconds since 1970, or None if it is malformed."""
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc).timestamp()
    except (AttributeError, ValueError, OverflowError):
        return None


def _check_way_back(env, hello, results):
    contact = hello.get("odoo")
    state = contact.get("state") if isinstance(contact, dict) else None
    if state == "reached":
        seen = _instant(contact.get("at"))
        ago = max(0, round(time.time() - seen)) if seen is not None else 0
        results["odoo"] = ("ok", "odoo-ok", (ago,))
        _check_database(env, contact, results)
    elif state == "unknown":
        results["odoo"] = ("failed", "odoo-unknown", ())
    else:
        results["odoo"] = ("failed", f"odoo-{state}" if state in ODOO_STATES else "odoo-strange", ())


ODOO_STATES = (
    "key-refused",
    "not-allowed",
    "no-database",
    "no-addon",
    "not-odoo",
    "unreachable",
    "untrusted",
    "silent",
    "failing",
)


def _check_database(env, contact, results):
    uuid = env["ir.config_parameter"].sudo().get_param("database.uuid")
    same = contact.get("database") == database_mark(uuid)
    results["database"] = ("ok", "database-ok", ()) if same else ("failed", "database-other", ())
