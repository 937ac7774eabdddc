from odoo import Command, fields
from odoo.addons.suture_purchase.tests.common import OrderCase
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged


@tagged("post_install", "-at_install")
class TestTimeline(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        purchase = "base.group_user,purchase.group_purchase_user"
        cls.buyer = new_test_user(cls.env, "suture_test_tl_buyer", groups=f"{purchase},suture.group_user")
        cls.operator = new_test_user(cls.env, "suture_test_tl_op", groups=f"{purchase},suture.group_operator")

    def told(self, document, user=None):
        self.env.invalidate_all()
        steps = document.with_user(user or self.buyer).integration_timeline["steps"]
        return [(step["title"], step["state"]) for step in steps]

    def sent(self, order, **values):
        given = {
            "direction": "outbound",
            "document_type": "Order",
            "document_code": "850",
            "flow": "order-dispatch",
            "acknowledgement": "accepted",
            "acknowledged_at": "2026-11-20T10:00:00Z",
            **values,
        }
        return self.report(f"timeline/{order.id}/sent", order, **given)

    def test_before_anything_happened_all_is_still_to_come(self):
        titles = [title for title, state in self.told(self.order()) if state == "expected"]
        self.assertEqual(
            titles,
            [
                "To send",
                "Received by the partner",
                "Answered by the vendor",
                "Shipped",
                "Received",
                "Billed",
                "Paid",
            ],
        )

    def test_from_the_order_to_the_payment(self):
        order = self.order(quantity=10, price=2.5)
        sent = self.sent(order)
        self.report(f"timeline/{order.id}/answer", order)
        receipt = order.picking_ids
        receipt.move_ids.quantity = 10
        receipt.move_ids.picked = True
        receipt.button_validate()
        order.action_create_invoice()
        bill = order.invoice_ids
        bill.invoice_date = fields.Date.today()
        bill.action_post()
        payment = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=bill.ids
        )
        payment.create({}).action_create_payments()
        expected = [
            ("Sent to Birch Medical", "done"),
            ("Received by Birch Medical", "done"),
            ("Answered by Birch Medical", "done"),
            ("Received", "done"),
            ("Billed", "done"),
            ("Paid", "done"),
        ]
        self.assertEqual(self.told(order), expected)
        steps = order.with_user(self.buyer).integration_timeline["steps"]
        self.assertEqual((steps[0]["id"], steps[0]["detail"]), (sent.id, "850 A-1"))
        self.assertEqual(steps[1]["at"], "2026-11-20T10:00:00Z")
        self.assertTrue(all(step["at"] for step in steps))
        for document in (receipt, bill):
            self.assertEqual(self.told(document, self.env.user), expected)

    def test_a_step_leads_only_where_the_user_may_go(self):
        order = self.order()
        self.sent(order)
        order.action_create_invoice() if order.invoice_status == "to invoice" else None
        step = next(
            s for s in order.with_user(self.buyer).integration_timeline["steps"] if s["title"] == "Received"
        )
        readable = order.picking_ids.with_user(self.buyer).has_access("read")
        self.assertEqual(bool(step["link"]), readable)

    def test_what_needs_a_person_shows_its_reason(self):
        order = self.order()
        self.sent(order, acknowledgement="rejected", state="attention", reason="Bad segment.\nMore.")
        [step] = [
            s for s in order.with_user(self.buyer).integration_timeline["steps"] if s["state"] == "attention"
        ]
        self.assertEqual((step["title"], step["reason"]), ("Refused by Birch Medical", "Bad segment."))

    def test_a_document_that_is_not_exchanged_has_no_timeline(self):
        stranger = self.env["res.partner"].create({"name": "Stranger"})
        order = self.order(partner_id=stranger.id)
        self.assertFalse(order.integration_timeline)
        self.assertFalse(self.env["purchase.order"].new({}).integration_timeline)
        self.assertFalse(order.picking_ids.integration_timeline)

    def test_a_customer_invoice_of_billing(self):
        line = Command.create({"name": "Care", "quantity": 1, "price_unit": 100})
        invoice = self.env["account.move"].create(
            {"move_type": "out_invoice", "partner_id": self.supplier.id, "invoice_line_ids": [line]}
        )
        self.report(
            "timeline/invoice", invoice, document_type="CustomerInvoice", document_code="invoice.issued"
        )
        self.assertEqual(
            self.told(invoice, self.env.user),
            [("Reported by Birch Medical", "done"), ("To post", "expected"), ("Paid", "expected")],
        )
        invoice.action_post()
        self.assertEqual(self.told(invoice, self.env.user)[1], ("Posted", "done"))

    def test_the_banner_tells_what_needs_a_person_with_the_action_that_goes_on(self):
        order = self.order()
        self.assertFalse(order.integration_alerts)
        price = self.report(
            "alert/1", order, state="attention", reason_code="PRICE_VARIANCE", reason="Dear.\nx"
        )
        failed = self.report(
            "alert/2", order, state="attention", reason_code="DELIVERY_FAILED", reason="Away."
        )
        order.invalidate_recordset()
        alerts = order.with_user(self.operator).integration_alerts
        decide, again = alerts[f"suture_{price.id}"], alerts[f"suture_{failed.id}"]
        self.assertIn("Dear.", decide["message"])
        self.assertEqual(
            (decide["action"]["res_model"], decide["action"]["res_id"]), ("suture.exchange", price.id)
        )
        model, method, ids = again["action_call"]
        getattr(self.env[model].with_user(self.operator).browse(ids), method)()
        self.assertEqual(failed.state, "queued")
        order.invalidate_recordset()
        self.assertNotIn(f"suture_{failed.id}", order.with_user(self.operator).integration_alerts)

    def test_who_may_not_decide_is_led_to_the_exception(self):
        order = self.order()
        row = self.report("alert/3", order, state="attention", reason_code="DELIVERY_FAILED", reason="Away.")
        alert = order.with_user(self.buyer).integration_alerts[f"suture_{row.id}"]
        self.assertNotIn("action_call", alert)
        self.assertEqual(alert["action"]["res_id"], row.id)

    def test_what_the_sidecar_refused_is_sent_again(self):
        order = self.order()
        row = self.env["suture.outbox"].search([("res_id", "=", order.id), ("res_model", "=", order._name)])
        self.gateway.outbox_report([{"id": row.id, "status": "refused", "message": "No route."}])
        order.invalidate_recordset()
        alert = order.with_user(self.buyer).integration_alerts["suture_refused"]
        self.assertIn("No route.", alert["message"])
        self.assertEqual(alert["action_call"], ["purchase.order", "action_send_again", order.ids])
        order.action_send_again()
        order.invalidate_recordset()
        self.assertFalse(order.with_user(self.buyer).integration_alerts)

    def test_asking_for_the_status_writes_to_the_vendor(self):
        self.supplier.email = "sales@birch.example"
        order = self.order()
        action = order.with_user(self.buyer).action_ask_for_status()
        composer = self.env[action["res_model"]].with_user(self.buyer).with_context(**action["context"])
        mail = composer.create({})
        self.assertIn(order.name, mail.subject)
        self.assertIn(self.supplier, mail.partner_ids)
        with self.assertRaises(UserError):
            self.order(confirm=False).with_user(self.buyer).action_ask_for_status()

    def test_nobody_outside_the_groups_sees_timeline_or_banner(self):
        order = self.order()
        self.sent(order)
        plain = new_test_user(
            self.env, "suture_test_tl_plain", groups="base.group_user,purchase.group_purchase_user"
        )
        for name in ("integration_timeline", "integration_alerts"):
            with self.subTest(name), self.assertRaises(AccessError):
                order.with_user(plain).read([name])

    def test_a_day_is_shown_as_that_day_in_the_companys_zone(self):
        self.env.company.partner_id.tz = "Pacific/Kiritimati"
        order = self.order(quantity=10, price=2.5)
        order.order_line.product_id.purchase_method = "purchase"
        order.action_create_invoice()
        order.invoice_ids.invoice_date = "2026-12-01"
        steps = order.with_user(self.buyer).integration_timeline["steps"]
        [billed] = [step for step in steps if step["title"].startswith("Billed")]
        self.assertEqual(billed["at"], "2026-11-30T22:00:00Z")
