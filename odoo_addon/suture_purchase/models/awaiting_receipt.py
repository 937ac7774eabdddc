from odoo import _, models

REASON = "INVOICE_BEFORE_RECEIPT"
OPEN_STATES = ("waiting", "attention")


class PurchaseOrder(models.Model):
    """Invoices that wait for the receipt of their goods. They are retried as soon as goods are received."""

    _inherit = "purchase.order"

    def _suture_awaiting_receipt(self):
        """Returns the exchanges of invoices for these orders that wait for a receipt, with superuser
        rights.
        """
        links = self.env["suture.exchange.link"].sudo()
        exchanges = links.search([("res_model", "=", self._name), ("res_id", "in", self.ids)]).exchange_id
        return exchanges.filtered(lambda row: row.reason_code == REASON and row.state in OPEN_STATES)

    def _suture_goods_received(self, source=""):
        """Requests a retry of the invoices that wait for a receipt of these orders, and logs it in their
        chatter.

        :param source: the name of the receipt, if there is one
        """
        waiting = self._suture_awaiting_receipt()
        if not waiting:
            return
        waiting._command_automatically("replay", {"by": self.env.user.name})
        waiting.write({"state": "queued", "next_attempt_at": False})
        body = _("Retried, because goods were received: %s", source or _("quantity entered on the order"))
        for exchange in waiting:
            exchange.message_post(body=body)

    def _suture_has_receipts(self):
        """Reports whether the user can open receipts of this order. Without the Inventory app there are
        none.
        """
        return False

    def _integration_alerts(self):
        """Adds an alert for each invoice that waits for a receipt, because it is not an exception yet."""
        waiting = self._integration_links().exchange_id.filtered(
            lambda row: row.reason_code == REASON and row.state == "waiting"
        )
        alerts = {f"suture_{row.id}": {**self._alert_of(row), "level": "info"} for row in waiting[:5]}
        return {**alerts, **(super()._integration_alerts() or {})} or False


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def write(self, vals):
        """Requests a retry of waiting invoices if a person enters the received quantity."""
        result = super().write(vals)
        if vals.keys() & {"qty_received", "qty_received_manual"}:
            self.order_id._suture_goods_received()
        return result
