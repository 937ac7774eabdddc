from odoo import models

from .purchase_order import DISPATCH_FLOW

CHANGE_FLOW = "order-change"


class Outbox(models.Model):
    _inherit = "suture.outbox"

    def _suture_event_flows(self):
        return {
            **super()._suture_event_flows(),
            "order.confirmed": DISPATCH_FLOW,
            "order.changed": CHANGE_FLOW,
        }
