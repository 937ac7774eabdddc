"""Evaluates plans in a dry run: applies them as `apply` does, reports what would change, and always rolls
back.
"""

from contextlib import closing, contextmanager

from .apply import apply_alone
from .changes import changes_between, touched, values_of
from .foreseen import FORESEEN


def preview_batch(env, batch):
    """Returns, for each item in the same order, the result that `apply` would return and the changes that it
    would make: `{"key", "status", "changes", "reason"?}`.

    Stores nothing. Each item is evaluated independently of the others.
    """
    return [_preview_alone(env, item) for item in batch]


def _preview_alone(env, item):
    seen, envs = {}, []

    def look(run, links):
        env.flush_all()
        envs.append(run.env)
        records = touched(run, item.get("guards") or [], links)
        seen.update({(record._name, record.id): values_of(record) for record in records})

    with nothing_kept(env):
        result = apply_alone(env, item, look=look)
    changes = changes_between(envs[0], seen) if result["status"] == "applied" else []
    answer = {"key": result["key"], "status": result["status"], "changes": changes}
    return {**answer, "reason": result["reason"]} if "reason" in result else answer


@contextmanager
def nothing_kept(env):
    """Marks the code inside as a dry run, rolls back all its changes, and discards everything that was queued
    for the commit, such as emails, bus messages and partner ranks.
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
