"""Suggests records with a similar name, found by PostgreSQL trigrams if available, otherwise by
common words.
"""

from difflib import SequenceMatcher
from typing import NamedTuple

from odoo.fields import Domain
from odoo.tools import SQL

MOST = 5
MOST_LOOKED_AT = 200
LEAST_LIKE = 0.3


class NameSource(NamedTuple):
    """The SQL table and columns that contain the names of a model's records."""

    table: SQL
    id: SQL
    name: SQL
    is_translated: bool


def table_of_names(env, model):
    """Returns the model's own table as the source of names, or None if its name is not stored."""
    field = env[model]._fields.get("name")
    if field is None or not field.store:
        return None
    table = SQL.identifier(env[model]._table)
    return NameSource(table, SQL.identifier("id"), SQL.identifier("name"), bool(field.translate))


def similar(unknown):
    """Returns `[(record, reason), …]` for up to `MOST` records with a name similar to the partner's
    description, most similar first.
    """
    env, text = unknown.env, (unknown.description or "").strip()
    source = unknown._suture_name_source()
    if len(text) < 3 or not source:
        return []
    ids = _by_trigrams(env, unknown.res_model, source, text) if env.registry.has_trigram else []
    # Applies the user's access rights to what PostgreSQL found.
    records = env[unknown.res_model].search([("id", "in", ids)]) or _by_words(env, unknown.res_model, text)
    rated = sorted(((like(text, record.display_name), record) for record in records), key=lambda one: -one[0])
    return [(record, env._("similar name")) for score, record in rated[:MOST] if score >= LEAST_LIKE]


def like(text, name):
    """Returns the similarity of two names from 0 to 1, regardless of word order."""
    return SequenceMatcher(None, _sorted(text), _sorted(name or "")).ratio()


def _sorted(text):
    return " ".join(sorted(words(text)))


def words(text):
    return [word for word in "".join(c if c.isalnum() else " " for c in text.lower()).split() if word]


def _by_trigrams(env, model, source, text):
    """Returns the IDs of the records whose names are most similar to the text, as rated by PostgreSQL, best
    first.
    """
    named = SQL("%s ->> 'en_US'", source.name) if source.is_translated else source.name
    query = SQL(
        "SELECT %s FROM %s WHERE word_similarity(%s, %s) > %s ORDER BY word_similarity(%s, %s) DESC LIMIT %s",
        *(source.id, source.table, text, named, LEAST_LIKE, text, named, MOST_LOOKED_AT // 10),
    )
    env[model].flush_model()
    return [row[0] for row in env.execute_query(query)]


def _by_words(env, model, text):
    longest = sorted(set(words(text)), key=len, reverse=True)[:3]
    if not longest:
        return env[model]
    domain = Domain.OR([Domain("name", "ilike", word) for word in longest])
    return env[model].search(domain, limit=MOST_LOOKED_AT)
