"""Migrates the sidecar's texts to terms. Existing sentences become terms that contain the sentence as
text.
"""

from odoo.tools.sql import column_exists, rename_column

# By table: the column of sentences, its new name (None if it is dropped; otherwise the text for searches),
# and the column of terms.
SENTENCES = {
    "suture_exchange": [
        ("reason", "reason_text", "reason_terms"),
        ("suggestion", "suggestion_text", "suggestion_terms"),
        ("note", "note_text", "note_terms"),
    ],
    "suture_outbox": [("message", None, "message_terms")],
    "suture_connection": [
        ("route_trouble", "route_trouble_text", "route_trouble_terms"),
        ("delivery_detail", None, "delivery_detail_terms"),
    ],
}
# Columns that contain sentences inside JSON, with their new names. Their content does not change.
RENAMED = [("findings", "findings_data"), ("changes", "changes_data"), ("preview", "preview_data")]


def migrate(cr, version):
    if not version:
        return
    for table, columns in SENTENCES.items():
        for sentence, text, terms in columns:
            if column_exists(cr, table, sentence) and not column_exists(cr, table, terms):
                _to_terms(cr, table, sentence, text, terms)
    for before, after in RENAMED:
        if column_exists(cr, "suture_exchange", before) and not column_exists(cr, "suture_exchange", after):
            rename_column(cr, "suture_exchange", before, after)


def _to_terms(cr, table, sentence, text, terms):
    cr.execute(f"ALTER TABLE {table} ADD COLUMN {terms} jsonb")
    cr.execute(
        f"""
        UPDATE {table}
           SET {terms} = jsonb_build_array(jsonb_build_object(
                   'term', 'told.as-it-was', 'parameters', jsonb_build_object('text', {sentence})))
         WHERE COALESCE({sentence}, '') <> ''
        """
    )
    if text:
        rename_column(cr, table, sentence, text)
    else:
        cr.execute(f"ALTER TABLE {table} DROP COLUMN {sentence}")
