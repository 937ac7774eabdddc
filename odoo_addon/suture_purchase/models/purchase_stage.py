from odoo import models
from odoo.tools import SQL

# The bills of an order `document`. Credit notes and cancelled bills are no bills.
BILLS = """
    SELECT 1 FROM account_move bill
     WHERE bill.move_type = 'in_invoice' AND bill.state <> 'cancel' AND bill.id IN (
           SELECT entry.move_id FROM account_move_line entry
             JOIN purchase_order_line ordered ON ordered.id = entry.purchase_line_id
            WHERE ordered.order_id = document.id)
"""
# The lines of an order with a product, of which something is missing.
LINES = """
    SELECT 1 FROM purchase_order_line line
     WHERE line.order_id = document.id AND line.display_type IS NULL AND line.product_qty > 0
"""


class PurchaseOrder(models.Model):
    """The stage of an order: confirmed by the vendor, received, invoiced, paid, cancelled."""

    _inherit = "purchase.order"

    def _suture_stage_evidence(self):
        self.flush_model(["state", "invoice_status"])
        self.order_line.flush_recordset(["qty_received", "qty_invoiced", "product_qty"])
        self.env["account.move.line"].flush_model(["purchase_line_id", "move_id"])
        self.env["account.move"].flush_model(["state", "move_type", "payment_state"])
        bills, lines = SQL(BILLS), SQL(LINES)
        invoiced = self._suture_is_invoiced(
            SQL("NOT EXISTS (%s AND line.qty_invoiced < line.product_qty)", lines)
        )
        return {
            **super()._suture_stage_evidence(),
            "received": SQL(
                "(EXISTS (%s) AND NOT EXISTS (%s AND line.qty_received < line.product_qty))", lines, lines
            ),
            "invoiced": invoiced,
            "paid": SQL(
                "(%s AND EXISTS (%s AND bill.payment_state IN ('paid', 'in_payment'))"
                " AND NOT EXISTS (%s AND (bill.state <> 'posted'"
                " OR bill.payment_state NOT IN ('paid', 'in_payment', 'reversed'))))",
                invoiced,
                bills,
                bills,
            ),
            "cancelled": SQL("document.state = 'cancel'"),
        }

    def _suture_is_invoiced(self, is_complete):
        """Returns the SQL condition that nothing is left to bill.

        :param is_complete: the condition that every line is billed as ordered
        """
        return SQL("(document.invoice_status = 'invoiced' AND %s)", is_complete)

    def _refresh_integration_state(self):
        super()._refresh_integration_state()
        self._acknowledge_if_answered()

    def _acknowledge_if_answered(self):
        """Marks the orders as acknowledged in Odoo once a response of the vendor has been applied. A
        functional acknowledgement alone is no answer.
        """
        unmarked = self.filtered(lambda order: order.state == "purchase" and not order.acknowledged)
        links = self.env["suture.exchange.link"].sudo()
        links = links.search([("res_model", "=", self._name), ("res_id", "in", unmarked.ids)])
        answers = links.filtered(
            lambda link: (
                (link.exchange_id.document_type, link.exchange_id.direction, link.exchange_id.state)
                == ("OrderResponse", "inbound", "done")
            )
        )
        answered = unmarked.browse(dict.fromkeys(answers.mapped("res_id")))
        if answered:
            answered.sudo().write({"acknowledged": True})

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            self._refresh_exchanged()
        return result


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"qty_received", "qty_received_manual", "product_qty"}:
            self.order_id._refresh_exchanged()
        return result


class AccountMove(models.Model):
    _inherit = "account.move"

    def _suture_stage_documents(self):
        orders = self.line_ids.purchase_line_id.order_id
        return [*super()._suture_stage_documents(), *([orders] if orders else [])]
