from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..crosswalk_file.references import kinds_by_model

MOST_NAMED = 10


class Crosswalk(models.Model):
    """Logs mappings on the connection, and lets users undo a mapping that was made for an exception, as long
    as no document has been applied with it.
    """

    _inherit = "suture.crosswalk"

    mapped_at = fields.Datetime(
        readonly=True, copy=False, help="When a person chose this entry for an exception.", string="Mapped On"
    )
    applied_at = fields.Datetime(
        readonly=True, copy=False, help="When an exception was first applied with this entry."
    )
    replaced = fields.Json(readonly=True, copy=False, help="The record that it was mapped to before.")

    def _target(self):
        """Returns the mapped record. If it does not exist, returns None or an empty recordset."""
        if not self or self.res_model not in kinds_by_model(self.env):
            return None
        return self.env[self.res_model].browse(self.res_id).exists()

    def _readable_name(self):
        """Returns the name of the mapped record, or False if it does not exist or the user cannot read it."""
        record = self._target()
        return bool(record) and record.has_access("read") and record.display_name

    @api.model
    def _enter(self, unknown, record):
        """Maps an unknown identifier to the record and returns the crosswalk entry. The entry stores the
        previous record, so that the mapping can be undone.

        :param unknown: a row of `suture.exchange.unknown`
        """
        target = {"res_model": record._name, "res_id": record.id}
        entry = unknown._entry()
        before = {"res_model": entry.res_model, "res_id": entry.res_id} if entry else False
        if entry:
            entry.write(target)
        else:
            keys = {"scheme": unknown.scheme, "value": unknown.value}
            entry = self.create({"connection_id": unknown.connection_id.id, **keys, **target})
        entry.sudo().write({"mapped_at": fields.Datetime.now(), "applied_at": False, "replaced": before})
        return entry

    def _take_back(self):
        """Undoes the mapping: restores the previous record, or removes the entry if there was none. Raises
        UserError if a document may already have been applied with the mapping.
        """
        self.ensure_one()
        self.check_access("write")
        if why := self._why_not_taken_back():
            raise UserError(why)
        self._tell(_("Mapping undone: %s"))
        entry = self.sudo()
        if entry.replaced:
            entry.write({**entry.replaced, "mapped_at": False, "replaced": False})
        else:
            entry.unlink()

    def _why_not_taken_back(self):
        """Returns why the mapping cannot be undone, as a sentence, or False if it can."""
        if not self.mapped_at:
            return _("This entry was not created for an exception. Change it in the crosswalk.")
        Exchange = self.env["suture.exchange"].sudo()
        about = [("connection_id", "=", self.connection_id.id)]
        trying = (
            self.env["suture.exchange.unknown"]
            .sudo()
            .search_count(
                [
                    *about,
                    ("scheme", "=", self.scheme),
                    ("value", "=", self.value),
                    ("exchange_id.state", "in", ("queued", "processing", "waiting")),
                ],
                limit=1,
            )
        )
        if trying:
            return _("A document is being applied with this entry right now. Try again once it is finished.")
        since = [("received_at", ">=", self.mapped_at), ("direction", "=", "inbound"), ("state", "=", "done")]
        if self.applied_at or Exchange.search_count(about + since, limit=1):
            return _(
                "Documents have been applied since then, possibly with this entry. If the entry is "
                "wrong, change it in the crosswalk and check those documents."
            )
        return False

    def _tell(self, words):
        """Posts the change to these entries, as the current user, in the chatter of their connections.
        Changes in superuser mode are not logged.

        :param words: a sentence in which %s is replaced by the entries
        """
        if self.env.su:
            return
        for connection in self.connection_id:
            entries = self.filtered(lambda entry, of=connection: entry.connection_id == of)
            named = [entry._in_words() for entry in entries[:MOST_NAMED]]
            more = len(entries) - len(named)
            text = "; ".join(named) + (_(" and %s more", more) if more > 0 else "")
            connection.sudo().message_post(body=words % text, author_id=self.env.user.partner_id.id)

    def _in_words(self):
        record = self._target()
        stands_for = self._readable_name() or f"{record._name} {record.id}" if record else _("nothing")
        return f"{self.scheme_name} {self.value} → {stands_for}"

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        entries._tell(_("Crosswalk: %s"))
        return entries

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"value", "scheme", "res_model", "res_id", "record", "connection_id"}:
            self._tell(_("Crosswalk changed: %s"))
        return result

    def unlink(self):
        self._tell(_("Removed from the crosswalk: %s"))
        return super().unlink()
