from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ..sidecar.address import address_problem, stored_address
from ..sidecar.checks import run_checks
from .gateway_key import WARN_DAYS

TESTED = "suture.sidecar_tested"
DISMISSED = "suture.setup_dismissed"
# The steps that only an Odoo administrator can open.
OF_THE_SYSTEM = ("suture.config_settings_action", "suture.integration_user_action")


class Setup(models.AbstractModel):
    """The connection test and the setup checklist, whose progress is derived from the actual
    configuration.
    """

    _name = "suture.setup"
    _description = "Integration Setup"

    @api.model
    def test_connection(self):
        """Tests the connection to the sidecar and back to Odoo. Returns `{"ok", "checks": [{"code", "title",
        "state", "text", "advice"}]}`. `ok` ignores the checks "key" and "catalogue". The only address called
        is the one in the settings.
        """
        self._check_is_administrator()
        address = stored_address(self.env)
        checks = run_checks(self.env, self.env["suture.gateway.key"]._check_of_the_test())
        ok = all(check["state"] != "failed" for check in checks if check["code"] not in ("key", "catalogue"))
        parameters = self.env["ir.config_parameter"].sudo()
        if ok:
            parameters.set_param(TESTED, f"{address} {fields.Datetime.to_string(fields.Datetime.now())}")
        elif self._tested_at():
            parameters.set_param(TESTED, False)
        return {"ok": ok, "checks": checks}

    @api.model
    def get_checklist(self):
        """Returns the setup checklist: `{"shown", "done", "of", "steps": [{"code", "title", "text", "done",
        "button", "action"}], "warning"}`. `of` is the number of steps, and `done` the number of steps that
        are done. A step's `action` is False if the user cannot carry it out.
        """
        self._check_is_administrator()
        steps = [self._step(code) for code in ("connected", "address", "user", "tested", "live", "exchanged")]
        dismissed = self.env["ir.config_parameter"].sudo().get_param(DISMISSED)
        done = sum(step["done"] for step in steps)
        return {
            "shown": not dismissed and done < len(steps),
            "done": done,
            "of": len(steps),
            "steps": steps,
            "warning": self._warning(),
        }

    @api.model
    def dismiss_checklist(self):
        self._check_is_administrator()
        self.env["ir.config_parameter"].sudo().set_param(DISMISSED, "1")
        return True

    @api.model
    def restore_checklist(self):
        """Shows a dismissed checklist again above the lists."""
        self._check_is_administrator()
        self.env["ir.config_parameter"].sudo().set_param(DISMISSED, False)
        return True

    @api.model
    def _check_is_administrator(self):
        user = self.env.user
        if not (user.has_group("suture.group_manager") or user.has_group("base.group_system")):
            raise AccessError(_("Only an integration administrator can set up the integration."))

    def _step(self, code):
        title, text, button, action = self._words(code)
        may = action not in OF_THE_SYSTEM or self.env.user.has_group("base.group_system")
        return {
            "code": code,
            "title": title,
            "text": text if may else _("%s Ask an Odoo administrator to do this.", text),
            "done": getattr(self, f"_is_{code}")(),
            "button": button,
            "action": action if may else False,
        }

    def _words(self, code):
        return {
            "connected": (
                _("Connect a vendor"),
                _("Or another partner: choose the format, the transport and the flows."),
                *(
                    (_("Open Connections"), "suture.connection_action")
                    if self._is_connected()
                    else (_("New Connection"), "suture.connection_new_action")
                ),
            ),
            "address": (
                _("Enter the sidecar's address"),
                _("Odoo notifies the sidecar immediately when there is something to send."),
                _("Open Settings"),
                "suture.config_settings_action",
            ),
            "user": (
                _("Create the integration user"),
                _("In Odoo, the sidecar has a user and a key of its own."),
                *(
                    (_("Show Keys"), "suture.gateway_key_action")
                    if self._is_user()
                    else (_("Create User and Key"), "suture.integration_user_action")
                ),
            ),
            "tested": (
                _("Test the connection"),
                _("Each step from Odoo to the sidecar and back is checked."),
                _("Test Connection"),
                "suture.sidecar_test_action",
            ),
            "live": (
                _("Go live with the first connection"),
                _("A connection in production with its flows switched on."),
                _("Open Connections"),
                "suture.connection_action",
            ),
            "exchanged": (
                _("Exchange the first document"),
                _("Confirm an order to this partner, or ask the partner to send a document."),
                _("Open Exchanges"),
                "suture.exchange_action",
            ),
        }[code]

    def _is_connected(self):
        """Reports whether there is a connection of the user's companies, even one that is still in setup."""
        connections = self.env["suture.connection"].with_context(active_test=False)
        return bool(connections.search_count([], limit=1))

    def _is_address(self):
        address = stored_address(self.env)
        return bool(address) and not address_problem(self.env, address)

    def _is_user(self):
        return bool(self.env["suture.gateway.key"]._current())

    def _is_tested(self):
        return bool(self._tested_at())

    def _is_live(self):
        """Reports whether a connection of the user's companies is in production and has flows."""
        domain = [("environment", "=", "production"), ("flow_ids", "!=", False)]
        return bool(self.env["suture.connection"].search_count(domain, limit=1))

    def _is_exchanged(self):
        """Reports whether a document was exchanged in production. Searches each connection by an index,
        because finished exchanges are either most of a large table or none.
        """
        connections = self.env["suture.connection"].search([("environment", "=", "production")])
        return any(
            self.env["suture.exchange"].search_count(
                [("connection_id", "=", connection.id), ("state", "=", "done")], limit=1
            )
            for connection in connections
        )

    def _tested_at(self):
        """Returns the time when the connection test last passed with the current address, or None if it never
        did.
        """
        text = self.env["ir.config_parameter"].sudo().get_param(TESTED) or ""
        address, _blank, at = text.partition(" ")
        return fields.Datetime.to_datetime(at) if at and address == stored_address(self.env) else None

    def _warning(self):
        """Returns a sentence about what to do about the sidecar's key, or an empty text if there is nothing
        to do.
        """
        keys = self.env["suture.gateway.key"]
        key = keys._current()
        if not key:
            used_once = self._integration_was_used()
            return (
                _("The sidecar has no valid key, so no documents are exchanged. Create a new key.")
                if used_once
                else ""
            )
        if key.replaced_by_id:
            return _("The sidecar still uses its old key. Put the new one into its key file.")
        if key.expires_at and key.days_left <= WARN_DAYS:
            return _(
                "The sidecar's key expires soon (days left: %s). Rotate it in time to avoid an interruption.",
                key.days_left,
            )
        return ""

    def _integration_was_used(self):
        return bool(
            self.env["suture.connection"].sudo().search_count([("last_contact_at", "!=", False)], limit=1)
        )
