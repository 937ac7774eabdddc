from odoo import _, api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..sent.compare import since_sent
from ..sent.lines import day_of, item_of, net_price, notes_of, sendable_lines

KNOWN = ("known_qty", "known_price", "known_date")
SENT_ANYWAY = ("accepted", "accepted_with_errors", "overdue")
# The states of versions that the vendor does not follow.
UNKNOWN_STATES = ("void", "refused")


class OrderVersion(models.Model):
    """An order as it was sent to the vendor. A version is written in the transaction that puts the document
    into the outbox, and never edited by people. Responses that are applied update what the vendor knows.
    """

    _name = "suture.order.version"
    _description = "Order as Sent"
    _order = "order_id, number desc"

    order_id = fields.Many2one("purchase.order", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="order_id.currency_id")
    number = fields.Integer("Version", required=True, readonly=True)
    kind = fields.Selection(
        [("order", "Order"), ("change", "Change"), ("cancellation", "Cancellation")],
        required=True,
        readonly=True,
    )
    channel = fields.Selection([("edi", "EDI"), ("email", "Email")], required=True, readonly=True)
    change_sequence = fields.Integer("Change Number", readonly=True)
    state = fields.Selection(
        [("pending", "Being sent"), ("sent", "Sent"), ("void", "Not sent"), ("refused", "Refused")],
        required=True,
        readonly=True,
        default="pending",
    )
    user_id = fields.Many2one("res.users", "Sent by", readonly=True)
    sent_at = fields.Datetime("Sent", readonly=True)
    outbox_id = fields.Many2one("suture.outbox", readonly=True, groups="suture.group_manager")
    exchange_id = fields.Many2one(
        "suture.exchange", readonly=True, ondelete="set null", groups="suture.group_user"
    )
    refused_by_id = fields.Many2one(
        "suture.exchange",
        "Refused By",
        readonly=True,
        ondelete="set null",
        groups="suture.group_user",
        help="The response with which the vendor refused the change or the cancellation.",
    )
    line_ids = fields.One2many("suture.order.version.line", "version_id", readonly=True)
    difference_count = fields.Integer(compute="_compute_difference_count", compute_sudo=True)
    withheld_reason = fields.Text("Reason Changes Were Not Sent", readonly=True)
    withheld_at = fields.Datetime("Decided", readonly=True)
    withheld_by = fields.Many2one("res.users", "Decided by", readonly=True)
    withheld_key = fields.Char(readonly=True)

    _number_unique = models.Constraint(
        "UNIQUE(order_id, number)", "This version of the order already exists."
    )

    @api.depends("line_ids.difference")
    def _compute_difference_count(self):
        for version in self:
            version.difference_count = len(version.line_ids.filtered("difference"))

    @api.depends("number", "order_id.name")
    def _compute_display_name(self):
        for version in self:
            version.display_name = _(
                "%(order)s, version %(number)s", order=version.order_id.name, number=version.number
            )

    @api.model
    def _take(self, order, kind, channel, row=None, sequence=0):
        """Stores the order as it is sent now, and makes it the version that the vendor knows.

        :param row: the row of the outbox, if it is sent electronically
        """
        last = self.search([("order_id", "=", order.id)], limit=1)
        version = self.create(
            {
                "order_id": order.id,
                "number": (last.number or 0) + 1,
                "kind": kind,
                "channel": channel,
                "change_sequence": sequence,
                "user_id": self.env.uid,
                "outbox_id": row and row.id,
                "state": "pending" if row else "sent",
                "sent_at": fields.Datetime.now(),
            }
        )
        if kind != "cancellation":
            version._take_lines()
        order.suture_version_id = version
        return version

    @api.model
    def _take_missing(self):
        """Stores the versions of open orders that were sent before versions were stored. What was changed on
        them since counts as known to the vendor, because it is not known who changed it.
        """
        domain = [
            ("direction", "=", "outbound"),
            ("document_type", "=", "Order"),
            ("state", "=", "done"),
            ("res_model", "=", "purchase.order"),
        ]
        for exchange in self.env["suture.exchange"].search(domain, order="done_at desc, id desc"):
            order = self.env["purchase.order"].browse(exchange.res_id).exists()
            if order.state != "purchase" or order.invoice_status == "invoiced" or order.suture_version_id:
                continue
            version = self._take(order, "order", "edi")
            version.write(
                {"exchange_id": exchange.id, "sent_at": exchange.done_at, "user_id": order.user_id.id}
            )
            known = {line: {name: line[name] for name in KNOWN} for line in version.line_ids}
            version._correct(exchange.payload)
            for line, values in known.items():
                line.write(values)

    def _take_lines(self):
        self.ensure_one()
        order = self.order_id
        notes = notes_of(order)
        self.line_ids.unlink()
        self.env["suture.order.version.line"].create(
            [
                {
                    "version_id": self.id,
                    "order_line_id": line.id,
                    "line_number": line.suture_line_number,
                    "product_id": line.product_id.id,
                    "name": item_of(line),
                    "product_uom_id": line.product_uom_id.id,
                    "product_uom_name": line.product_uom_id.name,
                    "note": notes.get(line.id),
                    **_values(line.product_qty, net_price(line), day_of(order, line.date_planned)),
                }
                for line in sendable_lines(order)
            ]
        )

    def _follows_order(self):
        """Reports whether the sidecar has not read the order yet, so that it will send the order as it is
        then. Locks the row of the outbox, so that the sidecar cannot read it before this transaction ends.
        """
        if self.env.context.get("suture_applies"):
            return False  # the vendor responds to it
        row = self.sudo().outbox_id
        if self.kind != "order" or row.state != "pending":
            return False
        self.env["suture.outbox"].flush_model(["state", "take_count"])
        found = self.env.execute_query(
            SQL(
                "SELECT id FROM suture_outbox WHERE id = %s AND state = 'pending'"
                " AND COALESCE(take_count, 0) = 0 FOR UPDATE SKIP LOCKED",
                row.id,
            )
        )
        return bool(found)

    @api.model
    def _unsettled(self, orders):
        """Returns the versions of these orders whose state may have to change: those that are being sent,
        that the vendor has refused since, and that were sent again after a refusal.
        """
        was_refused = Domain("refused_by_id", "!=", False) | Domain(
            "exchange_id.acknowledgement", "=", "rejected"
        )
        domain = (
            Domain("state", "=", "pending")
            | Domain("state", "=", "sent") & was_refused
            | Domain("state", "in", UNKNOWN_STATES) & Domain("exchange_id.state", "=", "done")
        )
        return self.search(Domain("order_id", "in", orders.ids) & domain)

    def _follow_exchanges(self):
        """Updates the state of versions from their row of the outbox and their exchange. Returns the versions
        whose state has changed.
        """
        rows = {version.sudo().outbox_id.key or version.exchange_id.message_key: version for version in self}
        exchanges = self.env["suture.exchange"].search([("message_key", "in", list(rows))])
        by_key = {exchange.message_key: exchange for exchange in exchanges}
        changed = self.browse()
        for key, version in rows.items():
            exchange = by_key.get(key, exchanges.browse())
            state = "refused" if version.refused_by_id else _state(version.sudo().outbox_id, exchange)
            if state == version.state:
                continue
            version.write({"state": state, "exchange_id": exchange.id})
            if state == "sent":
                version.sent_at = exchange.done_at or exchange.received_at
                version._correct(exchange.payload)
            changed |= version
        return changed

    def _correct(self, payload):
        """Corrects the lines from the document that was really sent, in case the order was edited while the
        sidecar read it.
        """
        if not isinstance(payload, dict) or payload.get("type") != "Order":
            return
        sent = {str(line.get("id")): line for line in payload.get("lines") or []}
        for line in self.line_ids:
            told = sent.get(str(line.line_number))
            values = told and _told(told)
            if values and values != _values(line.product_qty, line.price_unit, line.date_planned):
                line.write(values)


