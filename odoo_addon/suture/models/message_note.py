from markupsafe import Markup
from odoo import api, fields, models
from odoo.addons.mail.tools.discuss import Store
from odoo.tools import format_datetime

from ..catalogue.changes import changed, told
from .connection_settings import SETTINGS


class Message(models.Model):
    """A note of Suture in the chatter that each reader sees in their own language and notation. `body` holds
    the same note as its author saw it, for emails and searches.
    """

    _inherit = "mail.message"

    suture_note = fields.Json(readonly=True, help="The kind and the values of the note.")

    def _to_store_defaults(self, target):
        return [
            Store.Attr("body", lambda message: message._suture_body()) if name == "body" else name
            for name in super()._to_store_defaults(target)
        ]

    def _suture_body(self):
        # sudo: the reader may read the message, and the note says the same as its body
        note = self.sudo().suture_note
        makers = self._suture_note_makers()
        make = makers.get(note.get("kind")) if isinstance(note, dict) else None
        return (make(note) if make else None) or self.body

    @api.model
    def _suture_note_makers(self):
        """Returns the functions that write a note as HTML in the reader's language, by the kind of note."""
        return {"settings": self._settings_note, "postponed": self._postponed_note}

    @api.model
    def _settings_note(self, note):
        subject = SETTINGS.get(note["field"])
        settings = self.env["suture.catalogue.setting"]._described(subject, note["owners"])
        lines = changed(self.env, settings, note["before"], note["after"], note["currency"])
        return told(lines) if lines else None

    @api.model
    def _postponed_note(self, note):
        when = format_datetime(self.env, fields.Datetime.to_datetime(note["until"]))
        return Markup("%s") % self.env._("Postponed until %s.", f"{when} {note['reason']}".strip())
