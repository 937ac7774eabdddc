from odoo import SUPERUSER_ID, api, fields, models

from ..terms import words
from .dry_run import is_dry_run

# Who decides if Suture closes, retries or releases an exchange by itself.
SYSTEM = "Suture"


class Exchange(models.Model):
    """Closes exceptions whose matter is settled by a later document or by a change that a person made in
    Odoo.

    Modules find such exceptions, and say for which reasons they may be closed. An exception with any other
    reason or finding stays open.
    """

    _inherit = "suture.exchange"

    kept_open = fields.Boolean(
        readonly=True,
        copy=False,
        help="A person reopened this exception after it was closed automatically. It is not closed "
        "automatically again.",
    )

    @api.model
    def _is_persons_change(self):
        """Reports whether a person, or a scheduled job of Odoo, makes the current change, and not the
        sidecar. A dry run counts as a change of the sidecar.
        """
        return not is_dry_run() and not self.env.user.has_group("suture.group_gateway")

    @api.model
    def _open_exceptions(self, domain):
        """Returns the exceptions that match a domain, as superuser and in all companies."""
        return self.sudo().search([("state", "=", "attention"), ("kept_open", "=", False), *domain])

    def _only_about(self, codes):
        """Returns the exceptions whose reason and findings all have one of these codes."""
        return self.filtered(lambda row: row._codes_of_exception() <= codes)

    def _codes_of_exception(self):
        findings = [each for each in self.findings_data or [] if isinstance(each, dict)]
        return {self.reason_code, *(each.get("code") for each in findings)}

    def _close_as(self, cause, document):
        """Dismisses exceptions because their matter is settled, and requests the same of the sidecar.

        The sidecar ignores the request if the document has meanwhile changed its state or its reason, and
        reports it again.

        :param cause: a code of `sidecar/engine/operator/closing.ts`
        :param document: the name of what settled the matter, such as the number of a bill
        """
        terms = [{"term": f"closed.{cause}", "parameters": {"document": document}}]
        english = words(self.with_context(lang="en_US").env, terms)
        for row in self.sudo():
            closing = {"cause": cause, "document": document, "reason_code": row.reason_code}
            row._command_automatically("dismiss", {"by": SYSTEM, "reason": english, "closing": closing})
        closed = {"state": "dismissed", "done_at": fields.Datetime.now(), "next_attempt_at": False}
        self.sudo().write({**closed, "note_terms": terms})

    def _closing_terms(self):
        return self.note_terms if self._was_closed_by_system() else super()._closing_terms()

    def _was_closed_by_system(self):
        terms = self.note_terms if self.state == "dismissed" else None
        first = terms[0] if isinstance(terms, list) and terms else None
        return isinstance(first, dict) and str(first.get("term") or "").startswith("closed.")

    def _command_automatically(self, event, arguments):
        """Adds a command to the outbox that nobody decided on. It is not a decision of the user whose change
        in Odoo caused it, or of the sidecar's user.
        """
        self.with_user(SUPERUSER_ID)._command(event, arguments)

    def _retry_as(self, cause, document):
        """Requests a retry of exceptions that a change in Odoo has resolved, and says why in their
        chatter.
        """
        rows = self.sudo()
        rows._command_automatically("replay", {"by": SYSTEM})
        rows.write({"state": "queued", "next_attempt_at": False})
        rows._log_automatic(cause, document)

    def _log_automatic(self, cause, document):
        terms = [{"term": f"closed.{cause}", "parameters": {"document": document}}]
        self._suture_log_batch({row.id: {"kind": "auto", "terms": terms} for row in self})

    def write(self, vals):
        reopened = vals.get("state") == "attention" and "note_terms" not in vals
        closed = self.sudo().filtered(lambda row: reopened and row._was_closed_by_system())
        result = super().write(vals)
        if closed:  # until the sidecar reports it, the note would say the opposite of the state
            closed.note_terms = False
        return result

    def action_undo_dismiss(self):
        """Reopens exceptions. Those that were closed automatically are not closed automatically again."""
        closed = self.sudo().filtered(lambda row: row._was_closed_by_system())
        closed.kept_open = True
        return super().action_undo_dismiss()
