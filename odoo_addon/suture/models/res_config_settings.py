from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..sidecar.address import PARAMETER, address_problem, normal
from .retention import AGES, SHORTEST

LONGEST = 36500


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    suture_sidecar_url = fields.Char(
        "Sidecar Address",
        config_parameter=PARAMETER,
        help="The address at which Odoo reaches the sidecar, such as https://suture.example.org:8080.",
    )
    suture_time_zone = fields.Selection(
        related="company_id.partner_id.tz",
        readonly=False,
        string="Company Time Zone",
        help="The dates of orders, order responses and invoices are in this time zone; UTC if none is set.",
    )
    suture_company_currency_id = fields.Many2one(related="company_id.currency_id")
    suture_operator_limit = fields.Monetary(
        related="company_id.suture_operator_limit",
        readonly=False,
        currency_field="suture_company_currency_id",
    )
    suture_manager_limit = fields.Monetary(
        related="company_id.suture_manager_limit",
        readonly=False,
        currency_field="suture_company_currency_id",
    )
    suture_payload_days = fields.Integer(
        "Exchange Content (days)",
        config_parameter="suture.retention_payload_days",
        default=AGES["payload"],
    )
    suture_outbox_days = fields.Integer(
        "Outbox (days)", config_parameter="suture.retention_outbox_days", default=AGES["outbox"]
    )
    suture_key_days = fields.Integer(
        "Document Keys (days)", config_parameter="suture.retention_key_days", default=AGES["key"]
    )
    suture_exchange_days = fields.Integer(
        "Exchanges (days)", config_parameter="suture.retention_exchange_days", default=AGES["exchange"]
    )
    suture_gateway_key_id = fields.Many2one("suture.gateway.key", compute="_compute_suture_gateway_key")
    suture_key_user_id = fields.Many2one("res.users", compute="_compute_suture_gateway_key")
    suture_key_days_left = fields.Integer(compute="_compute_suture_gateway_key")
    suture_key_expires_at = fields.Datetime("Key Expires", compute="_compute_suture_gateway_key")
    suture_setup_warning = fields.Char(compute="_compute_suture_gateway_key")
    suture_tested_at = fields.Datetime("Last Tested", compute="_compute_suture_gateway_key")

    @api.depends_context("uid")
    def _compute_suture_gateway_key(self):
        key = self.env["suture.gateway.key"]._current()
        setup = self.env["suture.setup"]
        for settings in self:
            settings.suture_gateway_key_id = key
            settings.suture_key_user_id = (
                key.user_id or self.env["suture.gateway.key"]._integration_users()[:1]
            )
            settings.suture_key_days_left = key.days_left
            settings.suture_key_expires_at = key.expires_at
            settings.suture_setup_warning = setup._warning()
            settings.suture_tested_at = setup._tested_at()

    def set_values(self):
        """Saves the settings. Refuses invalid values only if they were changed here, so that the other
        settings can still be saved.
        """
        before = self.default_get(["suture_sidecar_url", *self._suture_ages()])
        self.suture_sidecar_url = normal(self.suture_sidecar_url)
        if self.suture_sidecar_url and self.suture_sidecar_url != normal(before.get("suture_sidecar_url")):
            problem = address_problem(self.env, self.suture_sidecar_url)
            if problem:
                raise ValidationError(problem)
        if any(self[name] != before.get(name) for name in self._suture_ages()):
            self._check_suture_ages()
        return super().set_values()

    @api.model
    def _suture_ages(self):
        return {f"suture_{name}_days": name for name in AGES}

    def _check_suture_ages(self):
        for field, name in self._suture_ages().items():
            if not SHORTEST[name] <= self[field] <= LONGEST:
                raise ValidationError(
                    _(
                        "%(what)s: enter a number of days from %(least)s to %(most)s.",
                        what=self._fields[field]._description_string(self.env),
                        least=SHORTEST[name],
                        most=LONGEST,
                    )
                )
        longest = max(self.suture_payload_days, self.suture_outbox_days)
        if self.suture_key_days < longest:
            raise ValidationError(
                _(
                    "Document keys must be kept for at least %s days, as long as content and outbox. "
                    "They prevent a document that arrives again from being applied twice.",
                    longest,
                )
            )

    def action_suture_test(self):
        """Opens the connection test."""
        return self.env["ir.actions.actions"]._for_xml_id("suture.sidecar_test_action")

    def action_suture_show_checklist(self):
        """Restores the setup checklist and opens it."""
        self.env["suture.setup"].restore_checklist()
        return self.env["ir.actions.actions"]._for_xml_id("suture.setup_action")

    def action_suture_users(self):
        """Opens the integration users, on whose forms access can be limited."""
        group = self.env.ref("suture.group_user")
        action = self.env["ir.actions.act_window"]._for_xml_id("base.action_res_users")
        return {**action, "domain": [("all_group_ids", "in", group.ids)], "context": {}}
