from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ..gateway import approved, rights

# A decision in one of these states binds the next attempt to apply the document.
BINDING = ("open", "approval", "approved", "refused", "sent_back")


class Decision(models.Model):
    """A person's decision on an exception. The gateway applies the document only as far as this person could
    make its changes by hand, and only what the person has seen in the preview.

    Odoo writes the rows when a person decides; nobody else can.
    """

    _name = "suture.exchange.decision"
    _description = "Decision"
    _order = "id desc"
    _rec_name = "event"

    exchange_id = fields.Many2one(
        "suture.exchange", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", "Decided By", required=True, readonly=True, ondelete="cascade", index=True
    )
    event = fields.Char(required=True, readonly=True)
    label = fields.Char("Decision", compute="_compute_label")
    decided_at = fields.Datetime("Decided On", readonly=True, default=fields.Datetime.now)
    state = fields.Selection(
        [
            ("open", "Decided"),
            ("approval", "Needs approval"),
            ("approved", "Approved"),
            ("refused", "Refused"),
            ("sent_back", "Sent back"),
            ("applied", "Applied"),
            ("closed", "Replaced"),
        ],
        required=True,
        readonly=True,
        default="open",
    )
    approved_changes = fields.Json(
        readonly=True,
        groups="suture.group_operator",
        help="The changes that the person has seen in the preview. Empty if there was no preview.",
    )
    previewed_at = fields.Datetime(readonly=True)
    amount = fields.Monetary(
        readonly=True,
        help="The amount by which the decision changes totals in Odoo, in the company's currency.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    approver_id = fields.Many2one("res.users", "Approved By", readonly=True, ondelete="set null")
    answered_at = fields.Datetime("Approved or Sent Back On", readonly=True)
    message = fields.Text(readonly=True, help="Why it was refused or sent back.")

    _binding_index = models.Index(
        "(exchange_id) WHERE state IN ('open', 'approval', 'approved', 'refused', 'sent_back')"
    )

    @api.depends("event")
    @api.depends_context("lang")
    def _compute_label(self):
        labels = self.env["suture.outbox"]._command_labels()
        for decision in self:
            decision.label = labels.get(decision.event, decision.event)

    @api.model
    def _binding(self, message_keys):
        """Returns the decision that binds each document, for the documents that have one: `{message_key:
        decision}`.
        """
        if not message_keys:
            return {}
        self.flush_model(["exchange_id", "state"])
        self.env.cr.execute(
            """
            SELECT exchange.message_key, max(decision.id)
              FROM suture_exchange exchange
              JOIN suture_exchange_decision decision ON decision.exchange_id = exchange.id
             WHERE exchange.message_key = ANY(%s) AND decision.state = ANY(%s)
          GROUP BY exchange.message_key
            """,
            [list(message_keys), list(BINDING)],
        )
        return {key: self.browse(decision_id) for key, decision_id in self.env.cr.fetchall()}

    def _close(self, state):
        """Ends the decisions. The content that they approved is not needed any more."""
        self.write({"state": state, "approved_changes": False})

    def _refusal(self, trial):
        """Returns why the document must not be applied, as `(reason code, text)`, or None. Stores the answer.

        :param trial: a `Trial` of `gateway/deciding.py`
        """
        self.ensure_one()
        refused = self._why_not(texts_env(self), trial)
        self.amount = trial.amount
        if not refused:
            self.message = False
            return None
        code, text = refused
        if code != "APPROVAL_REQUIRED":
            return self._refuse(code, text)
        # What is approved is exactly this.
        seen = {"approved_changes": trial.changes, "previewed_at": fields.Datetime.now()}
        self.write({"state": "approval", "message": text, **seen})
        return refused

    def _refusal_of_person(self):
        """Returns why nothing that this person decided can be applied, as `(reason code, text)`, or None."""
        self.ensure_one()
        text = rights.why_not_at_all(texts_env(self), self.user_id, self.company_id)
        return self._refuse("ACCESS_MISSING", text) if text else None

    def _refuse(self, code, text):
        self.write({"state": "refused", "message": text})
        return code, text

    def _why_not(self, env, trial):
        if trial.lacks:
            return "ACCESS_MISSING", rights.told(env, self.user_id, self.company_id, trial.lacks)
        if self.previewed_at:
            others = approved.differences(self.approved_changes or [], trial.changes, self.previewed_at)
            if others:
                return "PREVIEW_OUTDATED", approved.told(env, others)
        return self._why_to_approve(env, trial)

    def _why_to_approve(self, env, trial):
        """Returns why a second person must approve the amount, or None."""
        deciding = self.approver_id if self.state == "approved" else self.user_id
        if self._is_within_limit(deciding, trial.amount):
            return None
        names = rights.named(self._approvers(trial.amount, trial.changes))
        currency = self.company_id.currency_id.with_env(env)
        text = env._(
            "The decision changes %(amount)s. The approval limit of %(person)s is %(limit)s.",
            amount=currency.format(trial.amount),
            person=deciding.name,
            limit=currency.format(deciding._suture_limit_in(self.company_id)),
        )
        could = env._("Could approve: %s.", names) if names else env._("No operator has a higher limit.")
        return "APPROVAL_REQUIRED", f"{text} {could}"

    def _approvers(self, amount, changes):
        """Returns up to five people who could approve this amount: they have the rights and the limit."""
        operators = rights.who_could(self.env, self.user_id, self.company_id, [], most=None)
        able = operators.filtered(lambda each: self._may_approve(each, amount, changes))
        return able[: rights.MOST_NAMED]

    def _may_approve(self, user, amount=None, changes=None):
        amount = self.amount if amount is None else amount
        changes = (self.approved_changes or []) if changes is None else changes
        return (
            user != self.user_id
            and self.company_id in user.sudo().company_ids
            and self._is_within_limit(user, amount)
            and not rights.lacks_of_changes(self.env, user, self.company_id, changes)
        )

    def _is_within_limit(self, user, amount):
        limit = user._suture_limit_in(self.company_id)
        return limit is None or self.company_id.currency_id.compare_amounts(amount, limit) <= 0

    def _check_approver(self, user):
        """Raises AccessError if the user may not approve the amount of the decision."""
        if user == self.user_id:
            raise AccessError(_("Someone else must approve your own decision."))
        if not self._is_within_limit(user, self.amount):
            names = rights.named(self._approvers(self.amount, self.approved_changes or []))
            raise AccessError(
                _(
                    "The amount of %(amount)s is above your approval limit. Could approve: %(names)s.",
                    amount=self.company_id.currency_id.format(self.amount),
                    names=names or "–",
                )
            )


def texts_env(decision):
    """Returns the environment for texts about the decision, which people of the company read."""
    lang = decision.company_id.sudo().partner_id.lang or "en_US"
    return decision.with_context(lang=lang).env
