from odoo import api, models
from odoo.addons.suture.gateway.access import declared_by

from ..gateway.issue_customer_invoice import issue_customer_invoice
from ..gateway.refund_payment import refund_payment
from ..gateway.register_payment import register_payment
from ..gateway.void_customer_invoice import void_customer_invoice

ACCESS = declared_by(
    __name__,
    read={
        "account.account": {"id", "code", "name", "account_type", "active"},
        "account.analytic.account": {"id", "code", "name", "company_id", "active"},
        "account.move": {
            "id",
            "name",
            "ref",
            "partner_id",
            "move_type",
            "state",
            "payment_state",
            "suture_billing_number",
            "invoice_date",
            "invoice_date_due",
            "date",
            "amount_total",
            "amount_residual",
            "amount_untaxed",
            "amount_tax",
            "currency_id",
            "company_id",
            "integration_state",
        },
        "account.move.line": {
            "id",
            "move_id",
            "display_type",
            "account_id",
            "quantity",
            "price_unit",
            "price_subtotal",
            "analytic_distribution",
            "company_id",
        },
        "account.payment": {
            "id",
            "name",
            "state",
            "payment_type",
            "suture_payment_reference",
            "suture_refunded_payment_id",
            "invoice_ids",
            "amount",
            "currency_id",
            "date",
            "company_id",
        },
        "res.partner": {"ref_company_ids"},
    },
    link=frozenset({"account.move", "account.payment"}),
    shown={
        "account.move": {
            "fields": [
                "name",
                "ref",
                "suture_billing_number",
                "partner_id",
                "move_type",
                "state",
                "payment_state",
                "invoice_date",
                "invoice_date_due",
                "date",
                "amount_untaxed",
                "amount_tax",
                "amount_total",
                "amount_residual",
                "currency_id",
            ],
            "lines": ["invoice_line_ids"],
        },
        "account.move.line": {
            "fields": [
                "product_id",
                "name",
                "account_id",
                "quantity",
                "price_unit",
                "price_subtotal",
                "analytic_distribution",
            ],
        },
        "account.payment": {
            "fields": [
                "name",
                "state",
                "payment_type",
                "partner_id",
                "amount",
                "currency_id",
                "date",
                "suture_payment_reference",
                "suture_refunded_payment_id",
                "invoice_ids",
            ],
        },
    },
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
            "issue_customer_invoice": issue_customer_invoice,
            "refund_payment": refund_payment,
            "register_payment": register_payment,
            "void_customer_invoice": void_customer_invoice,
        }

    @api.model
    def _suture_preload(self, reached):
        """Prefetches the purchase taxes of the products in `reached`, because Odoo reads them when it creates
        a line with such a product.
        """
        super()._suture_preload(reached)
        products = self.env["product.product"].browse(sorted(reached.get("product.product", ())))
        products.product_tmpl_id.mapped("supplier_taxes_id")

    @api.model
    def _suture_readable_json(self, record, name):
        """Returns an analytic distribution as text, such as "Clinic West 100 %"."""
        if name != "analytic_distribution":
            return super()._suture_readable_json(record, name)
        accounts = self.env["account.analytic.account"]
        parts = []
        for ids, percent in (record[name] or {}).items():
            named = accounts.browse(int(each) for each in ids.split(",")).exists()
            parts.append(f"{', '.join(named.mapped('display_name'))} {percent:g} %")
        return "; ".join(parts) or None
