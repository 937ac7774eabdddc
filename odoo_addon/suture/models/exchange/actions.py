from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

REPEATABLE_STATES = ("attention", "waiting", "held")
# What is being sent need not wait for the time of its next attempt.
HASTENED_STATES = (*REPEATABLE_STATES, "processing")
DISMISSIBLE_STATES = (*HASTENED_STATES, "staged", "queued")


class Exchange(models.Model):
    """What an operator may decide about exchanges. The sidecar carries it out: it takes the command from the
    outbox.
    """

    _inherit = "suture.exchange"

    def action_try_again(self):
        """Asks the sidecar to try these exchanges again, and puts them back in the queue."""
        self._require_operator()
        self._require_state(HASTENED_STATES, _("retried"))
        self.sudo()._command("replay", {"by": self.env.user.name})
        self.sudo().write({"state": "queued", "next_attempt_at": False})
        return True

    def action_preview(self):
        """Asks the sidecar what trying this exchange again would change. The answer is told over the bus."""
        self.ensure_one()
        self._require_operator()
        self._require_state(REPEATABLE_STATES, _("previewed"))
        self.sudo()._command("preview", {"by": self.env.user.name})
        self.sudo().write({"preview": False, "preview_at": False, "preview_user_id": self.env.uid})
        return True

    def action_let_pass(self):
        """Lets held exchanges go ahead of the earlier ones that they wait behind."""
        self._require_operator()
        self._require_state(("held",), _("let pass"))
        self.sudo()._command("pass", {"by": self.env.user.name})
        self.sudo().write({"state": "queued", "next_attempt_at": False})
        return True

    def correct_document(self, document, reason):
        """Has the exchange tried again from a corrected document; what arrived stays as it is.

        :param document: the whole canonical document, as in `payload`
        :param reason: why, for whoever looks at it later
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

    def _show_preview(self, preview):
        """Keeps the answer to a preview, and tells the person who asked for it that it is there."""
        for exchange in self.sudo():
            exchange.write({"preview_data": preview, "preview_at": fields.Datetime.now()})
            exchange.preview_user_id._bus_send("suture.exchange/preview", {"id": exchange.id})

    def action_ask_dismiss(self):
        """Opens the window that asks why these exchanges are dropped."""
        self._require_operator()
        self._require_state(DISMISSIBLE_STATES, _("dismissed"))
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.exchange_dismiss_action")
        action["context"] = {"default_exchange_ids": self.ids}
        return action

    def _dismiss(self, reason):
        """Drops the exchanges for the reason given, which stays in their chatter."""
        self._require_operator()
        self._require_state(DISMISSIBLE_STATES, _("dismissed"))
        self.sudo()._command("dismiss", {"reason": reason, "by": self.env.user.name})
        self.sudo().write({"state": "dismissed", "done_at": fields.Datetime.now(), "next_attempt_at": False})
        for exchange in self:
            exchange.message_post(body=_("Dismissed: %s", reason))

    def _command(self, event, arguments):
        """Outbox rows that tell the sidecar what was decided; one row an exchange and decision."""
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
