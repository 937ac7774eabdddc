from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...panes.file import file_view
from ...terms import words


class Exchange(models.Model):
    """The file in which a document was received or sent, formatted and redacted by the sidecar. The sidecar
    reports it for exceptions; for other documents, an operator requests it.
    """

    _inherit = "suture.exchange"

    source_file = fields.Json(
        readonly=True,
        groups="suture.group_operator",
        help="The file in readable, redacted form. The sidecar reports it while the exchange needs "
        "attention, and on request.",
    )
    source_file_user_id = fields.Many2one(
        "res.users", "File Requested By", readonly=True, groups="suture.group_operator"
    )
    file = fields.Json(compute="_compute_file", groups="suture.group_operator")

    @api.depends("source_file", "source_file_user_id", "findings_data")
    @api.depends_context("lang", "tz")
    def _compute_file(self):
        """Computes the file as it is displayed (`panes/file.py`), or `{"empty", "asked"?, "refusal"?}` if the
        sidecar has not reported it.
        """
        for exchange in self:
            exchange.file = exchange._file_view() or exchange._file_missing()

    def _file_view(self):
        findings = [each for each in self.findings or [] if isinstance(each, dict)]
        return file_view(self.env, self.source_file, findings)

    def _file_missing(self):
        told = self.source_file if isinstance(self.source_file, dict) else {}
        return {
            "empty": _("The file is stored in the sidecar."),
            "asked": bool(self.source_file_user_id) and not told,
            "refusal": words(self.env, told.get("refusal")) or "",
        }

    def _pane_of_source(self):
        pane = {**super()._pane_of_source(), "file": self._file_view()}
        if self.direction == "outbound":
            pane |= {"outbound": True, "empty": _("The file that was sent is shown on the tab File.")}
        return pane

    def action_show_file(self):
        """Requests the file of this exchange from the sidecar. The result is announced on the bus."""
        self.ensure_one()
        self._require_operator()
        if not self.message_key:
            raise UserError(_("The sidecar has no file for %s.", self.display_name))
        self.sudo()._command("file", {"by": self.env.user.name})
        self.sudo().write({"source_file": False, "source_file_user_id": self.env.uid})
        return True

    def _show_file(self, told):
        """Stores the file, or the reason why it cannot be shown, and notifies the user who requested it."""
        for exchange in self.sudo():
            exchange.source_file = told
            exchange.source_file_user_id._bus_send("suture.exchange/file", {"id": exchange.id})
