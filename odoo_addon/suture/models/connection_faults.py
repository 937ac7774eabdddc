from odoo import _, api, fields, models


class Connection(models.Model):
    """The reasons why the sidecar does not serve a connection."""

    _inherit = "suture.connection"

    sidecar_faults = fields.Json(
        readonly=True, copy=False, help=("The settings of this connection that the sidecar does not support.")
    )
    sidecar_trouble = fields.Text(
        "Not Served",
        compute="_compute_sidecar_trouble",
        help="Why the sidecar has switched this connection off.",
    )

    @api.depends("sidecar_faults")
    @api.depends_context("lang")
    def _compute_sidecar_trouble(self):
        for connection in self:
            faults = [fault for fault in connection.sidecar_faults or [] if isinstance(fault, dict)]
            sentences = [connection._fault_sentence(fault) for fault in faults]
            connection.sidecar_trouble = "\n".join(sentences) or False

    def _fault_sentence(self, fault):
        code, invalid = fault.get("code") or "", fault.get("problem") == "invalid"
        match fault.get("what"):
            case "format":
                return _("The sidecar does not support the format %s.", self._code_label("format", code))
            case "transport":
                return _(
                    "The sidecar does not support the transport %s.", self._code_label("transport", code)
                )
            case "fallback":
                label = self._code_label("transport", code)
                return _("The sidecar does not support the transport %s of the fallback.", label)
            case "route" | "fallback-route":
                field = "route_form" if fault["what"] == "route" else "fallback_form"
                name = self._setting_label(field, f"settings.{code}")
                if invalid:
                    return _(
                        "The setting “%s” of the route has a value that the sidecar does not accept.", name
                    )
                return _("The sidecar does not support the setting “%s” of the route.", name)
            case "option":
                name = self._setting_label("format_options", code)
                if invalid:
                    return _("The format option “%s” has a value that the sidecar does not accept.", name)
                return _("The sidecar does not support the format option “%s”.", name)
            case "policy":
                name = self._setting_label("policy", code)
                if invalid:
                    return _("The setting “%s” has a value that the sidecar does not accept.", name)
                return _("The sidecar does not support the setting “%s”.", name)
        return _("The sidecar cannot read “%s” of this connection.", code)

    def _code_label(self, subject, code):
        return self.env["suture.catalogue.entry"]._entry(subject, code).label or code

    def _setting_label(self, field, path):
        """Returns the label of a setting, or its path if Odoo does not know the setting either."""
        labels = {setting["path"]: setting["label"] for setting in self._settings_of(field)}
        return labels.get(path, path)
