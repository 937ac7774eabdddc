from odoo import Command
from odoo.tests import tagged

from .test_told import ToldCase


def finding(code, line="1", **values):
    return {"code": code, "line": line, "text": f"{code} of line {line}.", **values}


PRICE = finding("PRICE_VARIANCE", field="price", ours="2.50", theirs="3.10")


class MootCase(ToldCase):
    def command(self, row):
        """Returns the last command to the sidecar about an exchange, or an empty recordset."""
        domain = [("kind", "=", "command"), ("res_model", "=", row._name), ("res_id", "=", row.id)]
        return self.env["suture.outbox"].search(domain, order="id desc", limit=1)

    def assertClosed(self, row, cause, document):
        terms = [{"term": f"closed.{cause}", "parameters": {"document": document}}]
        self.assertEqual((row.state, row.note_terms), ("dismissed", terms))
        self.assertIn(document, row.note)
        command = self.command(row)
        self.assertEqual((command.event, command.arguments["by"]), ("dismiss", "Suture"))
        closing = {"cause": cause, "document": document, "reason_code": row.reason_code}
        self.assertEqual(command.arguments["closing"], closing)
        self.assertIn(document, command.arguments["reason"])
        self.assertIn(document, self.lines(row)[-1])
        self.assertFalse(self.activities(row))

    def assertOpen(self, *rows):
        for row in rows:
            self.assertEqual((row.state, self.command(row).event or ""), ("attention", ""), row.message_key)


