from odoo import models

# The reasons of order responses that a cancelled order settles: nothing of the response can apply anymore.
# UNKNOWN_ORDER is not among them: it tells the buyer that the vendor still counts on the order.
RESPONSE_REASONS = {
    "AMBIGUOUS_MATCH",
    "BACKORDER",
    "DATE_SLIP",
    "LINE_REJECTED",
    "PRICE_VARIANCE",
    "QUANTITY_OVER",
    "QUANTITY_SHORT",
    "SUBSTITUTION",
    "UNKNOWN_ITEM",
    "UNKNOWN_UNIT",
}
# The reasons of orders that the vendor does not have, or has refused. An order whose acknowledgement is
# overdue may have arrived, so somebody must tell the vendor.
ORDER_REASONS = {"DELIVERY_FAILED", "PARTNER_REJECTED"}


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    def button_cancel(self):
        result = super().button_cancel()
        self.filtered(lambda order: order.state == "cancel")._close_moot_exceptions()
        return result

    def _close_moot_exceptions(self):
        """Closes the exceptions of these cancelled orders that the cancellation settles."""
        Exchange = self.env["suture.exchange"]
        if not Exchange._is_persons_change():
            return
        for order in self:
            about = Exchange._open_exceptions([("res_model", "=", self._name), ("res_id", "=", order.id)])
            responses = about.filtered(lambda row: _is(row, "inbound", "OrderResponse"))
            orders = about.filtered(lambda row: _is(row, "outbound", "Order"))
            responses = responses.filtered(lambda row: not _is_about_cancellation(row))
            moot = responses._only_about(RESPONSE_REASONS) | orders._only_about(ORDER_REASONS)
            if moot:
                moot._close_as("order-cancelled", order.name)


def _is(row, direction, document_type):
    return (row.direction, row.document_type) == (direction, document_type)


def _is_about_cancellation(row):
    """Reports whether a response is about our cancellation. Another cancellation does not settle it."""
    return isinstance(row.payload, dict) and row.payload.get("respondsTo") == "cancellation"
