"""Stores the result of a test file, or of a sample of an order, that the sidecar has processed."""

import json

LARGEST_ANSWER = 2 * 1024 * 1024


def report(env, connection, request, answer):
    """Stores the result on the connection and notifies the user who requested it. Ignores the result of a
    request that a later one has replaced. Raises ValueError if the result is not an object or is larger than
    2 MB.

    :param connection: the code of the connection
    :param request: the key of the outbox row that requested it
    """
    if not isinstance(answer, dict) or len(json.dumps(answer)) > LARGEST_ANSWER:
        raise ValueError("answer is not an object of at most 2 MB")
    (
        env["suture.connection"]
        .with_context(active_test=False)
        .search([("code", "=", connection), ("company_id", "in", env.user.company_ids.ids)])
        ._show_rehearsal(request, json.loads(json.dumps(answer).replace("\\u0000", "\\ufffd")))
    )