@tagged("post_install", "-at_install")
class TestMootResponses(MootCase):
    """Tests order responses whose matter is settled."""

    def answer(self, key, order, *lines, response="detail", **values):
        payload = {
            "type": "OrderResponse",
            "response": response,
            "lines": [{"id": line} for line in lines],
        }
        return self.report(key, order, **{"document_number": order.name, "payload": payload, **values})

    def doubtful(self, key, order, *lines, findings=(PRICE,), **values):
        return self.answer(
            key,
            order,
            *lines,
            **{
                "state": "attention",
                "reason_code": findings[0]["code"] if findings else "PRICE_VARIANCE",
                "findings": list(findings),
                "done_at": None,
                "received_at": self.from_now(minutes=-5),
                **values,
            },
        )

    # the order was cancelled

    def test_a_cancelled_order_closes_its_responses(self):
        order = self.order()
        row, price = self.doubtful("cancel-1", order, "1"), self.doubtful("cancel-2", self.order(), "1")
        order.button_cancel()
        self.assertClosed(row, "order-cancelled", order.name)
        self.assertIn("was cancelled in Odoo", self.lines(order)[-1])
        self.assertOpen(price)

    def test_a_cancelled_order_closes_what_the_vendor_does_not_have(self):
        order = self.order()
        about = {"direction": "outbound", "document_type": "Order", "flow": "order-dispatch"}
        lost = self.doubtful("cancel-3", order, findings=(), reason_code="DELIVERY_FAILED", **about)
        silent = self.doubtful("cancel-4", order, findings=(), reason_code="ACKNOWLEDGEMENT_OVERDUE", **about)
        order.button_cancel()
        self.assertClosed(lost, "order-cancelled", order.name)
        self.assertOpen(silent)

    def test_a_cancelled_order_settles_nothing_else(self):
        order = self.order()
        known = self.doubtful("cancel-5", order, "1", findings=[PRICE, finding("SCHEMA_INVALID")])
        new = self.doubtful("cancel-6", order, "1", findings=[finding("A_NEW_CODE")])
        late = self.doubtful("cancel-7", order, "1", findings=[finding("UNKNOWN_ORDER")])
        bill = self.doubtful("cancel-8", order, "1", document_type="Invoice", flow="vendor-invoice")
        staged = self.doubtful("cancel-9", order, "1", state="staged")
        order.button_cancel()
        self.assertOpen(known, new, late, bill)
        self.assertEqual(staged.state, "staged")

    # a later response was applied

    def test_a_later_response_to_the_same_lines_closes_the_earlier_one(self):
        order = self.order(lines=2)
        row = self.doubtful("later-1", order, "1", "2")
        later = self.answer("later-2", order, "1", "2")
        self.assertClosed(row, "superseded", later.name)

    def test_a_response_that_accepts_the_whole_order_closes_the_earlier_one(self):
        order = self.order()
        row = self.doubtful("later-3", order, findings=[{**PRICE, "line": None, "field": "order"}])
        later = self.answer("later-4", order, response="accepted")
        self.assertClosed(row, "superseded", later.name)

    def test_a_response_to_fewer_lines_leaves_the_earlier_one_open(self):
        order = self.order(lines=2)
        row = self.doubtful("later-5", order, "1", "2")
        self.answer("later-6", order, "1")
        self.assertOpen(row)

    def test_what_is_not_certain_leaves_the_earlier_one_open(self):
        order = self.order()
        whole = self.doubtful("later-7", order, "1", findings=[{**PRICE, "line": None}])
        unnumbered = self.doubtful("later-8", order, "1", payload={"lines": [{"item": {}}]})
        unknown = self.doubtful("later-9", order, "1", findings=[finding("UNKNOWN_ITEM", field="item")])
        erased = self.doubtful("later-10", order, "1", payload=None)
        newer = self.doubtful("later-11", order, "1", received_at=self.from_now(minutes=5))
        other = self.doubtful("later-12", self.order(), "1")
        self.answer("later-13", order, "1")
        self.answer("later-14", order, "1", state="queued", done_at=None)
        self.assertOpen(whole, unnumbered, unknown, erased, newer, other)

    def test_a_response_to_a_change_is_not_one_to_the_order(self):
        order = self.order()
        row = self.doubtful("later-30", order, "1")
        change = {"type": "OrderResponse", "response": "accepted", "respondsTo": "change", "lines": []}
        self.answer("later-31", order, payload={**change, "changeSequence": 1})
        self.assertOpen(row)
        lines = {**change, "changeSequence": 1, "response": "detail", "lines": [{"id": "1"}]}
        self.answer("later-32", order, payload=lines)
        self.assertEqual(row.state, "dismissed")

    def test_a_response_to_the_order_leaves_a_refused_change_open(self):
        order = self.order()
        whole = finding("LINE_REJECTED", None, field="order")
        payload = {"type": "OrderResponse", "response": "rejected", "respondsTo": "change", "lines": []}
        row = self.doubtful("later-33", order, findings=[whole], payload={**payload, "changeSequence": 2})
        self.answer("later-34", order, response="accepted")
        self.answer("later-35", order, response="accepted", payload={**payload, "response": "accepted"})
        self.assertOpen(row)
        again = {**payload, "response": "accepted", "changeSequence": 2}
        self.answer("later-36", order, payload=again)
        self.assertEqual(row.state, "dismissed")

    def test_another_cancellation_does_not_settle_a_refused_one(self):
        order = self.order()
        whole = finding("LINE_REJECTED", None, field="order")
        payload = {"type": "OrderResponse", "response": "rejected", "respondsTo": "cancellation", "lines": []}
        order.button_cancel()
        row = self.doubtful("cancel-30", order, findings=[whole], payload=payload)
        order.button_draft()
        order.button_cancel()
        self.assertOpen(row)

    def test_applying_a_later_response_closes_the_earlier_one(self):
        order = self.order()
        row = self.doubtful("later-15", order, "1")
        payload = {"type": "OrderResponse", "response": "detail", "lines": [{"id": "1"}]}
        item = self.item("later-16", documents=[order], document_number=order.name, payload=payload)
        self.gateway.preview([item])
        self.assertOpen(row)
        self.gateway.apply([item])
        self.assertEqual(row.state, "dismissed")

    def test_a_held_response_that_replaces_the_earlier_one_is_released_once(self):
        order = self.order()
        row = self.doubtful("later-17", order, "1")
        about = {"state": "held", "held_behind_key": row.message_key, "done_at": None}
        held = self.answer("later-18", order, "1", **about)
        self.assertEqual((self.command(held).event, self.command(held).arguments), ("pass", {"by": "Suture"}))
        self.assertIn(row.name, self.lines(held)[-1])
        first = self.command(held)
        self.answer("later-18", order, "1", revision=2, **about)
        self.assertEqual(self.command(held), first)
        self.assertOpen(row)

    def test_a_held_response_that_does_not_replace_the_earlier_one_waits(self):
        order = self.order(lines=2)
        row = self.doubtful("later-19", order, "1", "2")
        about = {"state": "held", "held_behind_key": row.message_key, "done_at": None}
        self.assertFalse(self.command(self.answer("later-20", order, "1", **about)))

    # the order now fits

    def test_a_response_that_fits_the_changed_order_is_retried(self):
        order = self.order()
        unit = order.order_line.product_uom_id.name
        short = finding("QUANTITY_SHORT", field="quantity", theirs=f"8 × {unit}")
        late = finding("DATE_SLIP", field="date", theirs="2027-03-04")
        row = self.doubtful("fits-1", order, "1", findings=[PRICE, short, late])
        order.order_line.price_unit = 3.1
        order.order_line.date_planned = "2027-03-04 12:00:00"
        self.assertOpen(row)
        order.order_line.product_qty = 8
        order.order_line.write({"price_unit": 3.1, "date_planned": "2027-03-04 12:00:00"})
        command = self.command(row)
        self.assertEqual((row.state, command.event), ("queued", "replay"))
        self.assertEqual(command.arguments, {"by": "Suture"})
        self.assertIn(f"Retried automatically: order {order.name}", self.lines(row)[-1])

    def test_a_response_that_still_differs_is_left_alone(self):
        order = self.order()
        pack = finding("QUANTITY_SHORT", field="quantity", theirs="3.1 × a unit that nobody has")
        rows = [
            self.doubtful("fits-2", order, "1", findings=[{**PRICE, "theirs": "3.20"}]),
            self.doubtful("fits-3", order, "1", findings=[PRICE, finding("LINE_REJECTED", field="line")]),
            self.doubtful("fits-4", order, "1", findings=[{**PRICE, "theirs": None}]),
            self.doubtful("fits-5", order, "1", findings=[{**PRICE, "line": "7"}]),
            self.doubtful("fits-6", order, "1", findings=[pack]),
            self.doubtful("fits-7", order, "1", findings=[]),
        ]
        order.order_line.write({"price_unit": 3.1, "product_qty": 3.1})
        self.assertOpen(*rows)

    def test_a_change_by_the_sidecar_retries_nothing(self):
        order = self.order()
        row = self.doubtful("fits-8", order, "1")
        line = order.order_line.with_user(self.gateway_user).sudo()
        line.price_unit = 3.1
        self.assertOpen(row)

    # the acknowledgement arrives late

    def test_a_late_acknowledgement_says_why_no_decision_is_needed(self):
        order = self.order(user_id=self.mia.id)
        about = {"direction": "outbound", "document_type": "Order", "flow": "order-dispatch"}
        overdue = {"reason_code": "ACKNOWLEDGEMENT_OVERDUE", "acknowledgement": "overdue"}
        row = self.doubtful("ack-1", order, findings=(), **overdue, **about)
        self.report("ack-1", order, revision=2, acknowledgement="accepted", **about)
        self.assertEqual(row.state, "done")
        self.assertIn("The acknowledgement has arrived.", self.lines(row)[-1])
        told = self.lines(order)[-1]
        self.assertIn("to Birch Medical: The acknowledgement has arrived.", told)
        self.assertFalse(self.activities(row))

    # undo

    def test_a_closed_exception_can_be_reopened_and_then_stays_open(self):
        order = self.order()
        row = self.doubtful("undo-1", order, "1")
        self.answer("undo-2", order, "1")
        row.with_user(self.mia).action_undo_dismiss()
        self.assertEqual((row.state, row.note, self.command(row).event), ("attention", False, "reopen"))
        self.answer("undo-3", order, "1")
        order.button_cancel()
        self.assertEqual(row.state, "attention")

    def test_what_the_sidecar_does_not_close_returns_to_the_queue(self):
        order = self.order(user_id=self.mia.id)
        row = self.doubtful("undo-4", order, "1")
        order.button_cancel()
        results = [{"id": self.command(row).id, "status": "refused", "message": "Done already."}]
        self.gateway.outbox_report(results)
        self.assertEqual((row.state, self.activities(row).user_id), ("attention", self.mia))


