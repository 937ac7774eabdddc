from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

ANSWER_FLOW = "order-response"

# For the row `line`: the value received but not billed, at the order's price without tax.
UNBILLED_VALUE = SQL(
    "(line.qty_received - line.qty_invoiced) * line.price_subtotal / NULLIF(line.product_qty, 0)"
)
# An order that the vendor's system refused was not received; a dismissed response does not count.
REFRESH = """
    WITH told AS (
        SELECT link.res_id,
               min(COALESCE(x.done_at, x.received_at)) FILTER (
                   WHERE x.direction = 'outbound' AND x.document_type = 'Order' AND (x.state = 'done'
                      OR x.acknowledgement IN ('accepted', 'accepted_with_errors', 'overdue'))) AS sent,
               min(x.received_at) FILTER (
                   WHERE x.direction = 'inbound' AND x.document_type = 'OrderResponse'
                     AND x.state <> 'dismissed') AS answered
          FROM suture_exchange_link link JOIN suture_exchange x ON x.id = link.exchange_id
         WHERE link.res_model = 'purchase.order' AND link.res_id IN %(ids)s
      GROUP BY link.res_id
    ), fresh AS (
        SELECT document.id, told.sent, told.answered
          FROM purchase_order document LEFT JOIN told ON told.res_id = document.id
         WHERE document.id IN %(ids)s
    )
    UPDATE purchase_order document
       SET integration_sent_at = fresh.sent, integration_answered_at = fresh.answered
      FROM fresh
     WHERE fresh.id = document.id
       AND (document.integration_sent_at, document.integration_answered_at)
           IS DISTINCT FROM (fresh.sent, fresh.answered)
"""


class PurchaseOrder(models.Model):
    """Orders that wait for the vendor's response or for the bill.

    The times at which an order was sent and answered are stored on the order and updated with its integration
    state, because searching the exchanges of each order would make queries over many orders slow.
    """

    _inherit = "purchase.order"

    integration_sent_at = fields.Datetime(
        "Sent",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="When the order was first sent to the vendor.",
    )
    integration_answered_at = fields.Datetime(
        "Answered",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="When the first response arrived.",
    )
    integration_unanswered = fields.Boolean(
        "Unanswered",
        compute="_compute_integration_waits",
        search="_search_integration_unanswered",
        groups="suture.group_user",
        compute_sudo=True,
        help="The order is not fully received, and the vendor has not responded to it although it"
        " sends responses electronically.",
    )
    integration_unbilled = fields.Boolean(
        "Received, Not Billed",
        compute="_compute_integration_waits",
        search="_search_integration_unbilled",
        groups="suture.group_user",
        compute_sudo=True,
        help="The order was exchanged with the vendor, and more goods were received than billed.",
    )

    _integration_unanswered_index = models.Index(
        "(integration_sent_at) WHERE integration_answered_at IS NULL AND state = 'purchase'"
        " AND integration_sent_at IS NOT NULL"
    )

    def _refresh_integration_state(self):
        super()._refresh_integration_state()
        if self.ids:
            self.env.cr.execute(SQL(REFRESH, ids=tuple(self.ids)))
            names = ["integration_sent_at", "integration_answered_at"]
            self.invalidate_recordset(names, flush=False)

    @api.depends("state", "integration_state", "order_line.qty_received")
    def _compute_integration_waits(self):
        mine = Domain("id", "in", self.ids)
        unanswered = self.search(mine & Domain("integration_unanswered", "=", True))
        unbilled = self.search(mine & Domain("integration_unbilled", "=", True))
        for order in self:
            order.integration_unanswered = order in unanswered
            order.integration_unbilled = order in unbilled

    def _search_integration_unanswered(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.flush_model(["state", "partner_id", "company_id"])
        ids = SQL(
            """(
            SELECT o.id
              FROM purchase_order o JOIN res_partner partner ON partner.id = o.partner_id
             WHERE o.state = 'purchase' AND NOT %s
               AND o.integration_sent_at IS NOT NULL AND o.integration_answered_at IS NULL
               AND (partner.commercial_partner_id, o.company_id) IN %s
            )""",
            self._suture_is_here("o"),
            self._answering_suppliers(),
        )
        return _either(Domain("id", "in", ids), value)

    @api.model
    def _suture_is_here(self, order):
        """Returns the SQL condition that all goods of an order have been received. Without the Inventory app
        it is never true.

        :param order: the alias of `purchase_order` in the statement
        """
        return SQL("FALSE")

    @api.model
    def _answering_suppliers(self):
        """Returns the vendors whose order responses are exchanged, as `((commercial partner ID, company ID),
        …)`. If there are none, returns `((0, 0),)`, because SQL does not accept an empty list.
        """
        Connection = self.env["suture.connection"].sudo().with_context(active_test=False)
        lines = Connection.search([("flow_ids", "any", [("code", "=", ANSWER_FLOW)])])
        pairs = {(line.partner_id.commercial_partner_id.id or 0, line.company_id.id) for line in lines}
        return tuple(pairs) or ((0, 0),)

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
