from odoo import _, api, fields, models
from odoo.addons.suture.models.exchange.queue import EXCEPTION_STATES
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..sent.compare import labels

CHANGED = "ORDER_CHANGED"


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
            exchange.can_keep_order = shown and exchange.res_model == "purchase.order"

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
        """Sends the change to the vendor and dismisses its response, which is about the order as it was. If
        the change is sent by email, the response is dismissed when the email is sent.
        """
        self.ensure_one()
        self._require_operator()
        order = self._document()
        if not self.can_keep_order or not order:
            raise UserError(_("The order of %s has not changed since it was sent.", self.display_name))
        order.check_access("write")
        if order.suture_change_state == "none":
            self._suture_dismiss_response()
            return True
        action = order.action_send_change()
        if isinstance(action, dict):
            context = {**action["context"], "suture_dismisses": self.id}
            return {**action, "context": context}
        self._suture_dismiss_response()
        return True

    def _suture_dismiss_response(self):
        self._dismiss(_("The order stays as it is in Odoo, and the change was sent to the vendor."))
