import json

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..catalogue.changes import changed, differing, told
from ..catalogue.checks import problems
from ..catalogue.code import unknown_code
from ..catalogue.values import at, effective, placed

# The field that holds settings, and whose settings of the catalogue they are.
SETTINGS = {
    "format_options": "format",
    "envelope_identifiers": "identifier",
    "route_form": "transport",
    "fallback_form": "transport",
    "policy": "flow",
}
# The field that says whose settings they are.
OWNER_FIELDS = {"route_form": "route_transport", "fallback_form": "fallback_transport"}


class Connection(models.Model):
    """The settings of a connection that the catalogue declares: shown by one form, checked, and told in the
    chatter when they change.
    """

    _inherit = "suture.connection"

    policy_summary = fields.Char("Policy", compute="_compute_policy_summary")

    @api.constrains("format_code")
    def _check_format_code(self):
        formats = self.env["suture.catalogue.entry"]._labels("format")
        for connection in self:
            if text := unknown_code(connection, "format_code", formats):
                raise ValidationError(text)

    @api.constrains("policy", "company_id")
    def _check_policy(self):
        for connection in self:
            connection._check_settings("policy")

    def _settings_owners(self, field):
        """The codes of the formats or flows whose settings may stand in the field.

        The policy keeps the settings of a flow that is taken off the connection: it may come back.
        """
        self.ensure_one()
        if field == "policy":
            return self.env["suture.catalogue.entry"]._of("flow").mapped("code")
        owner = self[OWNER_FIELDS.get(field, "format_code")]
        return [owner] if owner else []

    def _policy(self):
        """What is set of the policies, as the sidecar takes it. A record that is gone is not set any more."""
        self.ensure_one()
        values = self._settings_values("policy") or {}
        for setting in self._settings_of("policy"):
            path = setting["path"]
            if setting["record_model"] and at(values, path) and not self._policy_record(path):
                values = placed(values, path, None)
        return values

    def _policy_value(self, path):
        """What applies for a setting of the policies: the value that is set, or the default."""
        self.ensure_one()
        known = {setting["path"]: setting for setting in self._settings_of("policy")}
        return effective(known[path], self._settings_values("policy") or {}) if path in known else None

    def _policy_record(self, path):
        """The record that a setting of the policies points to; empty where none is there."""
        self.ensure_one()
        known = {setting["path"]: setting for setting in self._settings_of("policy")}
        model = known[path]["record_model"] if path in known else ""
        if model not in self.env:
            return None
        value = at(self._settings_values("policy") or {}, path)
        return self.env[model].sudo().browse(value if isinstance(value, int) else []).exists()

    @api.depends("policy", "company_id.currency_id")
    @api.depends_context("lang")
    def _compute_policy_summary(self):
        """The settings that differ from their defaults, in words."""
        for connection in self:
            lines = differing(
                self.env,
                connection._settings_of("policy"),
                connection._settings_values("policy") or {},
                connection.company_id.currency_id.name,
            )
            connection.policy_summary = " · ".join(lines) or _("Defaults")

    def _settings_of(self, field):
        """The settings of the field, as the catalogue describes them."""
        Setting = self.env["suture.catalogue.setting"]
        return Setting._described(SETTINGS[field], self._settings_owners(field))

    def _settings_values(self, field):
        """The values of the field as an object; an empty one where there are none."""
        value = self[field] or {}
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                value = None
        return value if isinstance(value, dict) else None

    def _check_settings(self, field):
        """Refuses settings that the sidecar would not take, in a sentence for each."""
        values = self._settings_values(field)
        if values is None:
            raise ValidationError(_("The format options of %s are not a JSON object.", self.name))
        found = problems(self.env._, self._settings_of(field), values)
        found += self._record_problems(field, values)
        if found:
            say = (
                self.env._
            )  # the lines are made in a scope of their own, where `_` would not find the language
            lines = [say("%(setting)s: %(problem)s", setting=name, problem=text) for name, text in found]
            raise ValidationError("\n".join(lines))

    def _record_problems(self, field, values):
        """Settings that point to a record that is not there, or that the company may not use."""
        found = []
        Setting = self.env["suture.catalogue.setting"].sudo()
        for setting in Setting._for_company(SETTINGS[field], self._settings_owners(field), self.company_id):
            value = at(values, setting["path"])
            if not setting["record_model"] or not isinstance(value, int):
                continue
            usable = [("id", "=", value), *setting["domain"]]
            if not self.env[setting["record_model"]].sudo().search_count(usable, limit=1):
                company = self.company_id.name
                found.append((setting["label"], self.env._("Choose a record that %s may use.", company)))
        return found

    def write(self, vals):
        before = {
            (connection, field): (connection._settings_owners(field), connection._settings_values(field))
            for field in SETTINGS.keys() & vals.keys()
            for connection in self
        }
        result = super().write(vals)
        for (connection, field), (owners, values) in before.items():
            if owners == connection._settings_owners(field):
                connection._tell_changes(field, values or {})
        return result

    def _tell_changes(self, field, before):
        """Logs in the chatter which settings changed, from what to what."""
        after = self._settings_values(field) or {}
        currency = self.company_id.currency_id.name
        settings = [each for each in self._settings_of(field) if each["path"] != "address"]  # it is tracked
        lines = changed(self.env, settings, before, after, currency)
        if lines:
            self._message_log(body=told(lines))

    def get_settings_form(self, field, owners, company_id=None):
        """What the form of the settings in a field shows: `{"settings", "names", "currency"}`.

        `names` has the names of the records that the stored settings point to, by path.

        :param owners: the code of the format, or the ids of the flows, as they stand in the form
        """
        subject = SETTINGS[field]
        if field == "policy":
            owners = self.env["suture.flow"].browse(owners).exists().mapped("code")
        company = self.env["res.company"].browse(company_id).exists()._filtered_access("read")
        company = company or self.company_id or self.env.company
        settings = self.env["suture.catalogue.setting"]._for_company(subject, owners, company)
        return {
            "settings": settings,
            "names": self._setting_names(field, settings),
            "currency": company.sudo().currency_id.name,
        }

    def _setting_names(self, field, settings):
        self.check_access("read")
        names = {}
        values = (self and self._settings_values(field)) or {}
        for setting in settings:
            value = at(values, setting["path"]) if setting["record_model"] else None
            if isinstance(value, int):
                record = self.env[setting["record_model"]].sudo().browse(value).exists()
                names[setting["path"]] = record.display_name or str(value)
        return names
