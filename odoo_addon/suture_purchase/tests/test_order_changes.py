from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import OrderCase, write_line


class SentOrderCase(OrderCase):
    """Adds an order that was sent, as the sidecar reports it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = new_test_user(
            cls.env, "suture_test_buyer", groups="base.group_user,purchase.group_purchase_user"
        )
        cls.supplier.email = "orders@birch.example"

    def rows(self, order):
        domain = [("res_model", "=", order._name), ("res_id", "=", order.id)]
        return self.env["suture.outbox"].search(domain, order="id")

    def send(self, order, **values):
        """Lets the sidecar take what is in the outbox for the order and report it as sent."""
        self.gateway.outbox_take(100, 60)
        row = self.rows(order)[-1:]
        self.gateway.outbox_report([{"id": row.id, "status": "taken"}])
        lines = [
            {
                "id": str(line.suture_line_number),
                "quantity": {"value": str(line.product_qty), "unit": "C62"},
                "price": {"amount": str(line.price_unit), "currency": "USD"},
                "requestedDate": line.date_planned.date().isoformat(),
            }
            for line in order.order_line
            if not line.display_type
        ]
        kind = "OrderChange" if row.event == "order.changed" else "Order"
        exchange = {
            "direction": "outbound",
            "flow": "order-dispatch",
            "document_type": kind,
            "document_number": order.name,
            "payload": {"type": kind, "lines": lines},
            "links": [{"model": order._name, "id": order.id}],
            **values,
        }
        self.gateway.report([self.exchange(row.key, **exchange)])
        self.env.invalidate_all()

    def sent(self, **values):
        order = self.order(**values)
        self.send(order)
        return order

    def changes(self, order):
        rows = order._suture_change_rows()
        return [(row["line"], row["label"], row["before"], row["now"]) for row in rows]


@tagged("post_install", "-at_install")
class TestOrderChanges(SentOrderCase):
    def test_a_version_keeps_the_order_as_it_was_sent(self):
        order = self.sent()
        order.order_line.product_qty = 50
        version = order.suture_version_id
        self.assertEqual((version.number, version.kind, version.state), (1, "order", "sent"))
        self.assertEqual(version.line_ids.mapped("product_qty"), [10])
        self.assertIn("50", version.line_ids.difference)
        with self.assertRaises(AccessError):
            version.with_user(self.buyer).number = 7

    def test_a_change_shows_until_it_is_sent(self):
        order = self.sent()
        self.assertEqual((order.integration_state, order.suture_change_state), ("in_progress", "none"))
        order.order_line.product_qty = 50
        self.assertEqual((order.integration_state, order.suture_change_state), ("changed", "open"))
        [(line, label, before, now)] = self.changes(order)
        self.assertEqual((line, label), (1, "Quantity"))
        self.assertTrue(before.startswith("10.00") and now.startswith("50.00"))
        self.assertEqual(order.search([("integration_state", "=", "changed")]) & order, order)
        order.order_line.product_qty = 10
        self.assertEqual((order.integration_state, order.suture_change_state), ("in_progress", "none"))

    def test_each_value_counts(self):
        order = self.sent(lines=2)
        first, second = order.order_line
        first.price_unit = 2.75
        first.discount = 10
        second.date_planned = "2027-03-01 12:00:00"
        second.name = f"{second.name}\nTo the ramp"
        labels = [(line, label) for line, label, _before, _now in self.changes(order)]
        self.assertEqual(labels, [(1, "Price"), (2, "Date"), (2, "Note")])

    def test_notes_and_new_lines_count(self):
        order = self.sent()
        note = Command.create({"display_type": "line_note", "name": "Call first", "product_qty": 0})
        order.write({"order_line": [note]})
        self.assertEqual([row[:2] for row in self.changes(order)], [(1, "Note")])
        self.assertEqual(order.integration_state, "changed")
        line = Command.create({"product_id": self.product.id, "product_qty": 3, "price_unit": 0})
        order.write({"order_line": [line]})
        self.assertEqual([row[:2] for row in self.changes(order)], [(1, "Note"), (2, "Line")])

    def test_a_free_line_that_gets_a_price_counts(self):
        order = self.sent(price=0)
        order.order_line.price_unit = 3
        self.assertEqual([row[:2] for row in self.changes(order)], [(1, "Price")])

    def test_a_cancelled_order_is_not_in_sync_until_the_cancellation_is_sent(self):
        order = self.sent()
        order.button_cancel()
        self.assertEqual((order.integration_state, order.suture_change_state), ("changed", "open"))
        order._suture_withhold("The vendor was called.")
        self.assertEqual((order.integration_state, order.suture_change_state), ("changed", "withheld"))

    def test_the_person_who_changes_it_is_told(self):
        order = self.sent().with_user(self.buyer)
        told = []
        users = self.env.registry["res.users"]
        self.patch(users, "_bus_send", lambda _user, kind, message: told.append((kind, message)))
        with Form(order) as form, form.order_line.edit(0) as line:
            line.product_qty = 50
        [(kind, message)] = told
        self.assertEqual(kind, "simple_notification")
        self.assertIn("50.00", message["message"])

    def test_what_the_vendors_response_changes_is_known_to_the_vendor(self):
        order = self.sent()
        line = order.order_line
        write = write_line(line, product_qty=8, price_unit=2.6, date_planned="2027-02-01T12:00:00Z")
        self.gateway.apply([self.item("answer", write, documents=[order])])
        self.env.invalidate_all()
        self.assertEqual((order.integration_state, self.changes(order)), ("synced", []))
        self.assertEqual(order.suture_version_id.line_ids.product_qty, 10)
        line.product_qty = 50
        self.assertEqual([row[:2] for row in self.changes(order)], [(1, "Quantity")])

    def test_the_order_is_followed_until_the_sidecar_reads_it(self):
        order = self.order()
        order.order_line.product_qty = 50
        self.assertEqual(order.suture_version_id.line_ids.product_qty, 50)
        self.assertEqual(order.suture_change_state, "none")
        self.gateway.outbox_take(100, 60)
        order.order_line.product_qty = 60
        self.assertEqual(order.suture_version_id.line_ids.product_qty, 50)
        self.assertEqual(order.integration_state, "changed")
        self.send(order)  # the sidecar had read 60
        self.assertEqual(order.suture_version_id.line_ids.product_qty, 60)
        self.assertEqual((order.suture_change_state, order.integration_state), ("none", "in_progress"))

    def test_an_order_that_was_sent_before_versions_were_stored_gets_one(self):
        order = self.sent()
        order.order_line.product_qty = 8
        order.suture_version_ids.unlink()
        self.env.invalidate_all()
        self.env["suture.order.version"]._take_missing()
        line = order.suture_version_id.line_ids
        self.assertEqual((line.product_qty, line.known_qty), (10, 8))
        self.assertEqual(order.suture_version_id.state, "sent")
        order.order_line.product_qty = 50
        self.assertEqual([row[:2] for row in self.changes(order)], [(1, "Quantity")])

    def test_a_version_that_was_not_sent_is_known_to_nobody(self):
        order = self.sent()
        order.order_line.product_qty = 50
        order.action_send_again()
        self.assertEqual(order.suture_change_state, "none")
        row = self.rows(order)[-1:]
        self.gateway.outbox_report([{"id": row.id, "status": "refused", "message": "No."}])
        self.env.invalidate_all()
        self.assertEqual(order.suture_version_ids.mapped("state"), ["void", "sent"])
        self.assertEqual((order.suture_version_id.number, order.suture_change_state), (1, "open"))


@tagged("post_install", "-at_install")
class TestSendChange(SentOrderCase):
    def with_changes_by_edi(self):
        Flow = self.env["suture.flow"].with_context(active_test=False)
        flow = Flow.search([("code", "=", "order-change")])
        self.connection.flow_ids |= flow or Flow.create({"code": "order-change", "name": "Order change"})

    def test_the_change_goes_into_the_outbox(self):
        self.with_changes_by_edi()
        order = self.sent(lines=2)
        order.order_line[0].product_qty = 50
        order.with_user(self.buyer).action_send_change()
        row = self.rows(order)[-1:]
        document = row.arguments["document"]
        self.assertEqual((row.event, row.state), ("order.changed", "pending"))
        self.assertEqual(
            (document["id"], document["sequence"], document["purpose"]), (order.name, 1, "change")
        )
        [line] = document["lines"]
        self.assertEqual(line["id"], "1")
        self.assertEqual(line["before"]["quantity"]["value"], "10")
        self.assertEqual(line["now"]["quantity"]["value"], "50")
        self.assertEqual(line["now"]["price"]["amount"], "2.5")
        self.assertEqual(document["total"], "150.00")
        self.assertEqual((order.integration_state, order.suture_change_state), ("in_progress", "none"))
        self.send(order)
        self.assertEqual((order.integration_state, order.suture_version_id.number), ("in_progress", 2))
        order.order_line[1].product_qty = 0
        order.action_send_change()
        document = self.rows(order)[-1:].arguments["document"]
        self.assertEqual((document["sequence"], list(document["lines"][0])), (2, ["id", "before"]))

    def test_the_cancellation_goes_into_the_outbox(self):
        self.with_changes_by_edi()
        order = self.sent()
        order.button_cancel()
        order.action_send_change()
        document = self.rows(order)[-1:].arguments["document"]
        self.assertEqual((document["purpose"], list(document["lines"][0])), ("cancel", ["id", "before"]))
        self.send(order)
        self.assertEqual((order.integration_state, order.suture_version_id.kind), ("synced", "cancellation"))

    def test_without_the_flow_the_change_goes_by_email(self):
        order = self.sent().with_user(self.buyer)
        order.order_line.product_qty = 50
        action = order.action_send_change()
        composer = self.env["mail.compose.message"].with_user(self.buyer)
        composer = composer.with_context(**action["context"]).create({})
        self.assertIn("50.00", composer.body)
        composer.partner_ids = self.supplier
        composer._action_send_mail()
        self.assertEqual((order.integration_state, order.suture_change_state), ("in_progress", "none"))
        version = order.suture_version_id
        self.assertEqual((version.channel, version.kind, version.state), ("email", "change", "sent"))

    def test_not_sending_needs_a_reason_and_lasts_until_the_next_change(self):
        order = self.sent().with_user(self.buyer)
        order.order_line.product_qty = 50
        window = self.env["suture.order.withhold"].with_user(self.buyer)
        window = window.create({"order_id": order.id, "reason": " "})
        with self.assertRaises(UserError):
            window.action_withhold()
        window.reason = "Agreed by phone."
        window.action_withhold()
        self.assertEqual((order.integration_state, order.suture_change_state), ("changed", "withheld"))
        self.assertIn("Agreed by phone.", order.suture_change_text)
        self.assertIn("Agreed by phone.", order.message_ids[0].body)
        self.assertEqual(order.sudo().suture_version_id.withheld_by, self.buyer)
        order.order_line.product_qty = 60
        self.assertEqual(order.suture_change_state, "open")

    def test_only_a_buyer_decides(self):
        order = self.sent()
        clerk = new_test_user(self.env, "suture_test_clerk", groups="base.group_user")
        order.order_line.product_qty = 50
        for method in ("action_send_change", "action_ask_withhold"):
            with self.assertRaises(AccessError):
                getattr(order.with_user(clerk), method)()
        order.order_line.product_qty = 10
        with self.assertRaisesRegex(UserError, order.name):
            order.action_send_change()

    def test_a_draft_says_that_confirming_sends_it(self):
        order = self.order(price=0, confirm=False)
        self.assertIn("Birch Medical by EDI", order.suture_confirm_text)
        self.assertIn(self.product.display_name, order.suture_confirm_text)
        self.connection.active = False
        order.invalidate_recordset()
        self.assertFalse(order.suture_confirm_text)

    def test_a_response_to_the_order_as_it_was_shows_three_columns(self):
        self.with_changes_by_edi()
        order = self.sent()
        order.order_line.product_qty = 50
        finding = {"code": "ORDER_CHANGED", "line": "1", "field": "quantity", "sent": "10", "theirs": "10"}
        finding.update(ours="50", text={"code": "order-response.no-day", "parameters": {}})
        row = self.report(
            "message/855", order, state="attention", reason_code="ORDER_CHANGED", findings=[finding]
        )
        [compared] = row.order_comparison["rows"]
        self.assertEqual(compared["values"], ["10", "10", "50"])
        self.assertEqual(len(row.order_comparison["columns"]), 3)
        row.action_keep_order()
        self.assertEqual(row.state, "dismissed")
        self.assertEqual(self.rows(order)[-1:].event, "order.changed")

    def test_sending_our_change_decides_about_nothing_else(self):
        self.with_changes_by_edi()
        order = self.sent(lines=2)
        order.order_line[0].product_qty = 50
        text = {"code": "order-response.no-day", "parameters": {}}
        changed = {"code": "ORDER_CHANGED", "line": "1", "field": "quantity", "theirs": "10", "ours": "50"}
        changed |= {"text": text, "choices": [{"code": "keep-ours"}]}
        price = {"code": "PRICE_VARIANCE", "line": "2", "field": "price", "theirs": "9", "ours": "2.5"}
        about = {"state": "attention", "reason_code": "ORDER_CHANGED", "done_at": None}
        row = self.report("message/855", order, findings=[changed, {**price, "text": text}], **about)
        row.action_keep_order()
        self.assertEqual((row.state, order.suture_change_state), ("queued", "none"))
        command = self.env["suture.outbox"].search([("res_id", "=", row.id)], order="id desc", limit=1)
        [told] = command.arguments["findings"]
        self.assertEqual((command.event, told["line"], told["decision"]), ("accept", "1", "keep-ours"))


@tagged("post_install", "-at_install")
class TestRefusedVersions(SentOrderCase):
    """Tests that the vendor does not know a version that it has refused."""

    def changed(self):
        """Returns an order whose change was sent electronically."""
        TestSendChange.with_changes_by_edi(self)
        order = self.sent()
        order.order_line.product_qty = 50
        order.action_send_change()
        self.send(order)
        self.assertEqual((order.suture_version_id.number, order.suture_change_state), (2, "none"))
        return order

    def refuse(self, order, key="message/865", **payload):
        payload = {"type": "OrderResponse", "response": "rejected", "lines": [], **payload}
        about = {"state": "attention", "reason_code": "LINE_REJECTED", "done_at": None, "payload": payload}
        row = self.report(key, order, document_number=order.name, **about)
        self.env.invalidate_all()
        return row

    def test_a_change_that_the_vendor_refuses(self):
        order = self.changed()
        row = self.refuse(order, respondsTo="change", changeSequence=1)
        self.assertEqual(order.suture_version_ids.mapped("state"), ["refused", "sent"])
        self.assertEqual(order.suture_change_state, "open")
        row._dismiss("They were called.")
        self.env.invalidate_all()
        self.assertEqual(order.integration_state, "changed")
        order.order_line.product_qty = 10
        self.assertEqual(order.suture_change_state, "none")

    def test_a_refusal_without_a_number_is_about_the_last_change(self):
        order = self.changed()
        self.refuse(order, respondsTo="change")
        self.assertEqual(order.suture_change_state, "open")

    def test_a_cancellation_that_the_vendor_refuses(self):
        order = self.changed()
        order.button_cancel()
        order.action_send_change()
        self.send(order)
        self.assertEqual(order.suture_change_state, "none")
        self.refuse(order, respondsTo="change", changeSequence=9)
        self.assertEqual(order.suture_change_state, "none")
        self.refuse(order, "message/865-2", respondsTo="cancellation", changeSequence=2)
        self.assertEqual((order.suture_version_id.number, order.suture_change_state), (2, "open"))

    def test_a_change_that_the_partners_system_refuses_and_gets_again(self):
        order = self.changed()
        key = self.rows(order)[-1:].key
        about = {"direction": "outbound", "document_type": "OrderChange", "flow": "order-dispatch"}
        refused = {**about, "state": "attention", "reason_code": "PARTNER_REJECTED", "done_at": None}
        self.report(key, order, revision=2, acknowledgement="rejected", **refused)
        self.env.invalidate_all()
        self.assertEqual((order.suture_version_id.number, order.suture_change_state), (1, "open"))
        self.report(key, order, revision=3, acknowledgement="awaited", **about)
        self.env.invalidate_all()
        self.assertEqual((order.suture_version_id.number, order.suture_change_state), (2, "none"))

    def test_a_value_that_is_kept_with_a_new_quantity_is_not_known_to_the_vendor(self):
        order = self.sent()
        line = order.order_line
        line.price_unit = 2.2
        date = f"{line.date_planned.isoformat()}Z"
        write = write_line(line, product_qty=8, price_unit=2.2, date_planned=date)
        self.gateway.apply([self.item("kept", write, documents=[order])])
        self.env.invalidate_all()
        self.assertEqual([row[:2] for row in self.changes(order)], [(1, "Price")])
        self.gateway.apply([self.item("confirmed", write_line(line, price_unit=2.2), documents=[order])])
        self.env.invalidate_all()
        self.assertEqual(self.changes(order), [])
