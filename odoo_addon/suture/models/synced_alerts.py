from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

from .exchange_queue import EXCEPTION_STATES

# What may well go through when it is simply tried again.
REPEATABLE_REASONS = ("DELIVERY_FAILED", "ODOO_REJECTED", "CONFLICT", "INTERNAL_ERROR")
MOST_ALERTS = 5


class SyncedMixin(models.AbstractModel):
    """What needs a person, at the top of the document it is about, with the action that goes on with it."""

    _inherit = "suture.synced.mixin"

    integration_alerts = fields.Json(compute="_compute_integration_alerts", groups="suture.group_user")

    def _compute_integration_alerts(self):
        """As the widget `actionable_errors` of Accounting shows them: by name, each with its message and
        action.
        """
        for document in self:
            document.integration_alerts = document._integration_alerts() if document.id else False

    def _integration_alerts(self):
        exchanges = self._integration_links().exchange_id
        waiting = exchanges.filtered(lambda row: row.state in EXCEPTION_STATES)
        alerts = {f"suture_{row.id}": self._alert_of(row) for row in waiting[:MOST_ALERTS]}
        refused = self._refused_alert()
        return {**refused, **alerts} or False

    def _alert_of(self, exchange):
        reason = (exchange.reason or "").partition("\n")[0]
        told = ": ".join(filter(None, (exchange.display_name, reason)))
        alert = {
            "level": "warning" if exchange.state == "staged" else "danger",
            "message": "\n".join(filter(None, (told, exchange.suggestion))),
        }
        operator = self.env.user.has_group("suture.group_operator")
        if operator and exchange.reason_code in REPEATABLE_REASONS:
            call = [exchange._name, "action_try_again", exchange.ids]
            return {**alert, "action_text": _("Try again"), "action_call": call}
        text = _("Decide") if operator else _("See what is wrong")
        return {**alert, "action_text": text, "action": exchange._form_action()}

    def _refused_alert(self):
        """The document's latest row in the outbox when the sidecar refused it: it has to be sent again."""
        domain = [("kind", "=", "document"), ("res_model", "=", self._name), ("res_id", "=", self.id)]
        newest = self.env["suture.outbox"].sudo().search(domain, order="id desc", limit=1)
        if newest.state != "refused":
            return {}
        message = _("Not sent: %s", newest.message or _("the sidecar refused it."))
        alert = {"level": "danger", "message": message}
        if hasattr(self, "action_send_again"):
            call = [self._name, "action_send_again", self.ids]
            alert = {**alert, "action_text": _("Send again"), "action_call": call}
        return {"suture_refused": alert}


class Exchange(models.Model):
    _inherit = "suture.exchange"

    def _form_action(self):
        """Opens this exchange."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    def action_ask_for_status(self):
        """Opens a mail to the vendor that asks where the order stands; what is sent stays in the chatter."""
        self.ensure_one()
        if not self.env.user.has_group("purchase.group_purchase_user"):
            raise AccessError(_("Only a purchase user can ask a vendor for the status of an order."))
        self.check_access("write")
        if self.state != "purchase":
            raise UserError(_("%s is not a confirmed order: there is nothing to ask for yet.", self.name))
        return {
            "type": "ir.actions.act_window",
            "name": _("Ask for Status"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": self.env.ref("suture.order_status_mail_template").id,
                "default_composition_mode": "comment",
                "default_email_layout_xmlid": "mail.mail_notification_layout",
                "force_email": True,
            },
        }
