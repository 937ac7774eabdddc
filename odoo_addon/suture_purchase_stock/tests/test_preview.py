from unittest.mock import patch

from odoo.addons.suture.tests.common import guard
from odoo.addons.suture_account.tests.common import RECEIVED, BillingCase
from odoo.addons.suture_purchase.tests.common import OrderCase, write_line
from odoo.addons.suture_stock_account.tests.common import StockCase
from odoo.tests import tagged

COUNTED = (
    "account_move",
    "account_move_line",
    "account_payment",
    "account_partial_reconcile",
    "bus_bus",
    "ir_attachment",
    "ir_sequence_date_range",
    "mail_followers",
    "mail_mail",
    "mail_message",
    "mail_notification",
    "mail_tracking_value",
    "purchase_order",
    "stock_move",
    "stock_move_line",
    "stock_picking",
    "stock_quant",
    "suture_exchange",
    "suture_exchange_link",
    "suture_idempotency_key",
)
SUMMED = {
    "account_move": "amount_residual",
    "purchase_order": "amount_total",
    "purchase_order_line": "product_qty",
    "stock_quant": "quantity",
}


class PreviewCase:
    """Provides the counts and sums of everything that a dry run must not change, and a method that checks
    them.
    """

    maxDiff = None

    def held(self):
        self.env.flush_all()
        counts = {table: f"SELECT count(*) FROM {table}" for table in COUNTED}
        sums = {f"{table}.{column}": f"SELECT sum({column}) FROM {table}" for table, column in SUMMED.items()}
        held = {}
        for name, query in {**counts, **sums}.items():
            self.env.cr.execute(query)
            held[name] = self.env.cr.fetchone()[0]
        held["hooks"] = [
            len(hooks) + len(hooks.data) for hooks in (self.env.cr.precommit, self.env.cr.postcommit)
        ]
        held["numbers"] = self.env["ir.sequence"].search([]).mapped("number_next_actual")
        self.env["ir.sequence"].invalidate_model(["number_next_actual"])
        return held

    def preview(self, *items):
        """Returns the previews of the items after checking that nothing was stored or sent."""
        self.env.cr.flush()
        before = self.held()
        with patch.object(type(self.env["ir.mail_server"]), "send_email") as send:
            answers = self.gateway.preview(list(items))
        self.assertEqual(self.held(), before)
        send.assert_not_called()
        return answers

    def told(self, answer, model):
        """Returns `{(name of the record, field): (from, to)}` of the changes of one model."""
        return {
            (change["name"], change["field"]): (change["from"], change["to"])
            for change in answer["changes"]
            if change["model"] == model
        }


