from odoo import _, api, fields, models

from .exchange.queue import EXCEPTION_STATES

MOST_NAMED = 3


class Exchange(models.Model):
    """Whom to ask about an exception that the user can see but not decide on."""

    _inherit = "suture.exchange"

    whom_to_ask = fields.Char(compute="_compute_whom_to_ask", help="For users who cannot decide themselves.")

    @api.depends("state", "user_id")
    @api.depends_context("uid", "lang")
    def _compute_whom_to_ask(self):
        for exchange in self:
            exchange.whom_to_ask = exchange.state in EXCEPTION_STATES and exchange._whom_to_ask()

    def _whom_to_ask(self):
        """Returns a sentence that names the owner or, without one, some operators of the company. Returns an
        empty text if the user is an operator.
        """
        self.ensure_one()
        if self.env.user.has_group("suture.group_operator"):
            return ""
        exchange = self.sudo()
        people = exchange.user_id or exchange._operators()
        if not people:
            return _("You cannot decide on this. Ask an administrator for the group Integration / Operator.")
        names = ", ".join(people.mapped("name"))
        return _("You cannot decide on this. Ask %s.", names)

    def _operators(self):
        """Returns some internal users who can decide on exceptions of the company of this one."""
        operators = self.env.ref("suture.group_operator").all_user_ids
        company = self.company_id
        return operators.filtered(
            lambda user: (
                user.active
                and not user.share
                and user.id != 1
                and (not company or company in user.company_ids)
            )
        )[:MOST_NAMED]
