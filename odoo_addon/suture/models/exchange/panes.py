from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

from ...panes.canonical import canonical_sections
from ...panes.record import record_sections
from ...panes.sections import flagged
from ...panes.source import source_sections

SIDECAR_ADDRESS = "suture.sidecar_url"


class Exchange(models.Model):
    """The side-by-side view of an exception: the received document, how it was decoded, the record in Odoo,
    and where they differ.
    """

    _inherit = "suture.exchange"

    source_view = fields.Json(
        readonly=True,
        groups="suture.group_operator",
        help="The received document in readable, redacted form. The sidecar reports it while the "
        "exchange needs attention.",
    )
    panes = fields.Json(compute="_compute_panes", groups="suture.group_operator", string="Side-by-Side View")

    def _compute_panes(self):
        """Computes `{"arrived", "understood", "ours"}`: the received document, the decoded document and the
        record in Odoo. Each is `{"sections", "empty", "record"?}`: see `panes/sections.py`.

        `empty` is the reason why a pane has no sections. The record is read with the user's access rights.
        """
        for exchange in self:
            exchange.panes = {
                "arrived": exchange._pane_of_source(),
                "understood": exchange._pane_of_document(),
                "ours": exchange._pane_of_record(),
            }

    def _flagged(self, sections):
        findings = [each for each in self.findings or [] if isinstance(each, dict)]
        return flagged(sections, findings)

    def _pane_of_source(self):
        if self.direction == "outbound":
            return {"sections": [], "empty": _("This document is outbound: nothing was received.")}
        sections = self._flagged(source_sections(self.env, self.source_view))
        empty = _(
            "The received document is shown here while it needs attention. The sidecar stores the "
            "original message."
        )
        return {"sections": sections, "empty": empty}

    def _pane_of_document(self):
        if not isinstance(self.payload, dict):
            return {"sections": [], "empty": _("The message could not be decoded into a document.")}
        return {"sections": self._flagged(canonical_sections(self.env, self.payload)), "empty": ""}

    def _pane_of_record(self):
        record = self._document()
        if not record:
            return {"sections": [], "empty": _("It is not linked to a record in Odoo yet.")}
        if not record.has_access("read"):
            return {"sections": [], "empty": _("You do not have access to the related record.")}
        try:
            sections = self._flagged(record_sections(record))
        except AccessError:
            return {"sections": [], "empty": _("You do not have access to the whole related record.")}
        named = {"model": record._name, "id": record.id, "name": record.display_name}
        return {"sections": sections, "empty": "", "record": named}

    def action_open_raw(self):
        """Opens the sidecar's page with the raw message, and logs the access in the chatter.

        Odoo stores no key of the sidecar: the page asks users for their own.
        """
        self.ensure_one()
        if not self.env.user.has_group("suture.group_sensitive"):
            raise AccessError(_("Raw messages are visible only to people with access to sensitive content."))
        self.check_access("read")
        address = self.env["ir.config_parameter"].sudo().get_param(SIDECAR_ADDRESS)
        if not address:
            raise UserError(
                _(
                    "The sidecar's address is not set in Odoo. Enter it in the system parameter %s.",
                    SIDECAR_ADDRESS,
                )
            )
        if not self.message_id:
            raise UserError(_("The sidecar has no message for %s.", self.display_name))
        self.message_post(body=_("Requested the raw message."))
        url = f"{address.rstrip('/')}/messages/{self.message_id}"
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}
