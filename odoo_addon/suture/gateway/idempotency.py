"""Applied once: the key is written in the transaction that applies the document.

`INSERT … ON CONFLICT DO NOTHING`, not search-then-create: two transactions that search first both find
nothing and make two records. Here the second one waits for the first to end; then PostgreSQL reports a
serialization failure (the row is not in its snapshot), Odoo repeats the call, and the row is there to be
read.
"""

import json

from odoo.tools import SQL


def claim(env, key, content_hash):
    """Writes the key. `None`: it is ours, apply the document. Else the stored `(content_hash, outcome)`."""
    return claim_all(env, {key: content_hash}).get(key)


def claim_all(env, hashes):
    """Writes the keys `{key: content_hash}`, and gives those that were there: `{key: (hash, outcome)}`."""
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
        log_exceptions=False,  # a serialization failure is foreseen
    )
    known = set(hashes) - {key for (key,) in cr.fetchall()}
    if not known:
        return {}
    cr.execute(
        SQL("SELECT key, content_hash, outcome FROM suture_idempotency_key WHERE key IN %s", tuple(known))
    )
    return {key: (content_hash, outcome) for key, content_hash, outcome in cr.fetchall()}


def settle(env, results):
    """Keeps the outcomes with their keys, to be handed out again."""
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