@tagged("post_install", "-at_install")
class TestPreview(PreviewCase, BillingCase, OrderCase):
    def test_tells_what_would_change_and_changes_nothing(self):
        order = self.order()
        line = order.order_line
        item = self.item(
            "p/1",
            write_line(line, product_qty=6),
            {"op": "notify", "to": {"model": order._name, "id": order.id}, "body": "Later"},
            documents=[order],
            guards=[guard(line, "product_qty", 10)],
        )
        answer = self.preview(item)[0]
        self.assertEqual((answer["key"], answer["status"]), ("p/1", "applied"))
        self.assertEqual(self.told(answer, line._name)[line.display_name, "product_qty"], (10, 6))
        self.assertEqual(self.told(answer, order._name)[order.display_name, "amount_total"], (25, 15))
        label = [change["label"] for change in answer["changes"] if change["field"] == "product_qty"]
        self.assertEqual(label, ["Quantity"])
        self.assertEqual({change["id"] for change in answer["changes"]}, {line.id, order.id})
        self.assertEqual(line.product_qty, 10)
        # A plan that was previewed can be applied afterwards under the same key.
        self.assertEqual(self.gateway.apply([item])[0]["status"], "applied")
        self.assertEqual(line.product_qty, 6)

    def test_a_new_order_with_its_lines_takes_no_number(self):
        values = {
            "partner_id": self.supplier.id,
            "order_line": [{"product_id": self.product.id, "product_qty": 3}],
        }
        make = {"op": "create", "model": "purchase.order", "ref": "rfq", "values": values}
        first, second = self.preview(self.item("p/2a", make), self.item("p/2b", make))
        self.assertEqual((first["status"], second["status"]), ("applied", "applied"))
        self.assertEqual({change["id"] for change in first["changes"]}, {None})
        quantities = [change["to"] for change in first["changes"] if change["field"] == "product_qty"]
        self.assertEqual(quantities, [3])
        names = [answer["changes"][0]["name"] for answer in (first, second)]
        self.assertEqual(names[0], names[1])
        self.assertEqual(self.order(confirm=False).name, names[0])

    def test_what_would_be_refused_says_why(self):
        order = self.order()
        line = order.order_line
        done = self.item("p/3", write_line(line, product_qty=9), documents=[order])
        self.assertEqual(self.gateway.apply([done])[0]["status"], "applied")
        answers = self.preview(
            self.item("p/4", write_line(line, product_qty=5), guards=[guard(line, "product_qty", 99)]),
            self.item("p/5", write_line(line, order_id=1)),
            done,
            {**done, "content_hash": "other"},
            self.item("p/6", connection="edi-nobody"),
        )
        self.assertEqual(
            [answer["status"] for answer in answers],
            ["stale", "rejected", "duplicate", "conflicting", "rejected"],
        )
        self.assertEqual([answer["changes"] for answer in answers], [[]] * 5)
        codes = [answer.get("reason", {}).get("code") for answer in answers]
        self.assertEqual(
            codes, ["CONFLICT", "ODOO_REJECTED", None, "DUPLICATE_CONTENT_DIFFERS", "ODOO_REJECTED"]
        )
        self.assertIn("edi-nobody", answers[4]["reason"]["message"])

    def test_an_invoice_and_its_payment(self):
        arguments = self.invoice_arguments("BI-P")
        operation = {"op": "do", "verb": "issue_customer_invoice", "ref": "made", "arguments": arguments}
        item = self.item("p/7", operation, flow=None)
        item["links"].append({"ref": "made"})
        answer = self.preview(item)[0]
        self.assertEqual(answer["status"], "applied", answer)
        fields = {field: to for (_name, field), (_from, to) in self.told(answer, "account.move").items()}
        self.assertEqual((fields["amount_total"], fields["state"]), (250, "Posted"))
        self.assertIn(250, [to for _from, to in self.told(answer, "account.move.line").values()])

        invoice = self.issued()
        pay = {"reference": "PAY-P", "invoice_id": invoice.id, "amount": "100.00", **RECEIVED}
        pay["currency"] = self.currency.name
        operation = {"op": "do", "verb": "register_payment", "ref": "made", "arguments": pay}
        answer = self.preview(self.item("p/8", operation, documents=[invoice], flow=None))[0]
        self.assertEqual(answer["status"], "applied", answer)
        residual = self.told(answer, "account.move")[invoice.display_name, "amount_residual"]
        self.assertEqual(residual, (250, 150))

    def test_only_the_integration_user_may_ask(self):
        with self.assertRaisesRegex(Exception, "Only the integration user"):
            self.env["suture.gateway"].with_user(self.env.ref("base.user_admin")).preview([])


@tagged("post_install", "-at_install")
class TestPreviewOfStock(PreviewCase, StockCase):
    def test_stock_stays_where_it_is(self):
        arguments = {
            "number": "MSG-P",
            "direction": "consumption",
            "used_on": "2026-11-18",
            "location_id": self.ward.id,
            "analytic_account_id": self.cost_centre.id,
            "lines": [self.line(self.drug, 2, self.lots[0])],
        }
        operation = {"op": "do", "verb": "consume_stock", "ref": "transfer", "arguments": arguments}
        item = self.item("p/stock", operation, document_type="StockMovement")
        answer = self.preview(item)[0]
        self.assertEqual(answer["status"], "applied", answer)
        taken = {change["field"]: change["to"] for change in answer["changes"]}
        self.assertEqual((taken["quantity"], taken["lot_id"], taken["state"]), (2, "L1", "Done"))
        self.assertEqual((self.on_hand(self.drug), self.costs().ids), (10, []))
        short = {**operation, "arguments": {**arguments, "lines": [self.line(self.drug, 99, self.lots[0])]}}
        answer = self.preview(self.item("p/short", short))[0]
        self.assertEqual((answer["status"], answer["reason"]["code"]), ("rejected", "QUANTITY_SHORT"))
