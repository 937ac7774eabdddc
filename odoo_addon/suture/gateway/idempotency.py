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
    cr = env.cr
    cr.execute(
        SQL(
            """
            INSERT INTO suture_idempotency_key
                        (key, content_hash, create_uid, write_uid, create_date, write_date)
                 VALUES (%s, %s, %s, %s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
            ON CONFLICT (key) DO NOTHING
              RETURNING id
            """,
            key,
            content_hash,
            env.uid,
            env.uid,
        ),
        log_exceptions=False,  # a serialization failure is foreseen
    )
    if cr.fetchone():
        return None
    cr.execute(SQL("SELECT content_hash, outcome FROM suture_idempotency_key WHERE key = %s", key))
    return cr.fetchone()


def settle(env, key, exchange_id, outcome):
    """Keeps the outcome with the key, to be handed out again."""
    env.cr.execute(
        SQL(
            "UPDATE suture_idempotency_key SET outcome = %s::jsonb, exchange_id = %s WHERE key = %s",
            json.dumps(outcome),
            exchange_id,
            key,
        )
    )
