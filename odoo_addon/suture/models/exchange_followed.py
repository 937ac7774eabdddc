from markupsafe import Markup
from odoo import _, fields, models

from ..terms import in_language_of
from .dry_run import is_dry_run
from .exchange.exchange import CLOSED_STATES
from .exchange.queue import EXCEPTION_STATES

# How many exceptions one line in the chatter of a document names.
MOST_NOTED = 50


class Exchange(models.Model):
    """Tells people that a document has become an exception, or that the exception is closed: an owner, an
    activity, and a line in the chatter of the exchange and of its document.
    """

    _inherit = "suture.exchange"

    raised_as = fields.Char(
        readonly=True,
        copy=False,
        help="The reason code with which the exception was announced. Empty if the exchange is no exception.",
    )

    def write(self, vals):
        result = super().write(vals)
        # The gateway calls it once for all exchanges of a call, after it has linked their records.
        if "state" in vals and not self.env.context.get("suture_refresh_later"):
            self._follow()
        return result

    def _follow(self):
        """Announces exceptions and closed exceptions that have not been announced yet. Costs nothing for
        other exchanges, and a constant number of statements for any number of exceptions.
        """
        if is_dry_run():
            return
        rows = self.sudo().with_context(suture_refresh_later=False)
        raised = rows.filtered(
            lambda row: row.state in EXCEPTION_STATES and row.raised_as != (row.reason_code or row.state)
        )
        closed = rows.filtered(lambda row: row.state in CLOSED_STATES and row.raised_as)
        if raised:
            raised._announce_raised()
        if closed:
            closed._announce_closed()

    def _announce_raised(self):
        self.filtered(lambda row: not row.raised_as)._assign_default_owners()
        for code, rows in self.grouped(lambda row: row.reason_code or row.state).items():
            rows._quietly().raised_as = code
        self._place_activities()
        self._log_notes("raised")

    def _announce_closed(self):
        self._end_activities()
        self._log_notes("closed")
        self._quietly().raised_as = False

    def _log_notes(self, kind):
        """Logs a note of this kind in the chatter of each exchange and of its document, without notifying
        anyone. The messages are created together.
        """
        documents = self._documents_by_place()
        for company, rows in self.grouped("company_id").items():
            told = in_language_of(rows, company)
            notes = {row.id: row._note_of_kind(kind) for row in told}
            told._suture_log_batch({key: note for key, note in notes.items() if _is_news(note)})
            by_model = {}
            for row in told.filtered(lambda row: (row.res_model, row.res_id) in documents):
                of_document = by_model.setdefault(row.res_model, {}).setdefault(row.res_id, [])
                of_document.append({**notes[row.id], "exchange": row.id})
            for model, several in by_model.items():
                records = in_language_of(self.env[model].browse(several), company)
                if hasattr(records, "_message_log_batch"):
                    records._suture_log_batch({key: _one_note(many) for key, many in several.items()})

    def _note_of_kind(self, kind):
        """Returns the values of a note, which are the same in every language."""
        note = {
            "kind": kind,
            "name": self.name,
            "direction": self.direction,
            "document": self.document_type or "",
            "number": "" if self._is_clinical() else self.document_number or "",
            "partner": self.partner_id.name or self.connection_id.name or "",
        }
        if kind == "raised":
            return {**note, "reason": self.reason_code or "", "owner": self.user_id.name or ""}
        return {**note, "state": self.state, "terms": self._closing_terms()}

    def _closing_terms(self):
        """Returns the terms that say why an exception is closed, or an empty list. Modules extend it."""
        if self.state == "done" and self.acknowledgement in ("accepted", "accepted_with_errors"):
            return [{"term": "closed.acknowledged"}] if self.raised_as == "ACKNOWLEDGEMENT_OVERDUE" else []
        return []

    def _is_clinical(self):
        """Reports whether the document is clinical. Without a flow, it may be so if its connection has a
        clinical flow.
        """
        flows = self.flow_id or self.sudo().connection_id.flow_ids
        return "clinical" in flows.mapped("sensitivity")

    def _plain_name(self):
        """Returns the document type and number. For clinical documents, the reference replaces the number."""
        number = self.name if self._is_clinical() else self.document_number or self.name
        return " ".join(filter(None, (self.document_label, number)))

    def _reason_label(self):
        """Returns the label of the reason in the language of the environment, without details."""
        return self.env["mail.message"]._suture_label("reason", self.reason_code) or _("Needs attention")

    def _exception_link(self):
        link = Markup('<a href="#" data-oe-model="suture.exchange" data-oe-id="%s">%s</a>')
        return link % (self.id, _("Open Exception"))


def _is_news(note):
    """Reports whether the chatter of the exchange does not show this already. A person's dismissal does."""
    return note["kind"] != "closed" or note["state"] != "dismissed" or bool(note["terms"])


def _one_note(notes):
    """Returns one note for a document that has several in the same call."""
    return notes[0] if len(notes) == 1 else {"kind": "several", "notes": notes[:MOST_NOTED]}
