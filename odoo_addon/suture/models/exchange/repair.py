from odoo import _, fields, models
from odoo.exceptions import UserError

from ...panes.canonical import readable, single
from ...panes.editable import corrected, differences, editable_sections
from ...panes.fields import Fields
from .actions import REPEATABLE_STATES


class Exchange(models.Model):
    """Corrections of single values of a document, with a record of who corrected what."""

    _inherit = "suture.exchange"

    corrections = fields.Json(
        readonly=True,
        groups="suture.group_operator",
        help="The corrections to the document, oldest first: who changed what, when and why.",
    )

    def _can_correct(self):
        """Reports whether users can correct the document. They cannot correct outgoing documents, which are
        created from Odoo's records, and documents that are finished.
        """
        return (
            self.direction == "inbound"
            and self.state in REPEATABLE_STATES
            and isinstance(self.payload, dict)
            and bool(self.flow_id)
        )

    def _editable_sections(self):
        return editable_sections(self.env, self.payload)

    def _pane_of_document(self):
        pane = super()._pane_of_document()
        if not self._can_correct():
            return pane
        return {**pane, "editable": self._flagged(self._editable_sections())}

    def correct_fields(self, changes, reason):
        """Corrects single values of the document and requests a retry.

        :param changes: `[{"pointer", "from", "to"}]`; `from` is the value that the user saw, and an empty
            `to` removes the value
        :param reason: the reason, which is logged in the chatter
        """
        self.ensure_one()
        self._require_operator()
        return self.correct_document(self._with_changes(changes), reason)

    def preview_fields(self, changes):
        """Requests a preview of the corrected document without saving the correction.

        :param changes: as in `correct_fields`
        """
        self.ensure_one()
        self._require_operator()
        self._preview_with({"document": self._with_changes(changes)})
        return True

    def _with_changes(self, changes):
        if not self._can_correct():
            raise UserError(_("%s cannot be corrected in its current state.", self.display_name))
        if not isinstance(changes, list) or not changes:
            raise UserError(_("Nothing was corrected. Retry the document without a correction."))
        places = {row["pointer"]: row for part in self._editable_sections() for row in part["rows"]}
        wanted = {}
        for each in changes:
            row = places.get(each.get("pointer")) if isinstance(each, dict) else None
            if not row or type(each.get("to")) is not type(row["value"]):
                raise UserError(_("The document does not contain this value."))
            if each.get("from") != row["value"]:
                raise UserError(_("The document has changed in the meantime. Review it again."))
            wanted[row["pointer"]] = each["to"].strip() if isinstance(each["to"], str) else each["to"]
        return corrected(self.payload, wanted)

    def correct_document(self, document, reason):
        before = self.payload
        result = super().correct_document(document, reason)
        if isinstance(before, dict):
            self._note_correction(differences(before, document), reason.strip())
        return result

    def _note_correction(self, changes, reason):
        sections = self._editable_sections()
        rows = {row["pointer"]: (row, part["line"]) for part in sections for row in part["rows"]}
        entry = {
            "at": fields.Datetime.to_string(fields.Datetime.now()),
            "by": self.env.user.name,
            "reason": reason,
            "refused": False,
            "changes": [
                _change(self.env, each, *rows.get(each["pointer"], ({"label": each["pointer"]}, "")))
                for each in changes
            ],
        }
        self.sudo().corrections = [*(self.corrections or []), entry]

    def _correction_refused(self, message):
        """Stores in the latest correction why the sidecar refused it."""
        for exchange in self.sudo():
            if exchange.corrections:
                *earlier, last = exchange.corrections
                exchange.corrections = [*earlier, {**last, "refused": message or True}]


def _change(env, change, row, line):
    """Returns a change for the list of corrections: `{"label", "line", "from", "to"}`, in the language of the
    person who made it.
    """
    labels = {each["value"]: each["label"] for each in row.get("choices", [])}
    before, after = (_shown(env, change[name], row.get("kind"), labels) for name in ("from", "to"))
    return {"label": row["label"], "line": line, "from": before, "to": after}


def _shown(env, value, kind, labels):
    if isinstance(value, bool):
        return "✓" if value else "–"
    return single(env, value, kind, labels) if isinstance(value, str) else readable(value, Fields(env, None))
