from odoo import Command
from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestOrderChangeTour(HttpCase):
    def test_a_sent_order_is_changed_and_the_change_is_not_sent(self):
        supplier = self.env["res.partner"].create({"name": "Tour Medical Supply", "is_company": True})
        Flow = self.env["suture.flow"].with_context(active_test=False)
        flow = Flow.search([("code", "=", "order-dispatch")])
        flow = flow or Flow.create({"code": "order-dispatch", "name": "Order dispatch"})
        connection = self.env["suture.connection"].create(
            {
                "code": "tour-change",
                "name": "Tour Change",
                "partner_id": supplier.id,
                "flow_ids": [Command.set(flow.ids)],
            }
        )
        product = self.env["product.product"].create({"name": "Tour gauze"})
        line = Command.create({"product_id": product.id, "product_qty": 10, "price_unit": 2.5})
        order = self.env["purchase.order"].create({"partner_id": supplier.id, "order_line": [line]})
        order.button_confirm()
        row = self.env["suture.outbox"].search([("res_model", "=", order._name), ("res_id", "=", order.id)])
        row.write({"state": "taken", "take_count": 1})
        self.env["suture.exchange"].create(
            {
                "message_key": row.key,
                "direction": "outbound",
                "connection_id": connection.id,
                "company_id": connection.company_id.id,
                "document_type": "Order",
                "document_number": order.name,
                "state": "done",
                "done_at": "2026-11-20 09:30:00",
                "res_model": order._name,
                "res_id": order.id,
                "link_ids": [Command.create({"res_model": order._name, "res_id": order.id})],
            }
        )
        self.assertEqual(order.integration_state, "in_progress")
        self.start_tour(
            f"/odoo/action-purchase.purchase_form_action/{order.id}", "suture_order_change", login="admin"
        )
        self.assertEqual((order.suture_change_state, order.integration_state), ("withheld", "changed"))
