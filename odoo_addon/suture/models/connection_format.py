import json

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..catalogue.checks import fits, rule_problems
from ..catalogue.values import placed, unknown_paths


class Connection(models.Model):
    """The format of a connection, chosen from the catalogue, and its options.

    The options are stored as JSON in `format_options`, in the structure that the sidecar reads. Options that
    equal their defaults are not stored.
    """

    _inherit = "suture.connection"

    format_choices = fields.Json(compute="_compute_format_choices", help="Formats for this kind of partner.")
    version_choices = fields.Json(compute="_compute_version_choices", help="Versions of the format.")

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_format_choices(self):
        for connection in self:
            connection.format_choices = [[entry.code, entry.label] for entry in connection._formats_offered()]

    @api.depends("format_code")
    @api.depends_context("lang")
    def _compute_version_choices(self):
        for connection in self:
            versions = connection._format()._fact("versions", [])
            connection.version_choices = [[each["code"], each["label"]] for each in versions]

    def _format(self):
        """Returns the catalogue entry of the format, or an empty recordset if none is chosen or the code is
        unknown.
        """
        return self.env["suture.catalogue.entry"]._entry("format", self.format_code)

    def _formats_offered(self):
        """Returns the catalogue entries of the formats for this kind of partner. The first one is the
        default.
        """
        self.ensure_one()
        return self.env["suture.catalogue.entry"]._offered("format", self.kind)

    @api.constrains("kind", "format_code")
    def _check_format_of_kind(self):
        for connection in self.filtered("is_draft"):
            formats = connection._formats_offered()
            if connection.format_code and connection.format_code not in formats.mapped("code"):
                raise ValidationError(
                    _(
                        "%(format)s is not available for this kind of partner. Choose %(formats)s.",
                        format=connection._format().label or connection.format_code,
                        formats=" / ".join(formats.mapped("label")),
                    )
                )

    @api.constrains("format_code", "format_version", "format_options")
    def _check_format_settings(self):
        """Raises ValidationError for options and versions that the sidecar would not accept."""
        for connection in self:
            connection._check_settings("format_options")
            if text := connection._version_problem() or connection._rule_problem():
                raise ValidationError(text)

    def _version_problem(self):
        """Returns why the version does not belong to the format, as a sentence, or None if it does."""
        entry, version = self._format(), self.format_version
        versions = [each["code"] for each in entry._fact("versions", [])]
        pattern = entry._fact("version_pattern")
        if not version or not versions or version in versions or (pattern and fits(pattern, version)):
            return None
        return _(
            "%(format)s %(version)s is not supported. Choose one of: %(versions)s.",
            format=entry.label,
            version=version,
            versions=", ".join(versions),
        )

    def _rule_problem(self):
        rules = self.env["suture.catalogue.rule"].sudo()
        rules = rules.search([("subject", "=", "format"), ("owner", "=", self.format_code)])
        described = self.env["suture.catalogue.setting"]._described("format", [self.format_code])
        kept, default = self._kept_options(), self._format()._fact("default_version")
        return next(rule_problems(rules, described, kept, self.format_version, default), None)

    def _kept_options(self):
        """Returns the stored options as a dictionary, or an empty dictionary if they are not a JSON
        object.
        """
        try:
            kept = json.loads(self.format_options or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    @api.onchange("format_code")
    def _onchange_format_code(self):
        """Sets the default version and clears the options when the format changes. The stored ones return
        with the stored format.
        """
        if self.format_code and self.format_code == self._origin.format_code:
            self.format_version = self._origin.format_version
            self.format_options = self._origin.format_options
        elif self.format_code:
            self.format_version = self._format()._fact("default_version")
            self.format_options = "{}"

    def _drop_unknown_options(self):
        """Removes options that are not in the catalogue from connections with a known format, and logs them
        in the chatter. Used by upgrades. Writes by SQL, because the ORM's checks would refuse the write if
        another option were invalid.
        """
        for connection in self.filtered(lambda each: each._format()):
            kept = connection._kept_options()
            unknown = unknown_paths(connection._settings_of("format_options"), kept)
            if not unknown:
                continue
            for path in unknown:
                kept = placed(kept, path, None)
            self.env.cr.execute(
                "UPDATE suture_connection SET format_options = %s WHERE id = %s",
                [json.dumps(kept, ensure_ascii=False), connection.id],
            )
            connection.invalidate_recordset(["format_options"])
            names = ", ".join(unknown)
            connection._message_log(body=_("Removed format options that had no effect: %s", names))
