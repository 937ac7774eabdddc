"""Stores what the sidecar reports about partners' keys, and its answers to requests for keys."""

from .values import moment

MOST_KEYS = 100
ENVELOPE = {"publicKey", "nonce", "content"}
LARGEST_MEMBER = 1000


def report(env, connection, keys, answer):
    """Stores the keys of a connection. Returns whether the browser that requested a key can still receive the
    answer; True if there is no answer.

    :param connection: the code of the connection
    :param keys: the data about its keys, without their texts
    :param answer: `{"request", "id", "envelope", "refusal"}`, or None
    """
    if not isinstance(keys, list) or len(keys) > MOST_KEYS:
        raise ValueError(f"keys is not a list of at most {MOST_KEYS}")
    found = (
        env["suture.connection"]
        .with_context(active_test=False)
        .search([("code", "=", connection), ("company_id", "in", env.user.company_ids.ids)])
    )
    if not found:
        return False
    found._store_keys([_values(key) for key in keys])
    if answer is None:
        return True
    if answer.get("envelope") is not None and not _is_envelope(answer["envelope"]):
        raise ValueError("envelope does not have the members publicKey, nonce and content")
    asked = env["suture.key.request"].search(
        [("request", "=", answer["request"]), ("connection_id", "=", found.id)], limit=1
    )
    return asked._receive(answer)


def _is_envelope(envelope):
    return (
        isinstance(envelope, dict)
        and set(envelope) == ENVELOPE
        and all(isinstance(text, str) and len(text) <= LARGEST_MEMBER for text in envelope.values())
    )


def _values(key):
    return {
        "sidecar_id": key["id"],
        "kind": key["kind"],
        "beginning": key.get("beginning") or False,
        "created_by": key.get("created_by") or False,
        "created_on": _moment(key.get("created_at")),
        "expires_at": _moment(key.get("expires_at")),
        "last_used_at": _moment(key.get("last_used_at")),
        "revoked_at": _moment(key.get("revoked_at")),
        "revoked_by": key.get("revoked_by") or False,
    }


def _moment(text):
    return moment(text) if text else False
