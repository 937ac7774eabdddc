from odoo import fields, models

from ...panes.foreseen import with_preview

PREVIEWED_STATES = ("attention", "staged", "waiting", "held")


class Exchange(models.Model):
    """The preview of a retry, shown in the pane of the record in Odoo and discarded once a decision
    is made.
    """

    _inherit = "suture.exchange"

    preview_about = fields.Selection(
        [
            ("document", "Current document"),
            ("correction", "With the unsaved correction"),
            ("acceptance", "With the decisions being made"),
        ],
        readonly=True,
        groups="suture.group_operator",
        string="Preview Variant",
    )

    def action_preview(self):
        self.sudo().preview_about = "document"
        return super().action_preview()

    def _preview_with(self, arguments):
        self.sudo().preview_about = "correction" if "document" in arguments else "acceptance"
        return super()._preview_with(arguments)

    def _pane_of_record(self):
        pane = super()._pane_of_record()
        if not self.preview_user_id or self.state not in PREVIEWED_STATES:
            return pane
        if not self.preview:
            return {**pane, "preview": {"outcome": "asked"}}
        about = dict(self._fields["preview_about"]._description_selection(self.env))
        told = {name: self.preview.get(name) for name in ("outcome", "note", "reason")}
        local = self.with_context(tz=self.company_id._suture_time_zone())
        told["note"] = told["note"] if isinstance(told["note"], str) else ""
        told["about"] = about.get(self.preview_about) if self.preview_about != "document" else ""
        return {
            **pane,
            "sections": with_preview(local.env, pane["sections"], self.preview),
            "preview": {name: value for name, value in told.items() if value},
        }

    def action_forget_preview(self):
        """Discards the preview."""
        self._require_operator()
        self.sudo()._forget_preview()
        return True

    def _forget_preview(self):
        self.write({"preview": False, "preview_at": False, "preview_user_id": False})

    def _command(self, event, arguments):
        """Adds a command to the outbox. A decision makes the current preview outdated and discards it."""
        if event not in ("preview", "file"):
            self.filtered("preview_user_id")._forget_preview()
        return super()._command(event, arguments)
