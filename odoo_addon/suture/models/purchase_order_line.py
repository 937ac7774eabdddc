from odoo import api, fields, models


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    suture_line_number = fields.Integer(
        "Line Number for Supplier",
        readonly=True,
        copy=False,
        help="The line's number in documents exchanged with the supplier: given once, never used again.",
    )

    suture_asked_quantity = fields.Float(
        "Asked Quantity",
        digits="Product Unit",
        readonly=True,
        copy=False,
        help="The quantity that was sent to the supplier, before the answer changed it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.order_id.sudo().filtered("suture_last_line_number")._number_lines()
        return lines
