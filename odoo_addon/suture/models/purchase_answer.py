from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

ANSWER_FLOW = "order-response"

# When the order of the row `o` was sent first, and when its supplier answered first. What the supplier's
# system has refused was not received; what a person has dismissed is no answer.
SENT_AT = SQL(
    """(
        SELECT min(COALESCE(x.done_at, x.received_at)) AS at
          FROM suture_exchange_link link JOIN suture_exchange x ON x.id = link.exchange_id
         WHERE link.res_model = 'purchase.order' AND link.res_id = o.id
           AND x.direction = 'outbound' AND x.document_type = 'Order'
           AND (x.state = 'done' OR x.acknowledgement IN ('accepted', 'accepted_with_errors', 'overdue'))
    )"""
)
ANSWERED_AT = SQL(
    """(
        SELECT min(x.received_at) AS at
          FROM suture_exchange_link link JOIN suture_exchange x ON x.id = link.exchange_id
         WHERE link.res_model = 'purchase.order' AND link.res_id = o.id
           AND x.direction = 'inbound' AND x.document_type = 'OrderResponse' AND x.state <> 'dismissed'
    )"""
)
# Of the row `line`: what has come and is on no bill, at the order's price without tax.
UNBILLED_VALUE = SQL(
    "(line.qty_received - line.qty_invoiced) * line.price_subtotal / NULLIF(line.product_qty, 0)"
)


class PurchaseOrder(models.Model):
    """Orders that wait for the other side: for the supplier's answer, or for the bill."""

    _inherit = "purchase.order"

    integration_unanswered = fields.Boolean(
        "Unanswered",
        compute="_compute_integration_waits",
        search="_search_integration_unanswered",
        groups="suture.group_user",
        compute_sudo=True,
        help="It was sent to a supplier whose answers are exchanged, its goods are not all here, and no"
        " answer has come.",
    )
    integration_answered = fields.Boolean(
        "Answered",
        compute="_compute_integration_waits",
        search="_search_integration_answered",
        groups="suture.group_user",
        compute_sudo=True,
        help="The supplier has answered it.",
    )
    integration_unbilled = fields.Boolean(
        "Received, Not Billed",
        compute="_compute_integration_waits",
        search="_search_integration_unbilled",
        groups="suture.group_user",
        compute_sudo=True,
        help="It is exchanged with the supplier, and more has been received than is on bills.",
    )

    _integration_open_index = models.Index(
        "(id) WHERE state = 'purchase' AND receipt_status IS DISTINCT FROM 'full'"
    )

    @api.depends("state", "receipt_status", "integration_state", "order_line.qty_received")
    def _compute_integration_waits(self):
        mine = Domain("id", "in", self.ids)
        unanswered = self.search(mine & Domain("integration_unanswered", "=", True))
        answered = self.search(mine & Domain("integration_answered", "=", True))
        unbilled = self.search(mine & Domain("integration_unbilled", "=", True))
        for order in self:
            order.integration_answered = order in answered
            order.integration_unanswered = order in unanswered
            order.integration_unbilled = order in unbilled

    def _search_integration_unanswered(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env["suture.exchange"].flush_model()
        self.env["suture.exchange.link"].flush_model()
        self.flush_model(["state", "receipt_status"])
        ids = SQL(
            """(
            SELECT o.id
              FROM purchase_order o
        CROSS JOIN LATERAL %(sent)s sent
             WHERE o.state = 'purchase' AND o.receipt_status IS DISTINCT FROM 'full'
               AND EXISTS (
                   SELECT FROM suture_exchange_link link JOIN suture_exchange x ON x.id = link.exchange_id
                    WHERE link.res_model = 'purchase.order' AND link.res_id = o.id
                      AND x.direction = 'outbound' AND x.connection_id = ANY(%(connections)s))
               AND sent.at IS NOT NULL
               AND %(answered)s IS NULL
            )""",
            connections=self._answering_connections().ids,
            sent=SENT_AT,
            answered=ANSWERED_AT,
        )
        return _either(Domain("id", "in", ids), value)

    def _search_integration_answered(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env["suture.exchange"].flush_model()
        self.env["suture.exchange.link"].flush_model()
        ids = SQL("(SELECT o.id FROM purchase_order o WHERE %s IS NOT NULL)", ANSWERED_AT)
        return _either(Domain("id", "in", ids), value)

    @api.model
    def _answering_connections(self):
        """The connections by which suppliers answer orders, archived ones too."""
        Connection = self.env["suture.connection"].sudo().with_context(active_test=False)
        return Connection.search([("flow_ids", "any", [("code", "=", ANSWER_FLOW)])])

    def _search_integration_unbilled(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env["purchase.order.line"].flush_model(["order_id", "qty_received", "qty_invoiced"])
        ids = SQL(
            "(SELECT line.order_id FROM purchase_order_line line WHERE line.qty_received > line.qty_invoiced)"
        )
        exchanged = Domain("state", "=", "purchase") & Domain("integration_state", "!=", "none")
        return _either(exchanged & Domain("id", "in", ids), value)


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    _integration_unbilled_index = models.Index("(order_id) WHERE qty_received > qty_invoiced")


def _either(domain, value):
    return Domain.OR([domain] * (True in value) + [~domain] * (False in value))
