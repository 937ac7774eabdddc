from odoo import _, models
from odoo.exceptions import UserError


class Connection(models.Model):
    """Protects fields that are fixed once a connection is in use: its code, which is part of addresses and
    names of secrets, and its company, which owns the documents.
    """

    _inherit = "suture.connection"

    def write(self, vals):
        for name in ("code", "company_id"):
            if name in vals:
                self._check_settled(name, vals[name])
        return super().write(vals)

    def _check_settled(self, name, value):
        field = self._fields[name]
        for connection in self:
            if field.convert_to_write(connection[name], connection) == value:
                continue
            about = {"name": connection.name, "what": field._description_string(self.env)}
            if connection._was_used():
                raise UserError(
                    _(
                        "Cannot change %(what)s of %(name)s because documents have already been "
                        "exchanged. Create a new connection instead.",
                        **about,
                    )
                )
            if connection.active:
                raise UserError(
                    _(
                        "Cannot change %(what)s of %(name)s while the connection is switched on. "
                        "Pause it first.",
                        **about,
                    )
                )

    def _was_used(self):
        """Reports whether the connection has exchanges or outbox rows."""
        mine = [("connection_id", "=", self.id)]
        return any(
            self.env[model].sudo().search_count(mine, limit=1)
            for model in ("suture.exchange", "suture.outbox")
        )
