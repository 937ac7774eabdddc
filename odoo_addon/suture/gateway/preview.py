"""Dry runs: what applying a plan would change, carried out as `apply` does and rolled back always."""

from contextlib import closing, contextmanager

from .apply import apply_alone
from .changes import changes_between, touched, values_of
from .foreseen import FORESEEN


def preview_batch(env, batch):
    """One answer an item, in the same order: the result that `apply` would give, and what would change.

    Nothing of it is kept. Each item is looked at alone, as if the others were not there.
    """
    return [_preview_alone(env, item) for item in batch]


def _preview_alone(env, item):
    seen, envs = {}, []

    def look(run, links):
        env.flush_all()
        envs.append(run.env)
        records = touched(run, item.get("guards") or [], links)
        seen.update({(record._name, record.id): values_of(record) for record in records})

    with _nothing_kept(env):
        result = apply_alone(env, item, look=look)
    changes = changes_between(envs[0], seen) if result["status"] == "applied" else []
    answer = {"key": result["key"], "status": result["status"], "changes": changes}
    return {**answer, "reason": result["reason"]} if "reason" in result else answer


@contextmanager
def _nothing_kept(env):
    """Rolls back whatever is done inside, and forgets what was to be done at the commit: mails, bus messages,
    ranks of partners.
    """
    cr = env.cr
    waiting = [cr.postcommit, cr.prerollback, cr.postrollback]
    before = [(list(hooks._funcs), dict(hooks.data)) for hooks in waiting]
    dry_run = FORESEEN.set({})
    try:
        with closing(cr.savepoint()):
            yield
    finally:
        FORESEEN.reset(dry_run)
        for hooks, (functions, data) in zip(waiting, before, strict=True):
            hooks.clear()
            hooks.data.update(data)
            for function in functions:
                hooks.add(function)
