"""Ensures that a document is applied only once, by writing its key in the transaction that applies it.

Uses `INSERT … ON CONFLICT DO NOTHING` instead of search-then-create, because two transactions that search
first both find nothing and create two records. Here, the second transaction waits for the first one to end.
PostgreSQL then reports a serialization failure, because the row is not in the snapshot of the second
transaction; Odoo retries the call and finds the row.
"""

import json

from odoo.tools import SQL


def claim(env, key, content_hash):
    """Claims a key. Returns None if the caller must apply the document, or the stored `(content_hash,
    outcome)` if the key was claimed before.
    """
    return claim_all(env, {key: content_hash}).get(key)


def claim_all(env, hashes):
    """Claims the keys of documents, given as `{key: content_hash}`. Returns the keys that were claimed
    before, with the stored values: `{key: (content_hash, outcome)}`.
    """
    cr = env.cr
    cr.execute(
        SQL(
            """
            INSERT INTO suture_idempotency_key
                        (key, content_hash, create_uid, write_uid, create_date, write_date)
                 SELECT key, content_hash, %(uid)s, %(uid)s,
                        now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                   FROM unnest(%(keys)s, %(hashes)s) AS claimed (key, content_hash)
               ORDER BY key
            ON CONFLICT (key) DO NOTHING
              RETURNING key
            """,
            uid=env.uid,
            keys=list(hashes),
            hashes=list(hashes.values()),
        ),
        log_exceptions=False,  # a serialization failure is expected
    )
    known = set(hashes) - {key for (key,) in cr.fetchall()}
    if not known:
        return {}
    cr.execute(
        SQL("SELECT key, content_hash, outcome FROM suture_idempotency_key WHERE key IN %s", tuple(known))
    )
    return {key: (content_hash, outcome) for key, content_hash, outcome in cr.fetchall()}


def settle(env, results):
    """Stores the results of applied documents with their keys, so that a repeated call can return them."""
    if not results:
        return
    env.cr.execute(
        SQL(
            """
            UPDATE suture_idempotency_key AS known
               SET outcome = done.outcome::jsonb, exchange_id = done.exchange_id
              FROM unnest(%(keys)s, %(outcomes)s, %(exchanges)s) AS done (key, outcome, exchange_id)
             WHERE known.key = done.key
            """,
            keys=[result["key"] for result in results],
            outcomes=[json.dumps(result) for result in results],
            exchanges=[result["exchange_id"] for result in results],
        )
    )
