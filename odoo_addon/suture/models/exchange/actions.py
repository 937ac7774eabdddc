from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

REPEATABLE_STATES = ("attention", "waiting", "held")
# States in which users can request a retry, which takes place before the next scheduled attempt.
HASTENED_STATES = (*REPEATABLE_STATES, "processing")
DISMISSIBLE_STATES = (*HASTENED_STATES, "staged", "queued")


class Exchange(models.Model):
    """Actions for operators. Each action adds a command to the outbox, which the sidecar executes."""

    _inherit = "suture.exchange"

    def action_try_again(self):
        """Requests a retry of these exchanges and sets their state to queued. For several exchanges, opens a
        window that reports the result of each.
        """
        if len(self) > 1:
            return self._retry_and_report()
        self._require_operator()
        self._require_state(HASTENED_STATES, _("retried"))
        self.sudo()._command("replay", {"by": self.env.user.name})
        self.sudo().write({"state": "queued", "next_attempt_at": False})
        return True

    def action_preview(self):
        """Requests a preview of a retry of this exchange. The result is announced on the bus."""
        self.ensure_one()
        self._require_operator()
        self._require_state(REPEATABLE_STATES, _("previewed"))
        self._ask_preview("document")
        self.sudo()._command("preview", {"by": self.env.user.name})
        return True

    def action_let_pass(self):
        """Releases held exchanges, so that they no longer wait for an earlier document."""
        self._require_operator()
        self._require_state(("held",), _("released"))
        self.sudo()._command("pass", {"by": self.env.user.name})
        self.sudo().write({"state": "queued", "next_attempt_at": False})
        return True

    def correct_document(self, document, reason):
        """Requests a retry with a corrected document. The received message does not change.

        :param document: the whole canonical document, as in `payload`
        :param reason: the reason, which is logged in the chatter
        """
        self.ensure_one()
        self._require_operator()
        self._require_state(REPEATABLE_STATES, _("corrected"))
        if not isinstance(document, dict) or not (reason or "").strip():
            raise UserError(_("Enter the corrected document and the reason for the correction."))
        by = self.env.user.name
        self.sudo()._command("correct", {"document": document, "reason": reason.strip(), "by": by})
        self.sudo().write({"state": "queued", "next_attempt_at": False})
        self.message_post(body=_("Corrected: %s", reason.strip()))
        return True

    def action_ask_dismiss(self):
        """Opens the wizard that asks for the reason for dismissing these exchanges."""
        self._require_operator()
        self._require_state(DISMISSIBLE_STATES, _("dismissed"))
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.exchange_dismiss_action")
        action["context"] = {"default_exchange_ids": self.ids}
        return action

    def _dismiss(self, reason):
        """Dismisses the exchanges and logs the reason in their chatter."""
        self._require_operator()
        self._require_state(DISMISSIBLE_STATES, _("dismissed"))
        self.sudo()._command("dismiss", {"reason": reason, "by": self.env.user.name})
        self.sudo().write({"state": "dismissed", "done_at": fields.Datetime.now(), "next_attempt_at": False})
        for exchange in self:
            exchange.message_post(body=_("Dismissed: %s", reason))

    def _command(self, event, arguments):
        """Adds a command to the outbox for each exchange."""
        Outbox = self.env["suture.outbox"]
        for exchange in self:
            Outbox._enqueue(
                kind="command",
                event=event,
                connection=exchange.connection_id,
                company=exchange.company_id or self.env.company,
                record=exchange,
                number=exchange.document_number or exchange.name,
                message_key=exchange.message_key,
                arguments=arguments,
                trace_id=exchange.trace_id,
            )

    def _require_operator(self):
        if not self.env.user.has_group("suture.group_operator"):
            raise AccessError(_("Only an integration operator can decide on exchanges."))
        self.check_access("write")

    def _require_state(self, states, done):
        refused = self.filtered(lambda exchange: exchange.state not in states)
        if refused:
            labels = dict(self._fields["state"]._description_selection(self.env))
            lines = [f"{exchange.display_name}: {labels[exchange.state]}" for exchange in refused[:10]]
            raise UserError(
                _("Not all selected exchanges can be %(done)s:\n%(lines)s", done=done, lines="\n".join(lines))
            )
