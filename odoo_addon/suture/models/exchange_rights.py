import hashlib
import json

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..gateway import approved, rights
from .decision import BINDING

# Commands that show something and decide nothing.
NO_DECISION = ("preview", "file")
# Commands that end the exception, so that it applies nothing itself.
ENDS = ("dismiss", "accept_number")
# States in which a retry only makes Suture do earlier what it would do anyway.
AUTOMATIC_STATES = ("waiting", "held", "processing", "queued")


class ExchangePreview(models.Model):
    _inherit = "suture.exchange.preview"

    decision = fields.Char(
        readonly=True, help="Identifies the decision that the preview shows: a digest of its arguments."
    )


class Exchange(models.Model):
    """Stores who decided on an exception, and what the preview had shown. The gateway checks both when it
    applies the document.
    """

    _inherit = "suture.exchange"

    decision_ids = fields.One2many("suture.exchange.decision", "exchange_id", "Decisions", readonly=True)
    approval_id = fields.Many2one(
        "suture.exchange.decision", "Decision to Approve", compute="_compute_approval_id", compute_sudo=True
    )
    approval_user_id = fields.Many2one(related="approval_id.user_id", string="Decided By")
    approval_amount = fields.Monetary(
        related="approval_id.amount", currency_field="approval_currency_id", string="Amount to Approve"
    )
    approval_currency_id = fields.Many2one(related="approval_id.currency_id", string="Approval Currency")
    approval_changes = fields.Text(
        "Changes to Approve", compute="_compute_approval_changes", groups="suture.group_operator"
    )
    can_approve = fields.Boolean(compute="_compute_can_approve")

    @api.depends("state", "decision_ids.state")
    def _compute_approval_id(self):
        for exchange in self:
            waiting = exchange.decision_ids.filtered(lambda each: each.state == "approval")[:1]
            exchange.approval_id = waiting if exchange.state == "staged" else False

    @api.depends("approval_id")
    def _compute_approval_changes(self):
        for exchange in self:
            changes = exchange.sudo().approval_id.approved_changes or []
            exchange.approval_changes = approved.in_lines(self.env, changes) if changes else False

    @api.depends("approval_id")
    @api.depends_context("uid")
    def _compute_can_approve(self):
        me = self.env.user
        for exchange in self:
            decision = exchange.sudo().approval_id
            exchange.can_approve = bool(
                decision
                and decision.user_id != me
                and me.has_group("suture.group_operator")
                and decision._may_approve(me)
            )

    def _suture_decided_amounts(self):
        """Returns the field with the amount that a decision changes, for each model that has one: `{model:
        field}`. Modules extend it.
        """
        return self._suture_record_totals()

    def _suture_decided_lines(self):
        """Returns the lines of the records whose amounts count one by one: `{model: (field with the lines,
        field of a line with its amount)}`. Modules extend it.
        """
        return {}

    def _command(self, event, arguments):
        """Adds a command to the outbox. Any command that decides something is stored with the person."""
        if event == "preview":
            for exchange in self:
                exchange._own_preview().decision = _digest(arguments)
        elif event not in NO_DECISION:
            self._decide(event, arguments)
        return super()._command(event, arguments)

    def _decide(self, event, arguments):
        """Stores the decision of the current user on each exchange. Raises AccessError if the preview shows a
        change that the user may not make.
        """
        Decision = self.env["suture.exchange.decision"].sudo()
        for exchange in self:
            if event == "replay" and exchange.state in AUTOMATIC_STATES:
                continue
            if self.env.user._is_superuser():
                # Nobody decided. What somebody decided before stays in effect, unless the processing ends.
                if event in ENDS:
                    exchange._close_decisions()
                continue
            shown = exchange._preview_of(event, arguments)
            if shown is not None:
                exchange._check_rights(shown)
            exchange._close_decisions()
            Decision.create(
                {
                    "exchange_id": exchange.id,
                    "company_id": (exchange.company_id or self.env.company).id,
                    "user_id": self.env.uid,
                    "event": event,
                    "state": "closed" if event in ENDS else "open",
                    "approved_changes": shown,
                    "previewed_at": exchange._own_preview().shown_at if shown is not None else False,
                }
            )

    def _close_decisions(self):
        self._binding_decisions()._close("closed")

    def _binding_decisions(self):
        return self.sudo().decision_ids.filtered(lambda each: each.state in BINDING)

    def _preview_of(self, event, arguments):
        """Returns the changes that the current user has seen in the preview of this decision, or None if
        there is no such preview.
        """
        own = self._own_preview()
        preview = own.data
        if event in ENDS or not isinstance(preview, dict):
            return None
        if preview.get("outcome") != "would-apply" or own.decision != _digest(arguments):
            return None
        return [each for each in preview.get("changes") or [] if isinstance(each, dict)]

    def _check_rights(self, changes):
        """Raises AccessError if the current user may not make these changes. Rights that depend on a new
        record are checked when it is applied.
        """
        user, company = self.env.user, self.company_id or self.env.company
        if why := rights.why_not_at_all(self.env, user, company):
            raise AccessError(why)
        if lacks := rights.lacks_of_changes(self.env, user, company, changes):
            raise AccessError(rights.told(self.env, user, company, lacks))

    def action_approve(self):
        """Approves the decision of someone else, so that it is applied."""
        self._require_operator()
        for exchange in self:
            decision = exchange.sudo().approval_id
            if not decision:
                raise UserError(_("%s has no decision to approve.", exchange.display_name))
            decision._check_approver(self.env.user)
            exchange._check_rights(decision.approved_changes or [])
            answer = {"state": "approved", "approver_id": self.env.uid, "answered_at": fields.Datetime.now()}
            decision.write(answer)
            people = {"person": decision.user_id.name, "approver": self.env.user.name}
            by = _("%(person)s, approved by %(approver)s", **people)
            super(Exchange, exchange.sudo())._command("replay", {"by": by})
            exchange.sudo().write({"state": "queued", "next_attempt_at": False})
            exchange.message_post(body=_("Approved: the decision of %s.", decision.user_id.name))
        return True

    def action_ask_send_back(self):
        """Opens the wizard that asks why the decision is sent back."""
        self._require_operator()
        self._require_state(("staged",), _("sent back"))
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.exchange_send_back_action")
        action["context"] = {"default_exchange_ids": self.ids}
        return action

    def _send_back(self, reason):
        """Sends a decision back to the person who made it. The exchange needs attention again."""
        self._require_operator()
        self._require_state(("staged",), _("sent back"))
        for exchange in self:
            decision = exchange.sudo().approval_id
            text = _("Sent back by %(person)s: %(reason)s", person=self.env.user.name, reason=reason)
            decision.write({"state": "sent_back", "answered_at": fields.Datetime.now(), "message": text})
            owner = {"user_id": decision.user_id.id} if decision else {}
            exchange.sudo().write({"state": "attention", "reason": text, **owner})
            exchange.message_post(body=text)

    def write(self, vals):
        # The sidecar reports an exception; in Odoo it waits for the approval of a decision.
        if vals.get("state") == "attention" and vals.get("reason_code") == "APPROVAL_REQUIRED":
            staged = self.filtered(lambda row: "approval" in row.sudo().decision_ids.mapped("state"))
            if staged:
                super(Exchange, staged).write({**vals, "state": "staged"})
                rest = self - staged
                return super(Exchange, rest).write(vals) if rest else True
        result = super().write(vals)
        if vals.get("state") == "done":
            # The gateway closes the decision on a document that it applies. Nothing is applied for these.
            outbound = self.filtered(lambda row: row.direction == "outbound")
            outbound._binding_decisions()._close("applied")
        return result


def _digest(arguments):
    """Returns a digest of what a decision is about: its arguments without the person and the reason."""
    about = {name: value for name, value in arguments.items() if name not in ("by", "reason")}
    return hashlib.sha256(json.dumps(about, sort_keys=True, default=str).encode()).hexdigest()
