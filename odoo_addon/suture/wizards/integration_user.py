from odoo import Command, _, api, fields, models
from odoo.addons.base.models.res_users import check_identity
from odoo.exceptions import UserError, ValidationError

from ..models.gateway_key import GATEWAY_GROUP, LONGEST_DAYS

KEY_FILE = "/run/secrets/odoo-api-key"


class IntegrationUser(models.TransientModel):
    """Creates an integration user for the sidecar with an API key, or another key for an existing one."""

    _name = "suture.integration.user"
    _description = "Integration User and Key"

    user_id = fields.Many2one(
        "res.users",
        "Integration User",
        domain=lambda self: [("all_group_ids", "in", self.env.ref(GATEWAY_GROUP).ids)],
        default=lambda self: self.env["suture.gateway.key"]._integration_users()[:1],
        help="If empty, a new user is created.",
    )
    name = fields.Char(default="Suture sidecar")
    login = fields.Char(default="suture_sidecar")
    company_ids = fields.Many2many(
        "res.company", string="Companies", default=lambda self: self._default_companies()
    )
    days = fields.Integer("Valid for (days)", default=LONGEST_DAYS, required=True)
    other_rights = fields.Char("Other Access Rights", compute="_compute_other_rights")

    @api.model
    def _default_companies(self):
        user = self.env["suture.gateway.key"]._integration_users()[:1]
        return user.company_ids & self.env.user.company_ids or self.env.user.company_ids

    @api.depends("user_id")
    def _compute_other_rights(self):
        for wizard in self:
            wizard.other_rights = ", ".join(wizard._rights_too_many().mapped("full_name"))

    def _rights_too_many(self):
        """Returns the groups of the chosen user that the gateway does not need."""
        wanted = self.env.ref("base.group_user") | self.env.ref(GATEWAY_GROUP)
        return self.user_id.sudo().group_ids - wanted.sudo().all_implied_ids

    @api.constrains("days")
    def _check_days(self):
        for wizard in self:
            if not 1 <= wizard.days <= LONGEST_DAYS:
                raise ValidationError(_("Enter a validity of 1 to %s days.", LONGEST_DAYS))

    @check_identity
    def action_make(self):
        """Creates a key, and the user if no existing one was chosen. Shows the key, which cannot be shown
        again.
        """
        return self._make()

    def _make(self):
        self.ensure_one()
        keys = self.env["suture.gateway.key"]
        keys._check_may_make()
        if not self.company_ids:
            raise UserError(_("Choose the companies whose connections the sidecar serves."))
        if self.company_ids - self.env.user.company_ids:
            raise UserError(_("Choose from the companies that you have access to."))
        user = self._use() if self.user_id else self._new()
        had_one = bool(keys._current())
        text, key = keys._make(user, self.days)
        return {
            "type": "ir.actions.client",
            "tag": "suture_key_ready",
            "name": _("The key is ready"),
            "target": "new",
            "params": self._shown(text, key, had_one),
        }

    def _use(self):
        """Assigns the chosen companies to the existing user, and returns the user. Companies that the
        administrator cannot see are not removed. Raises UserError if the user is not an integration user or
        is also an administrator.
        """
        user = self.user_id.sudo()
        if not user.active or not user.has_group(GATEWAY_GROUP):
            raise UserError(_("%s is not an integration user.", user.name))
        if user.has_group("base.group_system") or user.has_group("suture.group_manager"):
            raise UserError(
                _(
                    "%s is an administrator of Odoo or of the integration. A key for this user would "
                    "give access to more than the gateway. Choose another user, or leave the field "
                    "empty to create one.",
                    user.name,
                )
            )
        kept = user.company_ids - self.env.user.company_ids
        companies = kept | self.company_ids
        main = user.company_id if user.company_id in companies else self.company_ids[0]
        user.write({"company_ids": [Command.set(companies.ids)], "company_id": main.id})
        return user

    def _new(self):
        login = (self.login or "").strip()
        if not login:
            raise UserError(_("Enter a login for the new user."))
        Users = self.env["res.users"].sudo().with_context(no_reset_password=True, active_test=False)
        if Users.search_count([("login", "=", login)], limit=1):
            raise UserError(_("A user with the login %s already exists. Choose another login.", login))
        groups = self.env.ref("base.group_user") | self.env.ref(GATEWAY_GROUP)
        return Users.create(
            {
                "name": (self.name or "").strip() or login,
                "login": login,
                "group_ids": [Command.set(groups.ids)],
                "company_ids": [Command.set(self.company_ids.ids)],
                "company_id": self.company_ids[0].id,
            }
        ).with_context(active_test=True)

    def _shown(self, text, key, had_one):
        """Returns the content of the dialog, the only place where the text of the key is shown.

        :param had_one: whether the user already had a key
        """
        address = self.env["ir.config_parameter"].sudo().get_param("web.base.url")
        lines = (
            f"SUTURE_ODOO_URL={address}",
            f"SUTURE_ODOO_DATABASE={self.env.cr.dbname}",
            f"SUTURE_ODOO_API_KEY_FILE={KEY_FILE}",
        )
        return {
            "key": text,
            "file": KEY_FILE,
            "environment": "\n".join(lines),
            "user": key.user_id.name,
            "days": self.days,
            "rotated": had_one,
        }
