from markupsafe import Markup
from odoo import api, models

from ..terms import words


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _suture_log_batch(self, notes):
        """Logs notes in the chatter of these records, all at once and without notifying anyone.

        :param notes: `{record ID: note}`; see `_suture_note_makers` of `mail.message`
        """
        makers = self.env["mail.message"]._suture_note_makers()
        bodies = {record_id: makers[note["kind"]](note) for record_id, note in notes.items()}
        for message in self.sudo().browse(bodies)._message_log_batch(bodies):
            message.suture_note = notes[message.res_id]


class Message(models.Model):
    """Notes about exceptions. A note with `exchange` is in the chatter of a document and links to the
    exchange; one without is in the chatter of the exchange.
    """

    _inherit = "mail.message"

    @api.model
    def _suture_note_makers(self):
        makers = super()._suture_note_makers()
        return {
            **makers,
            "raised": self._raised_note,
            "closed": self._closed_note,
            "auto": self._auto_note,
            "several": self._several_notes,
        }

    @api.model
    def _several_notes(self, note):
        makers = self._suture_note_makers()
        return Markup("<br/>").join(makers[each["kind"]](each) for each in note["notes"])

    @api.model
    def _raised_note(self, note):
        reason = self._suture_label("reason", note["reason"]) or self.env._("Needs attention")
        if "exchange" not in note:
            told = self.env._("Needs a decision: %s.", reason)
        else:
            document = self._noted_document(note)
            told = self.env._("%(document)s needs a decision: %(reason)s.", document=document, reason=reason)
        owner = note["owner"]
        whose = self.env._("Owner: %s.", owner) if owner else self.env._("It has no owner yet.")
        return self._linked_note(note, f"{told} {whose}")

    @api.model
    def _closed_note(self, note):
        because = words(self.env, note["terms"])
        if not because and note["state"] == "done":
            because = self.env._("The document was processed. No decision is needed anymore.")
        elif not because:
            because = self.env._("The document was dismissed. No decision is needed anymore.")
        if "exchange" not in note:
            return self._linked_note(note, because)
        return self._linked_note(note, f"{self._noted_document(note)}: {because}")

    @api.model
    def _auto_note(self, note):
        """Writes a note about something that Suture did by itself: its terms say what."""
        return self._linked_note(note, words(self.env, note["terms"]))

    @api.model
    def _linked_note(self, note, told):
        if "exchange" not in note:
            return Markup("%s") % told
        link = Markup('%s <a href="#" data-oe-model="suture.exchange" data-oe-id="%s">%s</a>')
        return link % (told, note["exchange"], note["name"])

    @api.model
    def _noted_document(self, note):
        label = self._suture_label("document", note["document"]) or self.env._("A document")
        document = " ".join(filter(None, (label, note["number"])))
        partner = note["partner"]
        if not partner:
            return document
        if note.get("direction") == "outbound":
            return self.env._("%(document)s to %(partner)s", document=document, partner=partner)
        return self.env._("%(document)s from %(partner)s", document=document, partner=partner)

    @api.model
    def _suture_label(self, subject, code):
        """Returns the label of a code in the language of the environment. The labels of a subject are read
        once per transaction.
        """
        if not code:
            return ""
        lang = self.env.lang or "en_US"
        key = ("suture.labels", subject, lang)
        known = self.env.cr.cache.get(key)
        if known is None:
            entries = self.env["suture.catalogue.entry"].with_context(lang=lang)
            known = self.env.cr.cache[key] = dict(entries._labels(subject))
        return known.get(code, code)
