from odoo import models

from ..journey import ICONS, billing_words


class Exchange(models.Model):
    _inherit = "suture.exchange"

    def _suture_inbound_words(self, partner):
        return {**super()._suture_inbound_words(partner), **billing_words(self, partner)}

    def _suture_told_once(self):
        return super()._suture_told_once() | ICONS.keys()

    def _suture_record_totals(self):
        return {**super()._suture_record_totals(), "account.move": "amount_total"}

    def _suture_decided_amounts(self):
        return {**super()._suture_decided_amounts(), "account.payment": "suture_settled_amount"}

    def _suture_decided_lines(self):
        return {**super()._suture_decided_lines(), "account.move": ("invoice_line_ids", "price_total")}
