import json

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..catalogue.changes import changed, differing, told
from ..catalogue.checks import problems
from ..catalogue.code import unknown_code
from ..catalogue.values import at, effective, placed

# The fields that contain settings, each with the catalogue subject of these settings.
SETTINGS = {
    "format_options": "format",
    "envelope_identifiers": "identifier",
    "route_form": "transport",
    "fallback_form": "transport",
    "policy": "flow",
}
# The fields whose settings do not belong to the format, each with the field that names the owner.
OWNER_FIELDS = {"route_form": "route_transport", "fallback_form": "fallback_transport"}


class Connection(models.Model):
    """The settings of a connection that the catalogue declares. All of them use one form; changes are
    validated and logged in the chatter.
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
        """Returns the codes of the formats, transports or flows whose settings the field can contain.

        The settings of a flow stay in the policy when the flow is removed from the connection, in case it is
        added again.
        """
        self.ensure_one()
        if field == "policy":
            return self.env["suture.catalogue.entry"]._of("flow").mapped("code")
        owner = self[OWNER_FIELDS.get(field, "format_code")]
        return [owner] if owner else []

    def _policy(self):
        """Returns the policy settings as the gateway reports them to the sidecar, without references to
        deleted records.
        """
        self.ensure_one()
        values = self._settings_values("policy") or {}
        for setting in self._settings_of("policy"):
            path = setting["path"]
            if setting["record_model"] and at(values, path) and not self._policy_record(path):
                values = placed(values, path, None)
        return values

    def _policy_value(self, path):
        """Returns the value of a policy setting or, if none is set, its default. Returns None if the setting
        is unknown.
        """
        self.ensure_one()
        known = {setting["path"]: setting for setting in self._settings_of("policy")}
        return effective(known[path], self._settings_values("policy") or {}) if path in known else None

    def _policy_record(self, path):
        """Returns the record to which a policy setting refers. If there is none, returns None or an empty
        recordset.
        """
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
        """Computes a line of text with the policy settings that differ from their defaults."""
        for connection in self:
            lines = differing(
                self.env,
                connection._settings_of("policy"),
                connection._settings_values("policy") or {},
                connection.company_id.currency_id.name,
            )
            connection.policy_summary = " · ".join(lines) or _("Defaults")

    def _settings_of(self, field):
        """Returns the settings that the field can contain, as `suture.catalogue.setting._described` returns
        them.
        """
        Setting = self.env["suture.catalogue.setting"]
        return Setting._described(SETTINGS[field], self._settings_owners(field))

    def _settings_values(self, field):
        """Returns the values of the field as a dictionary, which is empty if there are none. Returns None if
        they are not a JSON object.
        """
        return self._values_in(self[field])

    @api.model
    def _values_in(self, value):
        """Converts the content of a settings field, JSON text or an object, to a dictionary; None if it is
        neither.
        """
        value = value or {}
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                value = None
        return value if isinstance(value, dict) else None

    def _check_settings(self, field):
        """Raises ValidationError with a sentence for each setting in the field whose value the sidecar would
        not accept.
        """
        values = self._settings_values(field)
        if values is None:
            raise ValidationError(_("The format options of %s are not a JSON object.", self.name))
        found = problems(self.env._, self._settings_of(field), values)
        found += self._record_problems(field, values)
        if found:
            say = self.env._  # built in a comprehension's own scope, where `_` would not find the language
            lines = [say("%(setting)s: %(problem)s", setting=name, problem=text) for name, text in found]
            raise ValidationError("\n".join(lines))

    def _record_problems(self, field, values):
        """Returns `[(label, sentence), …]` for settings that refer to a record that is missing or that the
        company cannot use.
        """
        found = []
        Setting = self.env["suture.catalogue.setting"].sudo()
        for setting in Setting._for_company(SETTINGS[field], self._settings_owners(field), self.company_id):
            value = at(values, setting["path"])
            if not setting["record_model"] or not isinstance(value, int):
                continue
            usable = [("id", "=", value), *setting["domain"]]
            Model = self.env[setting["record_model"]].sudo()
            if Model.search_count(usable, limit=1):
                continue
            if Model.with_context(active_test=False).search_count(usable, limit=1):
                name = Model.browse(value).display_name
                text = self.env._("%s is archived. Choose another record, or restore this one.", name)
            else:
                text = self.env._("Choose a record that %s can use.", self.company_id.name)
            found.append((setting["label"], text))
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
        """Logs the changed settings of the field, with old and new values, in the chatter.

        :param before: the values before the change
        """
        after = self._settings_values(field) or {}
        currency = self.company_id.currency_id.name
        settings = [each for each in self._settings_of(field) if each["path"] != "address"]  # it is tracked
        lines = changed(self.env, settings, before, after, currency)
        if lines:
            message = self._message_log(body=told(lines))
            moved = [each for each in settings if at(before, each["path"]) != at(after, each["path"])]
            if not any(each["record_model"] for each in moved):  # the record may be deleted later
                message.suture_note = {
                    "kind": "settings",
                    "field": field,
                    "owners": self._settings_owners(field),
                    "before": _only(moved, before),
                    "after": _only(moved, after),
                    "currency": currency,
                }

    def get_settings_form(self, field, owners, company_id=None):
        """Returns the data for the form of a settings field: `{"settings", "names", "currency"}`.

        `names` maps the path of a setting to the name of the record that it refers to.

        :param owners: the codes of the format or transport, or the IDs of the flows, as currently entered in
            the form
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
                name = record.display_name or str(value)
                archived = record._active_name and record and not record[record._active_name]
                names[setting["path"]] = _("%s (archived)", name) if archived else name
        return names


def _only(settings, values):
    """Returns a copy of the object with only the values of these settings."""
    kept = {}
    for setting in settings:
        kept = placed(kept, setting["path"], at(values, setting["path"]))
    return kept
