"""Applies many documents in one savepoint as long as none of them fails.

If each document had its own savepoint, Odoo would flush and recompute fields for each document separately.
Therefore, documents are first tried together: one statement claims all keys, one finds the reachable records,
one writes the exchange rows, and Odoo recomputes once. If a document fails, the savepoint is rolled back and
only that document is applied alone, where its failure affects no other. The caller sees the same results
either way.
"""

from contextlib import contextmanager

from odoo.tools import groupby

from .company import reachable
from .operations import referenced
from .refusal import LOCKED, PASSING

# How documents are applied: alone; many in one savepoint; or (the name of a verb) many in one savepoint whose
# first operation is that verb, carried out in bulk. Verbs that post money or move stock lock records and
# check them against the database, so their documents always go alone.
ALONE, TOGETHER = "alone", "together"


class Troubled(Exception):
    """Raised for a document (`item`) of a group that cannot be applied. The reason is in `__cause__`."""

    def __init__(self, item):
        super().__init__(item["key"])
        self.item = item


@contextmanager
def blaming(item):
    """Converts an error raised inside to `Troubled` for this document. Temporary errors other than record
    locks are raised unchanged.
    """
    try:
        yield
    except LOCKED as problem:
        raise Troubled(item) from problem
    except PASSING:
        raise
    except Exception as problem:
        raise Troubled(item) from problem


def runs_of(env, batch, decided=()):
    """Splits the batch into groups `(way, items)`, in order. `way` is `ALONE`, `TOGETHER` or a verb. Items
    that conflict with each other are in different groups.

    :param decided: the message keys of documents on which a person has decided; they are applied alone
    """
    of_many = env["suture.gateway"]._suture_verbs_of_many()
    groups = []
    seen = set()
    for item in batch:
        way = ALONE if key_of_exchange(item) in decided else _way(of_many, item)
        marks = _marks(item, checks_guards_first=way in of_many)
        if not groups or groups[-1][0] != way or marks & seen:
            groups.append((way, []))
            seen = set()
        groups[-1][1].append(item)
        seen |= marks
    return groups


def key_of_exchange(item):
    """Returns the message key of the item's exchange, or None if the item is malformed."""
    sent = item.get("exchange")
    return sent.get("message_key") if isinstance(sent, dict) else None


def _way(of_many, item):
    operations = item.get("operations") or []
    verbs = [operation["verb"] for operation in operations if operation["op"] == "do"]
    if not verbs:
        return TOGETHER
    begins = operations[0]["op"] == "do" and len(verbs) == 1 and verbs[0] in of_many
    return verbs[0] if begins else ALONE


def _marks(item, *, checks_guards_first):
    """Returns what two items of a group must not have in common: the key, and the guarded records if all
    guards are checked before the first document is applied.
    """
    guards = item.get("guards") or [] if checks_guards_first else []
    return {item["key"], *((guard.get("model"), guard.get("id")) for guard in guards)}


def begin(verb, runs):
    """Carries out the first operation of each document in bulk. For all documents, this operation is the
    given verb.

    :param verb: a key of `_suture_verbs_of_many`
    :param runs: `[(run, item)]` with checked guards
    :raises Troubled: for the document whose operation fails
    """
    for company, pairs in groupby(runs, lambda pair: pair[0].company):
        env = pairs[0][0].env
        of_many = env["suture.gateway"]._suture_verbs_of_many()[verb]
        prepared = []
        for _run, item in pairs:
            with blaming(item):
                prepared.append(of_many.prepare(env, company, _first(item)["arguments"]))
        for (run, item), record in zip(pairs, of_many.make(env, prepared), strict=True):
            with blaming(item):
                of_many.check(record, _first(item)["arguments"])
            run.keep(record, _first(item).get("ref"))
            run.begun = True


def _first(item):
    return item["operations"][0]


def foresee(runs):
    """Determines in bulk which of the records that the documents name are reachable, and prefetches them.
    Guarded records are already locked.

    :param runs: `[(run, item)]`
    """
    for _company, pairs in groupby(runs, lambda pair: pair[0].company):
        run = pairs[0][0]
        wanted = {}
        for _run, item in pairs:
            for model, ids in referenced(run.env, item).items():
                wanted.setdefault(model, set()).update(ids)
        for model, ids in wanted.items():
            run.reached.setdefault(model, set()).update(reachable(run.env, model, ids, run.company))
        run.beside.update({model: tuple(sorted(ids)) for model, ids in run.reached.items()})
        run.env["suture.gateway"]._suture_preload(run.reached)
