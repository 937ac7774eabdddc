from odoo import api, fields, models
from odoo.fields import Domain

LIMITS = ("suture_flow_ids", "suture_connection_ids", "suture_company_ids")


class ResUsers(models.Model):
    """Limits what an operator sees and decides on: flows, connections, companies and an amount."""

    _inherit = "res.users"

    suture_flow_ids = fields.Many2many(
        "suture.flow",
        "suture_user_flow_rel",
        string="Only These Flows",
        groups="base.group_erp_manager",
        help="The exchanges that the user can see and decide on. Empty: those of all flows.",
    )
    suture_connection_ids = fields.Many2many(
        "suture.connection",
        "suture_user_connection_rel",
        string="Only These Connections",
        groups="base.group_erp_manager",
        help="The exchanges and crosswalk entries that the user can see. Empty: those of all connections.",
    )
    suture_company_ids = fields.Many2many(
        "res.company",
        "suture_user_company_rel",
        string="Only These Companies",
        groups="base.group_erp_manager",
        help="The exchanges that the user can see. Empty: those of all companies of the user.",
    )
    suture_approval_limit = fields.Float(
        "Approval Limit",
        digits=(16, 2),
        groups="base.group_erp_manager",
        help="The highest amount that the user can decide on alone, in the currency of the company. 0: the "
        "limit of the user's group, which the settings contain.",
    )

    _suture_limit_positive = models.Constraint(
        "CHECK(suture_approval_limit >= 0)", "An approval limit cannot be negative."
    )

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & set(LIMITS):
            self.env.registry.clear_cache()  # the record rules are computed from them
        return result

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        if any(vals.keys() & set(LIMITS) for vals in vals_list):
            self.env.registry.clear_cache()
        return users

    def _suture_limit_in(self, company):
        """Returns the highest amount that the user can decide on alone, in the company's currency, or None if
        there is no limit.
        """
        self.ensure_one()
        user = self.sudo()
        is_manager = user.has_group("suture.group_manager")
        company = company.sudo()
        of_group = company.suture_manager_limit if is_manager else company.suture_operator_limit
        return user.suture_approval_limit or of_group or None

    def _suture_hidden_flows(self):
        """Returns the flows whose exchanges the user does not see, because they are about records of an app
        that the user has no access to.
        """
        self.ensure_one()
        if self._is_superuser() or self.has_groups("suture.group_manager,suture.group_gateway"):
            return self.env["suture.flow"].sudo()
        flows = self.env["suture.flow"].sudo().with_context(active_test=False).search([])
        me = self.with_user(self.id).env
        readable = {}

        def is_hidden(flow):
            model = flow._suture_needed_model()
            if model and model not in readable:
                readable[model] = model not in me or me[model].has_access("read")
            return bool(model) and not readable[model]

        return flows.filtered(is_hidden)

    def _suture_limits(self, path=""):
        """Returns the domain of the exchanges that the user can see, apart from the rule on companies.

        :param path: the field that leads to the exchange, with a dot, for the records that belong to one
        """
        user, domain = self.sudo(), Domain.TRUE
        if user.has_group("suture.group_gateway"):
            return domain
        for name, allowed in (
            ("flow_id", user.suture_flow_ids),
            ("connection_id", user.suture_connection_ids),
            ("company_id", user.suture_company_ids),
        ):
            if allowed:
                domain &= Domain(f"{path}{name}", "in", allowed.ids)
        hidden = self._suture_hidden_flows()
        if not hidden:
            return domain
        # A document that could not be read may belong to any flow of its connection.
        has_flow = Domain(f"{path}flow_id", "!=", False)
        of_others = Domain(f"{path}connection_id.flow_ids", "in", hidden.ids)
        return domain & Domain(f"{path}flow_id", "not in", hidden.ids) & (has_flow | ~of_others)

    def _suture_connection_limits(self):
        """Returns the domain of the records that belong to a connection and that the user can see."""
        allowed, hidden = self.sudo().suture_connection_ids, self._suture_hidden_flows()
        domain = Domain("connection_id", "in", allowed.ids) if allowed else Domain.TRUE
        if not hidden:
            return domain
        # The entries of a connection on which the user sees no document decide about nothing of the user's.
        seen = Domain("connection_id.flow_ids", "any", [("id", "not in", hidden.ids)])
        return domain & (seen | Domain("connection_id.flow_ids", "=", False))
