"""Shows the changes of a preview as a table: each record with its fields, before and after."""

from .foreseen import label_of, readable


def before_and_after(env, preview):
    """Returns the changes of a preview by record, as readable texts in the user's language: `[{"title",
    "is_new", "rows": [{"field", "label", "before", "after"}]}]`. Records keep the order of the plan.

    :param env: an environment with the company's time zone, in which instants are shown as days
    """
    records = {}
    changes = preview.get("changes") if isinstance(preview, dict) else None
    for change in changes if isinstance(changes, list) else []:
        if isinstance(change, dict):
            key = (change.get("model"), change.get("id"), change.get("name"))
            records.setdefault(key, []).append(change)
    return [_record(env, key, rows) for key, rows in records.items()]


def _record(env, key, changes):
    model, record_id, name = key
    kind = env["ir.model"]._get(model).name if model in env else ""
    return {
        "title": f"{kind}: {name}" if kind else str(name or ""),
        "is_new": record_id is None,
        "rows": [
            {
                "field": change.get("field"),
                "label": label_of(env, change),
                "before": "" if record_id is None else readable(env, change.get("from"), ""),
                "after": readable(env, change.get("to"), ""),
            }
            for change in changes
        ],
    }
