"""Plans an import before anything is saved: determines which rows are new, changed, the same as before, or
refused, and why.
"""

import re

from .cells import REQUIRED
from .reading import LONGEST_VALUE, was_rounded
from .references import find, kinds_of, targets

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def plan_import(env, rows):
    """Returns one plan per row, in the same order: `{"line", "connection", "scheme", "value", "reference",
    "outcome", "why", "connection_id", "target", "entry", "before"}`.

    `outcome` is new, changed, same or refused, and `why` is the reason for a refusal. `target` is the record
    that the row names, and `before` is the record to which the existing entry (`entry`, an ID) maps the
    identifier, both as `(model, id)`.

    Runs with the user's access rights. Connections and records that the user cannot see are reported as
    unknown.
    """
    verdicts = [_verdict(number, row) for number, row in rows]
    _find_connections(env, verdicts)
    _find_kinds(env, verdicts)
    _find_records(env, verdicts)
    _find_repeated(env, verdicts)
    _compare(env, verdicts)
    return verdicts


def _verdict(number, row):
    return {
        "line": number,
        "connection": row["connection"],
        "scheme": row["scheme"].lower(),
        "value": row["their_identifier"],
        "reference": row["our_reference"],
        "kind": row["kind"].lower(),
        "outcome": None,
        "why": "",
        "empty": [name for name in REQUIRED if not row[name]],
    }


def _refuse(verdict, why):
    if verdict["outcome"] is None:
        verdict.update(outcome="refused", why=why)


def _open(verdicts):
    return [verdict for verdict in verdicts if verdict["outcome"] is None]


def _find_connections(env, verdicts):
    _ = env._
    codes = {verdict["connection"] for verdict in verdicts}
    lines = env["suture.connection"].with_context(active_test=False).search([("code", "in", list(codes))])
    known = {line.code: line for line in lines}
    for verdict in verdicts:
        line = known.get(verdict["connection"])
        value = verdict["value"]
        if verdict["empty"]:
            _refuse(verdict, _("The column %s is empty.", ", ".join(verdict["empty"])))
        elif not line:
            _refuse(verdict, _("There is no connection with the code %s.", verdict["connection"]))
        elif was_rounded(value):
            _refuse(verdict, _("The spreadsheet program has rounded this number. Format the column as text."))
        elif len(value) > LONGEST_VALUE or _CONTROL.search(value):
            _refuse(verdict, _("This is not a valid identifier: it is too long or contains a line break."))
        else:
            verdict.update(connection_id=line.id, company=line.company_id)


def _find_kinds(env, verdicts):
    _ = env._
    known_kinds = targets(env)
    allowed = {scheme: kinds_of(env, scheme) for scheme in {each["scheme"] for each in _open(verdicts)}}
    for verdict in _open(verdicts):
        kinds = allowed[verdict["scheme"]]
        if not kinds:
            known = ", ".join(sorted(env["suture.crosswalk"]._suture_schemes()))
            _refuse(
                verdict,
                _(
                    "There is no scheme %(scheme)s. Use one of: %(known)s.",
                    scheme=verdict["scheme"],
                    known=known,
                ),
            )
        elif not verdict["kind"]:
            verdict["kind"] = kinds[0]
        elif verdict["kind"] not in known_kinds or verdict["kind"] not in kinds:
            _refuse(
                verdict,
                _(
                    "The scheme %(scheme)s identifies %(kinds)s, not %(kind)s.",
                    scheme=verdict["scheme"],
                    kinds=" / ".join(kinds),
                    kind=verdict["kind"],
                ),
            )


def _find_records(env, verdicts):
    _ = env._
    groups = {}
    for verdict in _open(verdicts):
        groups.setdefault((verdict["kind"], verdict["company"]), []).append(verdict)
    for (kind, company), some in groups.items():
        found = find(env, kind, list({each["reference"] for each in some}), company)
        for verdict in some:
            ids = found.get(verdict["reference"], [])
            if len(ids) == 1:
                verdict["target"] = (targets(env)[kind].model, ids[0])
            elif ids:
                text = _(
                    "%(count)s records have the reference %(reference)s. To choose one, enter id: "
                    "followed by its ID."
                )
                _refuse(verdict, text % {"count": len(ids), "reference": verdict["reference"]})
            else:
                _refuse(
                    verdict,
                    _(
                        "There is no %(kind)s called %(reference)s.",
                        kind=kind,
                        reference=verdict["reference"],
                    ),
                )


def _find_repeated(env, verdicts):
    _ = env._
    first = {}
    for verdict in _open(verdicts):
        key = (verdict["connection_id"], verdict["scheme"], verdict["value"])
        earlier = first.setdefault(key, verdict)
        if earlier is verdict:
            continue
        if earlier["target"] != verdict["target"]:
            text = _(
                "Lines %(one)s and %(other)s map it to different records.",
                one=earlier["line"],
                other=verdict["line"],
            )
            _refuse(earlier, text)
            _refuse(verdict, text)
        _refuse(verdict, _("It is already in line %s.", earlier["line"]))


def _compare(env, verdicts):
    rows = _open(verdicts)
    entries = env["suture.crosswalk"].search(
        [
            ("connection_id", "in", list({each["connection_id"] for each in rows})),
            ("value", "in", list({each["value"] for each in rows})),
        ]
    )
    there = {(entry.connection_id.id, entry.scheme, entry.value): entry for entry in entries}
    for verdict in rows:
        entry = there.get((verdict["connection_id"], verdict["scheme"], verdict["value"]))
        before = (entry.res_model, entry.res_id) if entry else None
        outcome = "new" if not entry else "same" if before == verdict["target"] else "changed"
        verdict.update(outcome=outcome, entry=entry.id if entry else None, before=before)
