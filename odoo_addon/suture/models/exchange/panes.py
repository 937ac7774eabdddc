from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

from ...panes.canonical import canonical_sections
from ...panes.record import record_sections
from ...panes.sections import flagged
from ...panes.source import source_sections

SIDECAR_ADDRESS = "suture.sidecar_url"


class Exchange(models.Model):
    """An exception side by side: what arrived, what was understood, what Odoo has, and where they do not
    agree.
    """

    _inherit = "suture.exchange"

    source_view = fields.Json(
        readonly=True,
        groups="suture.group_operator",
        help="What arrived, readable and redacted. Told by the sidecar while the exchange needs a person.",
    )
    panes = fields.Json(compute="_compute_panes", groups="suture.group_operator")

    def _compute_panes(self):
        """`{"arrived", "understood", "ours"}`, each `{"sections", "empty", "record"?}`: see
        `panes/sections.py`.

        `empty` says in words why a pane has nothing to show. What Odoo has is read with the rights of
        the user.
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
            return {"sections": [], "empty": _("This document goes out: nothing has arrived.")}
        sections = self._flagged(source_sections(self.env, self.source_view))
        empty = _(
            "What arrived is shown here while a person is needed. The sidecar keeps the message itself."
        )
        return {"sections": sections, "empty": empty}

    def _pane_of_document(self):
        if not isinstance(self.payload, dict):
            return {"sections": [], "empty": _("The message could not be turned into a document.")}
        return {"sections": self._flagged(canonical_sections(self.env, self.payload)), "empty": ""}

    def _pane_of_record(self):
        record = self._document()
        if not record:
            return {"sections": [], "empty": _("It is not about any record in Odoo yet.")}
        if not record.has_access("read"):
            return {"sections": [], "empty": _("You may not see the record that this is about.")}
        try:
            sections = self._flagged(record_sections(record))
        except AccessError:
            return {"sections": [], "empty": _("You may not see all of the record that this is about.")}
        named = {"model": record._name, "id": record.id, "name": record.display_name}
        return {"sections": sections, "empty": "", "record": named}

    def action_open_raw(self):
        """Leads to the message as it arrived, which the sidecar keeps; that it was asked for stays in
        the chatter.

        Odoo holds no key of the sidecar: the page there asks whoever opens it for their own.
        """
        self.ensure_one()
        if not self.env.user.has_group("suture.group_sensitive"):
            raise AccessError(_("Raw messages are for people with access to sensitive content only."))
        self.check_access("read")
        address = self.env["ir.config_parameter"].sudo().get_param(SIDECAR_ADDRESS)
        if not address:
            raise UserError(
                _(
                    "Odoo does not know where the sidecar is: enter its address as system parameter %s.",
                    SIDECAR_ADDRESS,
                )
            )
        if not self.message_id:
            raise UserError(_("%s has no message in the sidecar.", self.display_name))
        self.message_post(body=_("Asked for the raw message."))
        url = f"{address.rstrip('/')}/messages/{self.message_id}"
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}