@tagged("post_install", "-at_install")
class TestMootInvoices(MootCase):
    """Tests invoices that a person has entered as a bill."""

    def invoice(self, key, **values):
        payload = {"type": "Invoice", "currency": self.env.company.currency_id.name, "total": "25.00"}
        about = {"document_type": "Invoice", "flow": "vendor-invoice", "document_number": "HM-77"}
        return self.exception(
            key, **{**about, "payload": payload, "findings": [finding("PRICE_VARIANCE")], **values}
        )

    def bill(self, ref="hm-77 ", price=25.0, **values):
        line = {"name": "Gauze", "quantity": 1, "price_unit": price, "tax_ids": [Command.clear()]}
        return self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": self.supplier.id,
                "invoice_date": "2026-11-20",
                "ref": ref,
                "invoice_line_ids": [Command.create(line)],
                **values,
            }
        )

    def test_a_posted_bill_with_the_number_and_the_total_closes_it(self):
        row = self.invoice("bill-1")
        bill = self.bill()
        self.assertOpen(row)
        bill.action_post()
        self.assertClosed(row, "bill-entered", bill.name)

    def test_any_other_bill_leaves_it_open(self):
        row = self.invoice("bill-2")
        other = self.env["res.partner"].create({"name": "Other vendor"})
        for values in ({"ref": "HM-78"}, {"price": 24.99, "ref": "HM-77"}, {"partner_id": other.id}):
            with self.subTest(values):
                self.bill(**values).action_post()
                self.assertOpen(row)

    def test_what_a_bill_does_not_settle_stays_open(self):
        rows = [
            self.invoice("bill-3", findings=[finding("OUT_OF_BALANCE")]),
            self.invoice("bill-4", reason_code="INVOICE_DUPLICATE", findings=[]),
            self.invoice("bill-5", payload={"type": "Invoice", "currency": "EUR", "total": "25.00"}),
            self.invoice("bill-6", payload=None),
            self.invoice("bill-7", document_type="CreditNote"),
        ]
        self.bill().action_post()
        self.assertOpen(*rows)