class OrderVersionLine(models.Model):
    """A line of an order as it was sent, and what the vendor knows of it: the same, unless a response of the
    vendor that was applied has changed it.
    """

    _name = "suture.order.version.line"
    _description = "Order Line as Sent"
    _order = "version_id, line_number, id"

    version_id = fields.Many2one("suture.order.version", required=True, index=True, ondelete="cascade")
    order_id = fields.Many2one(related="version_id.order_id", store=True, index=True)
    company_id = fields.Many2one(related="version_id.company_id", store=True)
    currency_id = fields.Many2one(related="version_id.currency_id")
    version_number = fields.Integer(related="version_id.number", store=True)
    change_sequence = fields.Integer(related="version_id.change_sequence", store=True)
    was_sent = fields.Boolean(compute="_compute_was_sent", store=True, string="Sent Value")
    order_line_id = fields.Many2one("purchase.order.line", ondelete="set null", index="btree_not_null")
    line_number = fields.Integer("Line")
    product_id = fields.Many2one("product.product", "Product", ondelete="restrict")
    name = fields.Char("Item")
    product_uom_id = fields.Many2one("uom.uom", "Unit", ondelete="restrict")
    product_uom_name = fields.Char("Unit Name")
    product_qty = fields.Float("Quantity", digits="Product Unit")
    price_unit = fields.Float("Price", digits=(16, 6))
    date_planned = fields.Date("Date")
    note = fields.Text()
    known_qty = fields.Float("Known Quantity", digits="Product Unit")
    known_price = fields.Float(digits=(16, 6))
    known_date = fields.Date()
    difference = fields.Char("Changed Now", compute="_compute_difference", compute_sudo=True)

    @api.depends("version_id.state")
    def _compute_was_sent(self):
        for line in self:
            line.was_sent = line.version_id.state not in UNKNOWN_STATES

    @api.depends_context("lang")
    def _compute_difference(self):
        """Computes what differs between the line as it was sent and the order now, in words."""
        for line in self:
            line.difference = since_sent(line) or False

    @api.model
    def _now_of(self, line):
        """Returns the values of an order line as values of a version that the vendor knows."""
        return {
            "known_qty": line.product_qty,
            "known_price": net_price(line),
            "known_date": day_of(line.order_id, line.date_planned),
        }


def _values(quantity, price, day):
    return {
        "product_qty": quantity,
        "price_unit": price,
        "date_planned": day,
        "known_qty": quantity,
        "known_price": price,
        "known_date": day,
    }


def _told(line):
    quantity = float((line.get("quantity") or {}).get("value") or 0)
    price = float((line.get("price") or {}).get("amount") or 0)
    return _values(quantity, price, fields.Date.to_date(line.get("requestedDate")) or False)


def _state(row, exchange):
    """Returns the state of a version from its row of the outbox and its exchange, which may not exist yet."""
    if row.state == "refused":
        return "void"
    if exchange.acknowledgement == "rejected":
        return "refused"
    if exchange.state == "done" or exchange.acknowledgement in SENT_ANYWAY:
        return "sent"
    return "void" if exchange.state == "dismissed" else "pending"
