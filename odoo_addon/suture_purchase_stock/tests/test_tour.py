from odoo import Command
from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestTour(HttpCase):
    def test_the_badge_tells_the_journey(self):
        supplier = self.env["res.partner"].create({"name": "Tour Medical Supply", "is_company": True})
        connection = self.env["suture.connection"].create(
            {"code": "tour", "name": "Tour", "partner_id": supplier.id}
        )
        product = self.env["product.product"].create({"name": "Tour gauze"})
        line = Command.create({"product_id": product.id, "product_qty": 10, "price_unit": 2.5})
        order = self.env["purchase.order"].create({"partner_id": supplier.id, "order_line": [line]})
        order.button_confirm()
        exchange = self.env["suture.exchange"].create(
            {
                "message_key": "tour/1",
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
        self.assertEqual(order.integration_exchange_ids, exchange)
        self.start_tour(
            f"/odoo/action-purchase.purchase_form_action/{order.id}",
            "suture_integration_status",
            login="admin",
        )

    def test_an_exception_is_taken_from_the_queue_and_looked_at(self):
        supplier = self.env["res.partner"].create({"name": "Tour Medical Supply", "is_company": True})
        connection = self.env["suture.connection"].create(
            {"code": "tour-queue", "name": "Tour Queue", "partner_id": supplier.id}
        )
        product = self.env["product.product"].create({"name": "Tour gauze"})
        line = Command.create({"product_id": product.id, "product_qty": 10, "price_unit": 2.5})
        order = self.env["purchase.order"].create({"partner_id": supplier.id, "order_line": [line]})
        order.button_confirm()
        order._number_lines()
        price = {"amount": "5.25", "currency": "USD"}
        exchange = self.env["suture.exchange"].create(
            {
                "message_key": "tour/queue",
                "connection_id": connection.id,
                "company_id": connection.company_id.id,
                "document_type": "OrderResponse",
                "document_number": "TOUR-77",
                "state": "attention",
                "reason_code": "PRICE_VARIANCE",
                "reason": "A price is further from ours than agreed.",
                "findings": [{"code": "PRICE_VARIANCE", "line": "1", "field": "price", "text": "Too dear."}],
                "source_view": [
                    {
                        "title": "PO1 1",
                        "line": "1",
                        "rows": [{"label": "PO104 price", "value": "5.25", "fields": ["price"]}],
                    }
                ],
                "payload": {"type": "OrderResponse", "lines": [{"id": "1", "price": price}]},
                "res_model": order._name,
                "res_id": order.id,
                "link_ids": [Command.create({"res_model": order._name, "res_id": order.id})],
            }
        )
        self.start_tour("/odoo/exceptions", "suture_work_queue", login="admin")
        self.assertEqual(exchange.user_id, self.env.ref("base.user_admin"))
        self.assertEqual(exchange.state, "dismissed")

    def test_the_integration_is_set_up(self):
        parameters = self.env["ir.config_parameter"].sudo()
        for name in ("suture.sidecar_url", "suture.setup_dismissed", "suture.sidecar_tested"):
            parameters.set_param(name, False)
        gateway = self.env.ref("suture.group_gateway")
        self.env["res.users"].search([("all_group_ids", "in", gateway.ids)]).active = False
        self.start_tour("/odoo/integration-setup", "suture_setup", login="admin")
        self.assertEqual(parameters.get_param("suture.sidecar_url"), "http://127.0.0.1:1")
        made = self.env["res.users"].search([("login", "=", "suture_sidecar")])
        self.assertEqual(self.env["suture.gateway.key"]._current().user_id, made)
        self.assertFalse(made.has_group("base.group_system"))

    def test_a_connection_is_set_up_from_nothing(self):
        supplier = self.env["res.partner"].create({"name": "Tour Medical Supply", "is_company": True})
        self.env["purchase.order"].create({"partner_id": supplier.id})
        Flow = self.env["suture.flow"].with_context(active_test=False)
        if not Flow.search([("code", "=", "order-dispatch")]):
            Flow.create({"code": "order-dispatch", "name": "Order dispatch", "description": "Sends orders."})
        self.start_tour("/odoo/action-suture.connection_action", "suture_connection_setup", login="admin")
        connection = self.env["suture.connection"].search([("code", "=", "edi-tour-medical-supply")])
        self.assertEqual((connection.stage, connection.route_transport), ("live", "folder"))
        self.assertEqual(set(connection.identifier_ids.mapped("value")), {"TOURHOSPITAL", "TOURMED"})
        asked = self.env["suture.outbox"].search([("connection_id", "=", connection.id)])
        self.assertEqual(asked.mapped("event"), ["rehearse"])

    def test_from_the_figures_of_the_overview_to_the_records(self):
        supplier = self.env["res.partner"].create({"name": "Tour Medical Supply", "is_company": True})
        Flow = self.env["suture.flow"].with_context(active_test=False)
        answers = Flow.search([("code", "=", "order-response")])
        answers = answers or Flow.create({"code": "order-response", "name": "Order response"})
        flow = Flow.create({"code": "tour-flow", "name": "Tour flow"})
        connection = self.env["suture.connection"].create(
            {
                "code": "tour-overview",
                "name": "Tour overview",
                "partner_id": supplier.id,
                "flow_ids": [Command.set((answers | flow).ids)],
            }
        )
        product = self.env["product.product"].create({"name": "Tour gauze"})
        line = Command.create({"product_id": product.id, "product_qty": 10, "price_unit": 2.5})
        order = self.env["purchase.order"].create({"partner_id": supplier.id, "order_line": [line]})
        order.button_confirm()
        common = {
            "connection_id": connection.id,
            "company_id": connection.company_id.id,
            "flow_id": flow.id,
        }
        total = {"type": "Payment", "amount": "25.00", "currency": order.currency_id.name}
        self.env["suture.exchange"].create(
            [
                {
                    **common,
                    "message_key": "tour/overview/sent",
                    "direction": "outbound",
                    "document_type": "Order",
                    "state": "done",
                    "link_ids": [Command.create({"res_model": order._name, "res_id": order.id})],
                },
                *(
                    {
                        **common,
                        "message_key": f"tour/overview/{number}",
                        "document_type": "Payment",
                        "document_number": f"TOUR-8{number}",
                        "state": "attention",
                        "reason_code": "PRICE_VARIANCE",
                        "payload": total,
                    }
                    for number in (1, 2)
                ),
            ]
        )
        self.env["suture.sidecar.health"]._store("tour:8080", "1", None, {"lanes": []})
        self.start_tour("/odoo/integration-overview", "suture_overview", login="admin")

    def exception(self, connection, number, finding, **values):
        return self.env["suture.exchange"].create(
            {
                "message_key": f"tour/{number}",
                "connection_id": connection.id,
                "company_id": connection.company_id.id,
                "document_type": "OrderResponse",
                "document_number": number,
                "state": "attention",
                "reason_code": finding["code"],
                "reason": finding["text"],
                "findings": [finding],
                **values,
            }
        )

    def test_an_unknown_item_is_chosen_once_for_all_that_wait_for_it(self):
        connection = self.env["suture.connection"].create({"code": "tour-map", "name": "Tour Map"})
        product = self.env["product.product"].create({"name": "Tour gloves", "barcode": "9501101530003"})
        unknown = {
            "model": "product.product",
            "scheme": "item",
            "value": "HM-TOUR",
            "ids": [{"scheme": "seller", "id": "HM-TOUR"}, {"scheme": "gtin", "id": "09501101530003"}],
        }
        finding = {"code": "UNKNOWN_ITEM", "line": "1", "field": "item", "text": "?", "unknown": unknown}
        rows = [self.exception(connection, number, finding) for number in ("TOUR-81", "TOUR-82")]
        self.start_tour("/odoo/exceptions", "suture_map", login="admin")
        entry = self.env["suture.crosswalk"].search([("connection_id", "=", connection.id)])
        self.assertEqual((entry.value, entry.res_id), ("HM-TOUR", product.id))
        self.assertEqual([row.state for row in rows], ["queued", "queued"])

    def test_an_exception_is_put_off_dismissed_taken_back_and_corrected(self):
        connection = self.env["suture.connection"].create({"code": "tour-decide", "name": "Tour Decide"})
        flow = self.env["suture.flow"].with_context(active_test=False)
        flow = flow.search([("code", "=", "order-response")]) or flow.create(
            {"code": "order-response", "name": "Order response"}
        )
        finding = {"code": "PRICE_VARIANCE", "line": "1", "field": "price", "text": "Too dear."}
        line = {"id": "1", "price": {"amount": "5.25", "currency": "USD"}}
        payload = {"type": "OrderResponse", "id": "P1", "lines": [line]}
        row = self.exception(connection, "TOUR-91", finding, flow_id=flow.id, payload=payload)
        self.start_tour("/odoo/exceptions", "suture_decide", login="admin")
        domain = [("res_model", "=", row._name), ("res_id", "=", row.id)]
        commands = self.env["suture.outbox"].search(domain, order="id")
        self.assertEqual(commands.mapped("event"), ["dismiss", "reopen", "correct"])
        self.assertEqual(commands[-1].arguments["document"]["lines"][0]["price"]["amount"], "2.50")
