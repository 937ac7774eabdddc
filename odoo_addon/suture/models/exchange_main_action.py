from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .exchange.actions import REPEATABLE_STATES

# The actions for a reason that this version does not know. Nothing indicates that a retry would help.
FOR_UNKNOWN_REASONS = ("decide",)
# What each action calls on the exchange.
METHODS = {
    "approve": "action_approve",
    "decide": "action_ask_accept",
    "choose": "action_choose_first",
    "preview": "action_preview",
    "retry": "action_try_again",
    "reject": "action_reject",
    "open": "action_open_document",
    "dismiss": "action_ask_dismiss",
}


class Exchange(models.Model):
    """The action that resolves an exception. The catalogue lists the actions that help for each reason; the
    first one that is possible is highlighted on the form and offered in the list.
    """

    _inherit = "suture.exchange"

    main_action = fields.Char(compute="_compute_main_action", help="The action that resolves this exception.")

    @api.depends("state", "reason_code", "findings", "unknown_ids", "approval_id", "res_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_main_action(self):
        helpful = self.env["suture.catalogue.entry"]._helpful_actions()
        operator = self.env.user.has_group("suture.group_operator")
        for exchange in self:
            actions = helpful.get(exchange.reason_code, FOR_UNKNOWN_REASONS)
            possible = (each for each in actions if operator and exchange._can_take(each))
            exchange.main_action = next(possible, False)

    def _can_take(self, action):
        """Reports whether the user can take a main action on this exchange in its current state."""
        if action == "approve":
            return self.can_approve
        if self.state not in ("attention", "waiting"):
            return False
        return {
            "decide": lambda: self.can_accept or self.can_decide,
            "choose": lambda: bool(self._unmapped()),
            "reject": lambda: self.can_reject,
            "open": lambda: bool(self.document_name),
        }.get(action, lambda: action in METHODS)()

    def _unmapped(self):
        """Returns the first unknown identifier that no crosswalk entry maps yet, or an empty recordset."""
        if self.state not in REPEATABLE_STATES:
            return self.unknown_ids.browse()
        return self.unknown_ids.filtered(lambda row: not row._entry())[:1]

    def action_preview_and_open(self):
        """Requests a preview and opens the form, which shows it."""
        self.action_preview()
        return self._form_action()

    def action_choose_first(self):
        """Opens the wizard that maps the first unknown identifier."""
        self.ensure_one()
        unmapped = self._unmapped()
        if not unmapped:
            raise UserError(_("%s has no unknown values.", self.display_name))
        return unmapped.action_map()


class CatalogueEntry(models.Model):
    _inherit = "suture.catalogue.entry"

    @api.model
    def _helpful_actions(self):
        """Returns the actions that help for each reason, the best first: `{reason code: [action]}`."""
        return {each.code: each._fact("actions") or [] for each in self._of("reason")}
