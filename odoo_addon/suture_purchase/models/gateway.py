from odoo import api, models
from odoo.addons.suture.gateway.access import declared_by
from odoo.addons.suture.gateway.verb import VerbOfMany

from ..gateway import draft_vendor_bill as bills
from ..gateway import order_line_decisions as decisions

ORDER = {
    "id",
    "name",
    "state",
    "locked",
    "partner_id",
    "partner_ref",
    "currency_id",
    "date_order",
    "date_approve",
    "date_planned",
    "effective_date",
    "receipt_status",
    "order_line",
    "company_id",
    "amount_untaxed",
    "amount_tax",
    "amount_total",
    "picking_type_id",
    "dest_address_id",
    "origin",
    "invoice_ids",
    "invoice_status",
    "integration_state",
}
ORDER_LINE = {
    "id",
    "order_id",
    "sequence",
    "suture_line_number",
    "product_id",
    "name",
    "product_qty",
    "product_uom_id",
    "price_unit",
    "price_subtotal",
    "discount",
    "date_planned",
    "qty_received",
    "qty_invoiced",
    "qty_to_invoice",
    "suture_qty_billed",
    "display_type",
    "is_downpayment",
    "tax_ids",
    "company_id",
}
VERSION_LINE = {
    "id",
    "order_id",
    "order_line_id",
    "version_number",
    "change_sequence",
    "was_sent",
    "line_number",
    "name",
    "product_id",
    "product_uom_id",
    "product_uom_name",
    "known_qty",
    "known_price",
    "known_date",
    "product_qty",
    "price_unit",
    "date_planned",
}
# The models of delivery addresses of orders. They exist only with the Inventory app.
PLACES = {
    "stock.picking.type": {"id", "name", "code", "warehouse_id", "default_location_dest_id", "company_id"},
    "stock.warehouse": {"id", "name", "code", "partner_id", "lot_stock_id", "company_id"},
}
ACCESS = declared_by(
    __name__,
    read={
        "product.product": {"purchase_order_line_ids", "purchase_method"},
        "purchase.order": ORDER,
        "purchase.order.line": ORDER_LINE,
        "suture.order.version.line": VERSION_LINE,
        **PLACES,
    },
    write={
        "purchase.order": {"partner_ref", "date_planned"},
        "purchase.order.line": {"product_qty", "price_unit", "date_planned"},
    },
    create={
        "purchase.order": {
            "partner_id",
            "partner_ref",
            "currency_id",
            "date_order",
            "date_planned",
            "origin",
            "user_id",
            "company_id",
            "order_line",
        },
        "purchase.order.line": {
            "order_id",
            "product_id",
            "name",
            "product_qty",
            "product_uom_id",
            "price_unit",
            "discount",
            "date_planned",
        },
    },
    link=frozenset({"purchase.order"}),
    shown={
        "purchase.order": {
            "fields": [
                "partner_id",
                "partner_ref",
                "state",
                "date_order",
                "date_planned",
                "origin",
                "amount_untaxed",
                "amount_tax",
                "amount_total",
                "invoice_status",
            ],
            "lines": ["order_line"],
        },
        "purchase.order.line": {
            "fields": [
                "product_id",
                "name",
                "product_qty",
                "product_uom_id",
                "price_unit",
                "price_subtotal",
                "date_planned",
                "qty_received",
                "qty_invoiced",
            ],
        },
    },
    optional={
        "purchase.order": {"effective_date", "picking_type_id", "receipt_status"},
        **PLACES,
    },  # of the Inventory app
)


class Gateway(models.AbstractModel):
    _inherit = "suture.gateway"

    @api.model
    def _suture_access(self):
        return [*super()._suture_access(), ACCESS]

    @api.model
    def _suture_verbs(self):
        return {
            **super()._suture_verbs(),
            "draft_vendor_bill": bills.draft_vendor_bill,
            "split_order_line": decisions.split_order_line,
            "add_substitute_line": decisions.add_substitute_line,
            "order_from_next_vendor": decisions.order_from_next_vendor,
        }

    @api.model
    def _suture_verbs_of_many(self):
        of_bills = VerbOfMany(bills.prepare, bills.make, bills.check_total)
        return {**super()._suture_verbs_of_many(), "draft_vendor_bill": of_bills}

    @api.model
    def _suture_preload(self, reached):
        """Prefetches the states of the orders to which the order lines in `reached` belong, because Odoo
        reads them when it changes a line.
        """
        super()._suture_preload(reached)
        lines = self.env["purchase.order.line"].browse(sorted(reached.get("purchase.order.line", ())))
        lines.order_id.mapped("state")
