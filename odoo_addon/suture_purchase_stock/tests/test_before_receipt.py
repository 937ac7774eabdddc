from odoo.addons.suture_purchase.tests.common import OrderCase
from odoo.tests import Form, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestBeforeReceipt(OrderCase):
    """Tests invoices that wait for the receipt of their goods, and their comparison with the order."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_user,purchase.group_purchase_user,stock.group_stock_user,suture.group_operator"
        cls.operator = new_test_user(cls.env, "suture_test_br_op", groups=groups)

    def waiting(self, order, quantity="10", key="early", **values):
        finding = {
            "code": "INVOICE_BEFORE_RECEIPT",
            "line": "1",
            "item": "T-1",
            "field": "quantity",
            "ours": "0 × Units",
            "theirs": f"{quantity} × Units",
            "text": "Ten are invoiced, none was received.",
            "acceptable": True,
        }
        given = {
            "flow": "vendor-invoice",
            "document_type": "Invoice",
            "document_code": "810",
            "document_number": "INV-1",
            "state": "waiting",
            "reason_code": "INVOICE_BEFORE_RECEIPT",
            "reason": "Not received.",
            "findings": [finding],
            "matches": [{"line": "1", "order_line_id": order.order_line[0].id, "quantity": quantity}],
            **values,
        }
        return self.report(key, order, **given)

    def receive(self, order, quantity):
        receipt = order.picking_ids.filtered(lambda row: row.state not in ("done", "cancel"))
        receipt.move_ids.quantity = quantity
        receipt.move_ids.picked = True
        receipt.with_context(skip_backorder=True).button_validate()
        return receipt

    def commands(self, exchange):
        rows = self.env["suture.outbox"].search([("message_key", "=", exchange.message_key)])
        return rows.mapped("event")

    def test_a_validated_receipt_retries_the_invoices_that_wait_for_it(self):
        order, other = self.order(), self.order()
        exchange = self.waiting(order)
        decided = self.waiting(order, key="late", state="attention")
        elsewhere = self.waiting(other, key="other")
        price = self.report("price", order, state="attention", reason_code="PRICE_VARIANCE")
        receipt = self.receive(order, 4)
        self.assertEqual(receipt.state, "done")
        self.assertEqual((exchange.state, decided.state), ("queued", "queued"))
        self.assertEqual((elsewhere.state, price.state), ("waiting", "attention"))
        self.assertEqual(self.commands(exchange), ["replay"])
        self.assertIn(receipt.name, exchange.message_ids[0].body)

    def test_whoever_receives_the_goods_decides_nothing_about_the_invoice(self):
        keeper = new_test_user(self.env, "suture_test_receiver", groups="stock.group_stock_user")
        order = self.order()
        exchange = self.waiting(order, state="attention")
        order.with_user(keeper)._suture_goods_received("IN/1")
        self.assertEqual((exchange.state, self.commands(exchange)), ("queued", ["replay"]))
        self.assertFalse(exchange.decision_ids)

    def test_an_entered_quantity_of_a_service_counts_as_a_receipt(self):
        self.product.write({"type": "service", "purchase_method": "receive"})
        order = self.order()
        exchange = self.waiting(order)
        order.order_line.qty_received = 3
        self.assertEqual((exchange.state, self.commands(exchange)), ("queued", ["replay"]))

    def test_the_table_shows_the_quantities_of_now(self):
        order = self.order()
        exchange = self.waiting(order)
        self.receive(order, 4)
        [row] = exchange.with_user(self.operator).bill_match["rows"]
        shown = [row[name] for name in ("line", "ordered", "received", "billed", "invoiced")]
        self.assertEqual(shown, ["1", "10.00 Units", "4.00 Units", "0.00 Units", "10.00 Units"])
        self.assertEqual(row["detail"], "Ten are invoiced, none was received.")

    def test_each_line_has_its_verdict_and_actions(self):
        order = self.order(lines=2)
        both = [
            {"line": str(index), "order_line_id": line.id, "quantity": "10"}
            for index, line in enumerate(order.order_line, start=1)
        ]
        exchange = self.waiting(order, matches=both).with_user(self.operator)
        early, fine = exchange.bill_match["rows"]
        self.assertEqual((early["verdict"], early["tone"]), ("Goods not received yet", "warning"))
        self.assertEqual([each["text"] for each in early["actions"]], ["Open Receipt", "Accept…"])
        self.assertEqual((fine["verdict"], fine["tone"], fine["actions"]), ("Matches", "success", []))
        model, method, ids = early["actions"][0]["call"]
        action = getattr(self.env[model].with_user(self.operator).browse(ids), method)()
        self.assertEqual(action["res_id"], order.picking_ids.id)

    def test_a_line_without_an_order_line_is_shown_with_its_reason(self):
        order = self.order()
        unknown = {"code": "INVOICE_UNMATCHED", "line": "7", "item": "X", "field": "item", "text": "Who?"}
        exchange = self.waiting(order, state="attention", reason_code="INVOICE_UNMATCHED", findings=[unknown])
        rows = exchange.with_user(self.operator).bill_match["rows"]
        self.assertEqual([(row["line"], row["ordered"]) for row in rows], [("1", "10.00 Units"), ("7", "")])

    def test_the_table_needs_access_to_the_order(self):
        order = self.order()
        exchange = self.waiting(order)
        stranger = new_test_user(
            self.env, "suture_test_br_stranger", groups="base.group_user,suture.group_operator"
        )
        self.assertFalse(exchange.with_user(stranger).bill_match)
        answer = self.report("answer", order)
        self.assertFalse(answer.with_user(self.operator).bill_match)

    def test_the_form_shows_the_table_and_the_order_an_alert(self):
        order = self.order()
        exchange = self.waiting(order)
        form = Form(exchange.with_user(self.operator))
        self.assertTrue(form.bill_match)
        alert = order.with_user(self.operator).integration_alerts[f"suture_{exchange.id}"]
        self.assertEqual((alert["level"], alert["action"]["res_id"]), ("info", exchange.id))
