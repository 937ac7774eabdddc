from odoo import _, models

from ..gateway.named_order import named_order


class Exchange(models.Model):
    _inherit = "suture.exchange"

    def _suture_named_records(self):
        return super()._suture_named_records() or named_order(self.env, self)

    def _suture_inbound_words(self, partner):
        return {
            **super()._suture_inbound_words(partner),
            "OrderResponse": ("fa-reply", _("%s responded", partner)),
            "Invoice": ("fa-file-text-o", _("%s sent a bill", partner)),
            "Requisition": ("fa-shopping-basket", _("%s requested goods", partner)),
        }

    def _suture_titles(self):
        return {**super()._suture_titles(), "OrderResponse": _("Order response to %s")}

    def _suture_record_totals(self):
        return {**super()._suture_record_totals(), "purchase.order": "amount_total"}

    def _suture_decided_lines(self):
        return {**super()._suture_decided_lines(), "purchase.order": ("order_line", "price_total")}
