"""What came of trying something on a connection, as the sidecar tells it."""

import json

LARGEST_ANSWER = 2 * 1024 * 1024


def report(env, connection, request, answer):
    """Shows the answer on the connection, for whoever asked. One to an earlier request than the latest is
    passed over.
    """
    if not isinstance(answer, dict) or len(json.dumps(answer)) > LARGEST_ANSWER:
        raise ValueError("answer is not an object of at most 2 MB")
    (
        env["suture.connection"]
        .with_context(active_test=False)
        .search([("code", "=", connection), ("company_id", "in", env.user.company_ids.ids)])
        ._show_rehearsal(request, json.loads(json.dumps(answer).replace("\\u0000", "\\ufffd")))
    )
