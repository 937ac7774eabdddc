import base64
import binascii
import copy
from collections import Counter
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ...panes.canonical import canonical_sections
from ...terms import preview_in_words, words

MOST_BYTES = 1024 * 1024
LONGEST_NAME = 100
TRIALS = ("rehearse", "sample")


class Connection(models.Model):
    """Test files: before the connection goes live, the sidecar decodes a partner's file, plans its documents,
    and reports what would happen. The file exists only in the outbox, and is erased as soon as the sidecar
    has stored it.
    """

    _inherit = "suture.connection"

    rehearsal = fields.Json(readonly=True, copy=False, groups="suture.group_operator", string="Test Result")
    rehearsal_name = fields.Char("Test File", readonly=True, copy=False, groups="suture.group_operator")
    rehearsal_at = fields.Datetime(
        readonly=True, copy=False, groups="suture.group_operator", string="Tested At"
    )
    rehearsal_user_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="suture.group_operator", string="Tested By"
    )
    rehearsal_request = fields.Char(
        readonly=True, copy=False, groups="suture.group_manager", string="Test Request"
    )

    def rehearse(self, content_base64, name):
        """Requests a dry run of a file from the sidecar. The result is announced on the bus and returned by
        `get_rehearsal`.

        :param content_base64: the file, 1 MB at most
        :param name: the name of the file
        """
        self._require_setup()
        content = _decoded(content_base64)
        if content is None:
            raise UserError(_("The file was not transferred completely. Choose it again."))
        if not content:
            raise UserError(_("The file is empty. Choose the file that the partner sent."))
        if len(content) > MOST_BYTES:
            raise UserError(_("The file is larger than 1 MB. A sample with a few documents is enough."))
        if not self.format_code:
            raise UserError(_("Choose the format first. Without it the file cannot be read."))
        name = (name or "").strip()[:LONGEST_NAME] or _("Pasted text")
        self._try("rehearse", name, {"content_base64": base64.b64encode(content).decode()})
        return True

    def get_rehearsal(self):
        """Returns the current test: `{"state", "name", "answer", "last_contact"}`. `state` is none (no test),
        asked (waiting for the result) or answered; `answer` is the result.
        """
        self.ensure_one()
        if not self.env.user.has_group("suture.group_operator"):
            raise AccessError(_("Only an integration operator can see the content of a partner's file."))
        self.check_access("read")
        state = "answered" if self.rehearsal else "asked" if self.rehearsal_at else "none"
        return {
            "state": state,
            "name": self.rehearsal_name or "",
            "answer": self._readable_rehearsal() if self.rehearsal else None,
            "last_contact": fields.Datetime.to_string(self.last_contact_at) if self.last_contact_at else None,
        }

    def _require_setup(self):
        self.ensure_one()
        if not self.env.user.has_group("suture.group_manager"):
            raise AccessError(_("Only an integration administrator can set up connections."))
        self.check_access("write")

    def _try(self, event, name, arguments):
        self._forget_asked()
        row = (
            self.env["suture.outbox"]
            .sudo()
            ._enqueue(
                kind="command",
                event=event,
                connection=self.sudo(),
                company=self.company_id,
                record=self.sudo(),
                number=name,
                arguments={**arguments, "by": self.env.user.name},
            )
        )
        self.sudo().write(
            {
                "rehearsal": False,
                "rehearsal_name": name,
                "rehearsal_at": fields.Datetime.now(),
                "rehearsal_user_id": self.env.uid,
                "rehearsal_request": row.key,
            }
        )

    def _trial_rows(self):
        return (
            self.env["suture.outbox"]
            .sudo()
            .search([("connection_id", "in", self.ids), ("kind", "=", "command"), ("event", "in", TRIALS)])
        )

    def _forget_asked(self):
        """Cancels an earlier test that the sidecar has not stored yet: erases its file and marks its outbox
        row as refused. Only one test runs at a time.
        """
        for row in self._trial_rows().filtered(lambda each: each.state == "pending"):
            row.write(
                {"state": "refused", "message": _("Replaced by a newer request."), "leased_until": False}
            )
            row._erase_content()

    @api.autovacuum
    def _gc_trials(self):
        """Cancels tests that no sidecar has stored within a day: erases their files from the outbox and shows
        users that the test failed.
        """
        before = fields.Datetime.now() - timedelta(days=1)
        stale = [("event", "in", TRIALS), ("state", "=", "pending"), ("create_date", "<", before)]
        for row in self.env["suture.outbox"].sudo().search(stale):
            reason = _("The sidecar did not respond within a day. The file was deleted. Try again.")
            row.write({"state": "refused", "message": reason, "leased_until": False})
            row._erase_content()
            row.connection_id._show_rehearsal(row.key, {"outcome": "refused", "reason": reason})

    def _show_rehearsal(self, request, answer):
        """Stores the result of a test and notifies the user who requested it. Ignores the result unless it
        belongs to the connection's latest request.
        """
        for connection in self.sudo():
            if connection.rehearsal_request != request:
                continue
            connection.write({"rehearsal": answer})
            connection.rehearsal_user_id._bus_send("suture.connection/rehearsal", {"id": connection.id})

    def _readable_rehearsal(self):
        """Returns the stored result with its terms as text and its documents as sections, or None if it is
        malformed.
        """
        answer = copy.deepcopy(self.rehearsal)
        if not isinstance(answer, dict):
            return None
        if answer.get("reason"):
            answer["reason"] = words(self.env, answer["reason"])
        if code := answer.get("format"):
            answer["format_label"] = self.env["suture.catalogue.entry"]._entry("format", code).label or code
        for message in answer.get("messages") or []:
            for row in message.get("envelope") or []:
                row["label"] = words(self.env, row.get("label")) or row.get("what")
            message["problem"] = preview_in_words(self.env, message.get("problem"))
            for document in message.get("documents") or []:
                document["preview"] = preview_in_words(self.env, document.get("preview"))
                payload = document.pop("payload", None)
                is_document = isinstance(payload, dict)
                document["counts"] = self._counts_of(document)
                document["sections"] = canonical_sections(self.env, payload) if is_document else []
        return answer

    def _counts_of(self, document):
        """Counts the findings of a document by reason code: `[{"label", "count"}]`."""
        preview = document.get("preview")
        findings = preview.get("findings") if isinstance(preview, dict) else None
        codes = Counter(each.get("code") for each in findings or [] if isinstance(each, dict))
        labels = dict(self.env["suture.exchange"]._fields["reason_code"]._description_selection(self.env))
        return [{"label": labels.get(code, code), "count": count} for code, count in codes.items()]

    def _rehearsed_well(self):
        """Reports whether the latest test file contained a document that could be decoded, and no message
        with a problem.
        """
        answer = self.sudo().rehearsal
        if not isinstance(answer, dict) or answer.get("outcome") != "read":
            return False
        messages = answer.get("messages") or []
        understood = [
            each for message in messages for each in message.get("documents") or [] if each.get("payload")
        ]
        return bool(understood) and not any(message.get("problem") for message in messages)

    def unlink(self):
        self._trial_rows().unlink()
        return super().unlink()


def _decoded(content_base64):
    """Returns the decoded bytes, or None if the text is not valid Base64."""
    try:
        return base64.b64decode(content_base64 or "", validate=True)
    except (binascii.Error, ValueError, TypeError):
        return None
