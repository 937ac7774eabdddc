import json

from odoo import _, fields, models
from odoo.exceptions import ValidationError

from ..catalogue.changes import in_words
from ..catalogue.merging import merged
from ..catalogue.values import effective
from .connection_settings import OWNER_FIELDS, SETTINGS


class Connection(models.Model):
    """Lets several people edit the settings of a connection at the same time.

    All settings of a field are in one JSON object, and a form sends the whole object. It also sends what it
    showed when it was opened, so that only the changes of its user are saved.
    """

    _inherit = "suture.connection"

    settings_loaded = fields.Json(
        compute="_compute_settings_loaded",
        inverse="_inverse_settings_loaded",
        help="The settings when the form was opened: by field, the values and what they belong to.",
    )

    def _compute_settings_loaded(self):
        """Depends on no field, so that it does not change while the form is edited."""
        for connection in self:
            connection.settings_loaded = {
                field: {
                    "owner": connection._settings_owner(field),
                    "values": connection._settings_values(field) or {},
                }
                for field in SETTINGS
            }

    def _inverse_settings_loaded(self):
        """Stores nothing: `write` reads the value."""

    def _settings_owner(self, field):
        """Returns the code of the format or transport that the settings belong to; an empty text for those of
        flows, which all have a place of their own.
        """
        return "" if field == "policy" else self[OWNER_FIELDS.get(field, "format_code")] or ""

    def write(self, vals):
        if "settings_loaded" in vals:
            loaded = vals["settings_loaded"]
            vals = {name: value for name, value in vals.items() if name != "settings_loaded"}
            if isinstance(loaded, dict) and len(self) == 1:
                vals = self._with_merged_settings(vals, loaded)
        result = super().write(vals)
        self.invalidate_recordset(["settings_loaded"], flush=False)
        return result

    def _with_merged_settings(self, vals, loaded):
        """Returns the values to write, in which each settings field contains the changes of the user and what
        others have saved since the form was opened.

        Raises ValidationError with both values if a setting was changed by both.
        """
        written, lines = dict(vals), []
        for field in SETTINGS.keys() & vals.keys():
            base = loaded.get(field) or {}
            if self._has_new_owner(field, vals, base):
                continue
            values, conflicts = self._merged_settings(field, vals[field], base.get("values") or {})
            written[field] = json.dumps(values, ensure_ascii=False) if self._is_text(field) else values
            lines += conflicts
        if lines:
            raise ValidationError(
                _(
                    "Somebody else has changed the same settings of %(name)s since you opened the form:\n"
                    "%(settings)s\nNothing was saved. Reload the page to see the current settings, then "
                    "enter your change again.",
                    name=self.name,
                    settings="\n".join(lines),
                )
            )
        return written

    def _has_new_owner(self, field, vals, base):
        """Reports whether the user has chosen another format or transport, whose settings replace the earlier
        ones. Raises ValidationError if somebody else has.
        """
        if field == "policy":
            return False
        name = OWNER_FIELDS.get(field, "format_code")
        loaded, current = base.get("owner") or "", self._settings_owner(field)
        if (vals.get(name, loaded) or "") != loaded:
            return True
        if current == loaded:
            return False
        labels = dict(self._fields[name]._description_selection(self.env))
        raise ValidationError(
            _(
                "Somebody else has changed “%(field)s” of %(name)s to %(value)s since you opened the form. "
                "Nothing was saved. Reload the page to see the current settings, then enter your change "
                "again.",
                field=self._fields[name]._description_string(self.env),
                name=self.name,
                value=labels.get(current, current) or _("None"),
            )
        )

    def _merged_settings(self, field, entered, loaded):
        """Returns the merged values of a settings field, and a line for each conflict."""
        entered = self._values_in(entered)
        current = self._settings_values(field)
        if entered is None or current is None:
            return entered, []
        settings = self._settings_of(field)
        if SETTINGS[field] == "identifier":
            settings = [{**each, "changes_with": each["path"].partition(".")[0]} for each in settings]
        values, conflicts = merged(settings, loaded, current, entered)
        return values, [self._conflict_line(each, current, entered) for each in conflicts]

    def _conflict_line(self, setting, current, entered):
        if "type" not in setting:  # the catalogue does not know it
            return f"- {setting['path']}"
        currency = self.company_id.currency_id.name
        theirs, mine = (
            in_words(self.env, setting, effective(setting, values), currency) for values in (current, entered)
        )
        return _(
            "- %(setting)s: now %(theirs)s, you entered %(mine)s",
            setting=setting["label"],
            theirs=theirs,
            mine=mine,
        )

    def _is_text(self, field):
        return self._fields[field].type == "text"
