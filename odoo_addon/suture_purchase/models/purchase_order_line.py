from odoo import api, fields, models


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    suture_line_number = fields.Integer(
        "Line Number for the Vendor",
        readonly=True,
        copy=False,
        help="The line's number in documents exchanged with the vendor. It is assigned once and "
        "never reused.",
    )

    suture_asked_quantity = fields.Float(
        "Quantity Sent",
        digits="Product Unit",
        readonly=True,
        copy=False,
        help="The quantity ordered when the order was sent, before any change by the vendor's response.",
    )

    suture_qty_billed = fields.Float(
        "Billed Quantity (Unrounded)",
        compute="_compute_suture_qty_billed",
        help="Odoo rounds the billed quantity up for each bill: seven pieces of a dozen appear as 0.59.",
    )

    @api.depends("invoice_lines.move_id.state", "invoice_lines.quantity", "invoice_lines.product_uom_id")
    def _compute_suture_qty_billed(self):
        """Computes the billed quantity in the unit of the order line from the quantities on the bills,
        without rounding. Bills count as in Odoo's `qty_invoiced`.
        """
        signs = {"in_invoice": 1, "in_refund": -1}
        for line in self:
            line.suture_qty_billed = sum(
                signs.get(billed.move_id.move_type, 0)
                * billed.product_uom_id._compute_quantity(billed.quantity, line.product_uom_id, round=False)
                for billed in line.invoice_lines
                if billed.move_id.state != "cancel" or billed.move_id.payment_state == "invoicing_legacy"
            )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.order_id.sudo().filtered("suture_last_line_number")._number_lines()
        return lines
