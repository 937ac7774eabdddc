from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .actions import REPEATABLE_STATES
from .queue import EXCEPTION_STATES

# The keys that identify an accepted finding: see docs/gateway.md.
ACCEPTED_BY = ("code", "line", "field", "ours", "theirs", "decision", "record")


class Exchange(models.Model):
    """Decisions other than a retry: to accept findings, to send a rejection to the partner, to postpone, and
    to undo a postponement or a dismissal.
    """

    _inherit = "suture.exchange"

    can_accept = fields.Boolean(compute="_compute_can_decide")
    can_reject = fields.Boolean(compute="_compute_can_decide")
    wait_until = fields.Datetime(
        "Postponed Until",
        readonly=True,
        help=("When a postponed exchange returns to the queue. It does not count as late before then."),
    )
    rejected_at = fields.Datetime("Rejected", readonly=True, help="When the partner was notified by email.")

    @api.depends("findings", "state", "direction", "connection_id", "flow_id")
    def _compute_can_decide(self):
        for exchange in self:
            exchange.can_accept = bool(exchange.state in REPEATABLE_STATES and exchange._acceptable())
            exchange.can_reject = bool(
                exchange.state in EXCEPTION_STATES
                and exchange.direction == "inbound"
                and exchange.partner_id
                and not exchange._is_clinical()
            )

    def _acceptable(self):
        """Returns the findings that the sidecar has marked as acceptable by a person."""
        findings = [each for each in self.findings or [] if isinstance(each, dict)]
        return [each for each in findings if each.get("acceptable") is True]

    def action_ask_accept(self):
        """Opens the wizard that asks what to do about each finding, and requests a preview for it."""
        self.ensure_one()
        self._require_operator()
        self._require_state(REPEATABLE_STATES, _("accepted"))
        window = self.env["suture.exchange.accept"].create({"exchange_id": self.id})
        if window.findings:
            window.action_preview()
        return {
            "type": "ir.actions.act_window",
            "name": _("Accept"),
            "res_model": window._name,
            "res_id": window.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _accept(self, findings, reason):
        """Requests a retry with these findings accepted, and logs them in the chatter."""
        self.ensure_one()
        self._require_operator()
        self._require_state(REPEATABLE_STATES, _("accepted"))
        if not findings:
            raise UserError(_("%s has no findings that can be accepted.", self.display_name))
        arguments = {"findings": told_findings(findings), "reason": reason or "", "by": self.env.user.name}
        self.sudo()._command("accept", arguments)
        self.sudo().write({"state": "queued", "next_attempt_at": False})
        words = "; ".join(self._decision_in_words(each) for each in findings)
        self.message_post(body=_("Accepted: %s", f"{words} {reason or ''}".strip()))

    def _preview_with(self, arguments):
        """Requests a preview of a decision that has not been made yet.

        :param arguments: the corrected `document`, or the `findings` to accept
        """
        self.ensure_one()
        self._require_operator()
        self._require_state(REPEATABLE_STATES, _("previewed"))
        self._ask_preview("correction" if "document" in arguments else "acceptance")
        self.sudo()._command("preview", {"by": self.env.user.name, **arguments})

    def _preview_accepted(self, findings):
        self._preview_with({"findings": told_findings(findings)})

    def action_reject(self):
        """Opens an email to the partner that describes the problem. Sending the email dismisses the
        exchange.
        """
        self.ensure_one()
        self._require_operator()
        if not self.can_reject:
            raise UserError(_("No rejection can be sent for %s.", self.display_name))
        template = self.env.ref("suture.exchange_reject_mail_template", raise_if_not_found=False)
        return {
            "type": "ir.actions.act_window",
            "name": _("Send Rejection"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": template.id if template else False,
                "default_composition_mode": "comment",
                "suture_rejects": self.id,
            },
        }

    def message_post(self, **kwargs):
        rejects = self.env.context.get("suture_rejects") == self.id
        rejects = rejects and kwargs.get("message_type") == "comment"
        if rejects and not self.env["res.partner"].browse(kwargs.get("partner_ids") or []).filtered("email"):
            raise UserError(_("Nothing was sent. Choose a recipient who has an email address."))
        message = super().message_post(**kwargs)
        if rejects:
            exchange = self.with_context(suture_rejects=False)
            exchange._dismiss(_("Rejection sent to the partner: %s", kwargs.get("subject") or ""))
            exchange.sudo().rejected_at = fields.Datetime.now()
        return message

    def action_ask_wait(self):
        """Opens the wizard that asks until when to postpone these exchanges."""
        self._require_operator()
        self._require_state(EXCEPTION_STATES, _("postponed"))
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.exchange_wait_action")
        action["context"] = {"default_exchange_ids": self.ids}
        return action

    def _wait(self, until, reason):
        """Postpones the exchanges until a time, before which they do not count as late, and logs it in the
        chatter.
        """
        self._require_operator()
        self._require_state(EXCEPTION_STATES, _("postponed"))
        if until <= fields.Datetime.now():
            raise UserError(_("Choose a time in the future."))
        self.sudo().write({"wait_until": until})
        for exchange in self:
            note = {"kind": "postponed", "until": fields.Datetime.to_string(until), "reason": reason or ""}
            message = exchange.message_post(body=self.env["mail.message"]._postponed_note(note))
            message.sudo().suture_note = note

    def action_undo_wait(self):
        """Returns postponed exchanges to the work queue now."""
        self._require_operator()
        self.sudo().write({"wait_until": False})
        for exchange in self:
            exchange.message_post(body=_("Returned to the queue."))
        return True

    def action_undo_dismiss(self):
        """Requests that a dismissal is undone, and sets the state to attention. If the sidecar refuses, the
        exchange is dismissed again.
        """
        self._require_operator()
        self._require_state(("dismissed",), _("undone"))
        sent = self.filtered("rejected_at")
        if sent:
            raise UserError(
                _("The partner has already been notified: %s", ", ".join(sent.mapped("display_name")))
            )
        self.sudo()._command("reopen", {"by": self.env.user.name})
        self.sudo().write({"state": "attention", "done_at": False})
        for exchange in self:
            exchange.message_post(body=_("The dismissal was undone."))
        return True

    @api.depends("wait_until")
    def _compute_late(self):
        return super()._compute_late()

    def _deadline(self):
        due = super()._deadline()
        return max(due, self.wait_until) if due and self.wait_until else due

    def _search_late(self, operator, value):
        found = super()._search_late(operator, value)
        if found is NotImplemented:
            return found
        put_off = Domain("wait_until", ">=", fields.Datetime.now())
        parts = [found & self._not_put_off()] if True in value else []
        return Domain.OR([*parts, found, put_off] if False in value else parts)

    def write(self, vals):
        # A decided or resolved exchange is no longer postponed.
        if vals.get("state", "attention") not in EXCEPTION_STATES:
            vals = {**vals, "wait_until": False}
        return super().write(vals)


def told_findings(findings):
    return [{name: each[name] for name in ACCEPTED_BY if each.get(name) is not None} for each in findings]
