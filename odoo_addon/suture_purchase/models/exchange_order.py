from odoo import _, api, fields, models
from odoo.addons.suture.models.exchange.queue import EXCEPTION_STATES
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..sent.compare import labels

CHANGED = "ORDER_CHANGED"
KEEP_OURS = "keep-ours"


class Exchange(models.Model):
    """A response to an order that has changed since it was sent: what was sent, what the vendor answered, and
    what the order has now.
    """

    _inherit = "suture.exchange"

    order_comparison = fields.Json(compute="_compute_order_comparison", groups="suture.group_operator")
    can_keep_order = fields.Boolean(compute="_compute_order_comparison", string="Order Can Be Kept")

    @api.depends("findings", "state", "res_model", "res_id")
    @api.depends_context("lang", "uid")
    def _compute_order_comparison(self):
        for exchange in self:
            found = [each for each in exchange.findings or [] if isinstance(each, dict)]
            rows = [exchange._compared(each) for each in found if each.get("code") == CHANGED]
            shown = bool(rows and exchange.state in EXCEPTION_STATES)
            columns = [_("Sent"), _("Answered"), _("Now")]
            exchange.order_comparison = shown and {"columns": columns, "rows": rows}
            is_open = exchange.state == "attention" and exchange.res_model == "purchase.order"
            exchange.can_keep_order = bool(rows) and is_open

    def _compared(self, finding):
        about = [finding.get("line") and _("Line %s", finding["line"]), finding.get("item")]
        values = [finding.get(name) or "" for name in ("sent", "theirs", "ours")]
        if finding.get("field") == "date":
            values = [value and format_date(self.env, value) for value in values]
        return {
            "about": ", ".join(filter(None, about)),
            "label": labels(self.env).get(finding.get("field"), ""),
            "values": values,
        }

    def action_keep_order(self):
        """Sends the change to the vendor and keeps the order where it has changed. The rest of the response
        is processed as usual. If the change is sent by email, this is decided when the email is sent.
        """
        self.ensure_one()
        self._require_operator()
        order = self._document()
        if not self.can_keep_order or not order:
            raise UserError(_("The order of %s has not changed since it was sent.", self.display_name))
        order.check_access("write")
        if order.suture_change_state == "none":
            self._suture_keep_order()
            return True
        action = order.action_send_change()
        if isinstance(action, dict):
            context = {**action["context"], "suture_keeps": self.id}
            return {**action, "context": context}
        self._suture_keep_order()
        return True

    def _suture_keep_order(self):
        """Decides to keep our values where the order has changed. Findings about anything else stay open."""
        found = [each for each in self.findings or [] if isinstance(each, dict)]
        changed = [each for each in found if each.get("code") == CHANGED]
        reason = _("The order stays as it is in Odoo, and the change was sent to the vendor.")
        if all(KEEP_OURS in self._codes_of(each) for each in changed):
            self._accept([{**each, "decision": KEEP_OURS} for each in changed], reason)
        else:
            self._dismiss(reason)
