from odoo import _, models
from odoo.exceptions import AccessError, UserError

from ..timeline import record_steps


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    def action_ask_for_status(self):
        """Opens an email that asks the vendor for the order's status. The sent email is logged in the
        chatter.
        """
        self.ensure_one()
        if not self.env.user.has_group("purchase.group_purchase_user"):
            raise AccessError(_("Only a purchase user can ask a vendor for the status of an order."))
        self.check_access("write")
        if self.state != "purchase":
            raise UserError(_("%s is not a confirmed order, so there is no status to ask for.", self.name))
        return {
            "type": "ir.actions.act_window",
            "name": _("Ask for Status"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": self.env.ref("suture_purchase.order_status_mail_template").id,
                "default_composition_mode": "comment",
                "default_email_layout_xmlid": "mail.mail_notification_layout",
                "force_email": True,
                "suture_asks_status": self.id,
            },
        }

    def message_post(self, **kwargs):
        """Marks the email that asks for the status, so that the history of the order shows it."""
        asks = self.env.context.get("suture_asks_status") == self.id
        message = super().message_post(**kwargs)
        if asks and kwargs.get("message_type") == "comment":
            message.sudo().suture_note = {"kind": "status_request"}
        return message

    def _integration_record_steps(self):
        return [*super()._integration_record_steps(), *record_steps(self)]
