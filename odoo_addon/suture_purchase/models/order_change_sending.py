from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

from ..sent.document import change_document
from .outbox import CHANGE_FLOW


class PurchaseOrder(models.Model):
    """Tells a vendor what has changed on an order that was sent: electronically, or by email if the vendor
    does not accept changes electronically. Otherwise, a person states why the changes are not sent.
    """

    _inherit = "purchase.order"

    def _suture_take_version(self, kind, channel, row=None, sequence=0):
        """Stores the order as it is sent now."""
        self.ensure_one()
        self.env["suture.order.version"].sudo()._take(self.sudo(), kind, channel, row, sequence)
        self.sudo()._suture_note_changes()

    def action_send_change(self):
        """Sends the changes that the vendor does not know: as a document, or by an email that it opens."""
        self.ensure_one()
        self._suture_require_changes()
        if self.state not in ("purchase", "cancel"):
            raise UserError(
                _("Confirm %s, which sends it again, or cancel it and send the cancellation.", self.name)
            )
        connection = self.sudo()._dispatch_connection()
        if not self.sudo()._suture_sends_changes(connection):
            return self._suture_compose_change()
        order = self.sudo()
        order._number_lines()
        sequence = order._suture_next_sequence()
        row = (
            self.env["suture.outbox"]
            .sudo()
            ._enqueue(
                kind="document",
                event="order.changed",
                connection=connection,
                company=order.company_id,
                record=order,
                number=order.name,
                arguments={"document": change_document(order, sequence)},
            )
        )
        self._suture_take_version(self._suture_change_kind(), "edi", row, sequence)
        order._refresh_integration_state()
        return True

    def action_ask_withhold(self):
        """Opens the window that asks why the changes are not sent."""
        self.ensure_one()
        self._suture_require_changes()
        return {
            "type": "ir.actions.act_window",
            "name": _("Do Not Send"),
            "res_model": "suture.order.withhold",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_order_id": self.id},
        }

    def _suture_withhold(self, reason):
        """Stores on the version and in the chatter why the current changes are not sent."""
        self.ensure_one()
        self._suture_require_changes()
        rows = self._suture_change_rows()
        order = self.sudo()
        order.suture_version_id.write(
            {
                "withheld_reason": reason,
                "withheld_at": fields.Datetime.now(),
                "withheld_by": self.env.uid,
                "withheld_key": order.suture_change_key,
            }
        )
        order._suture_note_changes()
        order._refresh_integration_state()
        body = self.env["ir.qweb"]._render(
            "suture_purchase.order_changes_withheld", {"rows": rows, "reason": reason}
        )
        self.message_post(body=body, subtype_xmlid="mail.mt_note")

    def _suture_require_changes(self):
        if not self.env.user.has_group("purchase.group_purchase_user"):
            raise AccessError(_("Only a purchase user can decide on changes to an order."))
        self.check_access("write")
        if self.suture_change_state == "none":
            raise UserError(_("All changes to %s have been sent to the vendor.", self.name))

    def _suture_sends_changes(self, connection):
        """Reports whether the vendor accepts changes of an order electronically on this connection."""
        if not connection or CHANGE_FLOW not in connection._flows_on().mapped("code"):
            return False
        return connection._policy_value("order_changes") in (None, "edi")

    def _suture_change_kind(self):
        return "change" if self.state == "purchase" else "cancellation"

    def _suture_next_sequence(self):
        last = self.env["suture.order.version"].search(
            [("order_id", "=", self.id)], order="change_sequence desc", limit=1
        )
        return last.change_sequence + 1

    def _suture_compose_change(self):
        return {
            "type": "ir.actions.act_window",
            "name": _("Send the Change"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": self.env.ref("suture_purchase.order_change_mail_template").id,
                "default_composition_mode": "comment",
                "default_email_layout_xmlid": "mail.mail_notification_layout",
                "force_email": True,
                "suture_sends_change": self.id,
                "suture_sent_key": self.sudo().suture_change_key,
            },
        }

    def message_post(self, **kwargs):
        context = self.env.context
        sends = context.get("suture_sends_change") == self.id and kwargs.get("message_type") == "comment"
        if not sends:
            return super().message_post(**kwargs)
        self._suture_require_changes()
        if not self.env["res.partner"].browse(kwargs.get("partner_ids") or []).filtered("email"):
            raise UserError(_("Nothing was sent. Choose a recipient who has an email address."))
        if self.sudo().suture_change_key != context.get("suture_sent_key"):
            raise UserError(_("The order was changed while you wrote this email. Open the email again."))
        order = self.with_context(suture_sends_change=False)
        message = super(PurchaseOrder, order).message_post(**kwargs)
        order.sudo()._number_lines()
        sequence = order.sudo()._suture_next_sequence()
        order._suture_take_version(order._suture_change_kind(), "email", None, sequence)
        order.sudo()._refresh_integration_state()
        if context.get("suture_keeps"):
            order.env["suture.exchange"].browse(context["suture_keeps"])._suture_keep_order()
        return message
