from odoo import _, api, fields, models
from odoo.addons.suture.journey import step
from odoo.addons.suture.timeline import author_of
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..pane import order_sections
from ..timeline import order_milestones, shipped

DISPATCH_FLOW = "order-dispatch"


class PurchaseOrder(models.Model):
    _name = "purchase.order"
    _inherit = ["purchase.order", "suture.synced.mixin"]

    suture_last_line_number = fields.Integer("Last Line Number", copy=False, readonly=True, default=0)
    integration_sendable = fields.Boolean(
        compute="_compute_integration_sendable", compute_sudo=True, groups="base.group_user"
    )
    integration_not_sent = fields.Boolean(
        "Not Sent",
        compute="_compute_integration_sendable",
        search="_search_integration_not_sent",
        groups="base.group_user",
        compute_sudo=True,
    )

    @api.depends("state", "partner_id", "company_id", "integration_state")
    def _compute_integration_sendable(self):
        for order in self:
            sendable = order.state == "purchase" and bool(order._dispatch_connection())
            order.integration_sendable = sendable
            order.integration_not_sent = sendable and order.integration_state == "none"

    def _search_integration_not_sent(self, operator, value):
        if operator != "in":
            return NotImplemented
        connections = self.env["suture.connection"].sudo().search(self._dispatch_domain())
        connections = connections.filtered(_dispatches)
        lines = Domain.OR(
            Domain("partner_id", "child_of", connection.partner_id.commercial_partner_id.id)
            & Domain("company_id", "=", connection.company_id.id)
            for connection in connections
        )
        not_sent = Domain("state", "=", "purchase") & Domain("integration_state", "=", "none") & lines
        return Domain.OR([not_sent] * (True in value) + [~not_sent] * (False in value))

    def button_approve(self, force=False):
        """Adds the orders that are being confirmed to the outbox in the same transaction, if a connection
        sends orders to their vendor.
        """
        open_orders = self.filtered(lambda order: order.state != "purchase")
        result = super().button_approve(force=force)
        open_orders.filtered(lambda order: order.state == "purchase")._dispatch()
        return result

    def action_send_again(self):
        """Sends confirmed orders to their vendors again. Raises UserError if an order is not confirmed or no
        connection sends it.
        """
        if not self.env.user.has_group("purchase.group_purchase_user"):
            raise AccessError(_("Only a purchase user can send orders."))
        self.check_access("write")
        for order in self:
            if order.state != "purchase":
                raise UserError(
                    _("%s is not a confirmed order. Confirm it first; it is then sent.", order.name)
                )
            if not order.sudo()._dispatch_connection():
                raise UserError(
                    _(
                        "%s cannot be sent: no connection of its vendor has order dispatch switched on.",
                        order.name,
                    )
                )
        self._dispatch()
        return True

    def _suture_pane_sections(self):
        return order_sections(self)

    def _suture_milestones(self):
        return order_milestones(self)

    def _suture_people(self):
        return self.user_id | super()._suture_people()

    def _suture_milestones_of_goods(self, exchanges):
        """Returns the milestones between the order response and the bill. Without the Inventory app, there is
        no milestone for receipts.
        """
        return shipped(self, exchanges, needed=True)

    def _suture_is_sendable(self):
        return self.integration_sendable

    def _integration_first_steps(self):
        if not self.date_approve:
            return []
        by = author_of(self, "state", self.date_approve)[1] or self.user_id.name or ""
        return [step("fa-check", _("Order confirmed"), "done", self.date_approve, by=by)]

    def _dispatch(self):
        for order in self:
            connection = order.sudo()._dispatch_connection()
            if not connection:
                continue
            order.sudo()._number_lines()
            order.sudo()._note_asked_quantities()
            row = (
                self.env["suture.outbox"]
                .sudo()
                ._enqueue(
                    kind="document",
                    event="order.confirmed",
                    connection=connection,
                    company=order.company_id,
                    record=order.sudo(),
                    number=order.name,
                )
            )
            order.sudo()._suture_take_version("order", "edi", row)
        self.sudo()._refresh_integration_state()

    def _note_asked_quantities(self):
        """Stores the ordered quantity of each line of orders without a response, because the response may
        reduce the line's quantity.
        """
        for order in self:
            exchanges = order._integration_links().exchange_id
            if not any(row.document_type == "OrderResponse" for row in exchanges):
                for line in order.order_line:
                    line.suture_asked_quantity = line.product_qty

    def _dispatch_connection(self):
        """Returns the connection that sends orders to this order's vendor, or an empty recordset if there is
        none. A production connection takes precedence over a test connection.
        """
        self.ensure_one()
        partner = self.partner_id.commercial_partner_id
        domain = self._dispatch_domain() & Domain("company_id", "=", self.company_id.id)
        candidates = self.env["suture.connection"].search(domain, order="environment, id")
        candidates = candidates.filtered(_dispatches)
        return candidates.filtered(lambda line: line.partner_id.commercial_partner_id == partner)[:1]

    @api.model
    def _dispatch_domain(self):
        return Domain("flow_ids.code", "=", DISPATCH_FLOW) & Domain("partner_id", "!=", False)

    def _number_lines(self):
        """Assigns the next number to each line that has none. A number is never reused on an order."""
        for order in self:
            last = order.suture_last_line_number
            unnumbered = order.order_line.filtered(
                lambda line: not line.display_type and not line.suture_line_number
            )
            for line in unnumbered.sorted(lambda line: (line.sequence, line.id)):
                last += 1
                line.suture_line_number = last
            if unnumbered:
                order.suture_last_line_number = last


def _dispatches(connection):
    """Reports whether the connection has the flow that sends orders, and the flow is switched on in its
    company.
    """
    return DISPATCH_FLOW in connection._flows_on().mapped("code")
