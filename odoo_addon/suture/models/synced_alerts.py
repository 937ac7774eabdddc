from odoo import _, fields, models

from .exchange.queue import EXCEPTION_STATES

# Reasons for which a simple retry may succeed.
REPEATABLE_REASONS = ("DELIVERY_FAILED", "ODOO_REJECTED", "CONFLICT", "INTERNAL_ERROR")
MOST_ALERTS = 5


class SyncedMixin(models.AbstractModel):
    """Shows alerts at the top of a document: its exceptions and a refusal to send it, each with its next
    action.
    """

    _inherit = "suture.synced.mixin"

    integration_alerts = fields.Json(compute="_compute_integration_alerts", groups="suture.group_user")

    def _compute_integration_alerts(self):
        """Computes the alerts for the widget `suture_alerts`: `{name: {"level", "message", "action_text",
        …}}`, or False if there are none.
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
            return {**alert, "action_text": _("Retry"), "action_call": call}
        text = _("Decide") if operator else _("Show Problem")
        return {**alert, "action_text": text, "action": exchange._form_action()}

    def _refused_alert(self):
        """Returns an alert if the sidecar refused the document's latest outbox row, with a button to send it
        again. Otherwise, returns an empty dictionary.
        """
        domain = [("kind", "=", "document"), ("res_model", "=", self._name), ("res_id", "=", self.id)]
        newest = self.env["suture.outbox"].sudo().search(domain, order="id desc", limit=1)
        if newest.state != "refused":
            return {}
        message = _("Not sent: %s", newest.message or _("the sidecar refused it."))
        alert = {"level": "danger", "message": message}
        if hasattr(self, "action_send_again"):
            call = [self._name, "action_send_again", self.ids]
            alert = {**alert, "action_text": _("Resend"), "action_call": call}
        return {"suture_refused": alert}


class Exchange(models.Model):
    _inherit = "suture.exchange"

    def _form_action(self):
        """Returns the action that opens this exchange."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
