from odoo import api, fields, models, tools


class Term(models.Model):
    """The text of a term in each language. The sidecar sends terms as codes with parameters.

    The records are generated from the sidecar's catalogue. A code never changes its meaning, and is not
    deleted when it is no longer used, because stored terms still refer to it.
    """

    _name = "suture.term"
    _description = "Integration Text"
    _rec_name = "code"
    _order = "code"

    code = fields.Char(required=True, readonly=True, index=True)
    text = fields.Text(required=True, translate=True)

    _code_unique = models.Constraint("UNIQUE(code)", "This text already exists.")

    @tools.ormcache("lang")
    def _texts(self, lang):
        """Returns all texts of a language: `{code: text}`. English texts replace missing translations. Cached
        until a text changes.
        """
        self.flush_model(["code", "text"])
        self.env.cr.execute(
            "SELECT code, COALESCE(text ->> %s, text ->> 'en_US') FROM suture_term",
            [lang],
        )
        return dict(self.env.cr.fetchall())

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
