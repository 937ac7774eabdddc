from odoo import fields, models


class IdempotencyKey(models.Model):
    """The outcome of each applied document by its key. The gateway returns it if the document is sent
    again.
    """

    _name = "suture.idempotency.key"
    _description = "Applied Document"
    _rec_name = "key"

    key = fields.Char(required=True, readonly=True)
    content_hash = fields.Char(required=True, readonly=True)
    outcome = fields.Json(readonly=True)
    exchange_id = fields.Many2one(
        "suture.exchange", readonly=True, ondelete="set null", index="btree_not_null"
    )

    _key_unique = models.Constraint("UNIQUE(key)", "This document has already been applied.")
