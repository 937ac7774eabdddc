from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

REPEATABLE_STATES = ("attention", "waiting", "held")
DISMISSIBLE_STATES = ("attention", "waiting", "held", "staged", "queued")


class Exchange(models.Model):
    """What an operator may decide about exchanges. The sidecar carries it out: it takes the command from the
    outbox.
    """

    _inherit = "suture.exchange"

    def action_try_again(self):
        """Asks the sidecar to try these exchanges again, and puts them back in the queue."""
        self._require_operator()
        self._require_state(REPEATABLE_STATES, _("tried again"))
        self.sudo()._command("replay", {})
        self.sudo().write({"state": "queued", "next_attempt_at": False})
        return True

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
            raise AccessError(_("Only an integration operator can decide about exchanges."))
        self.check_access("write")

    def _require_state(self, states, done):
        refused = self.filtered(lambda exchange: exchange.state not in states)
        if refused:
            labels = dict(self._fields["state"]._description_selection(self.env))
            lines = [f"{exchange.display_name}: {labels[exchange.state]}" for exchange in refused[:10]]
            raise UserError(
                _("Not everything selected can be %(done)s:\n%(lines)s", done=done, lines="\n".join(lines))
            )
