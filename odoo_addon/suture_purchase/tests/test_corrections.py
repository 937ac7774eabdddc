from odoo.addons.suture.panes.editable import corrected, differences, editable_sections
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import OrderCase

DOCUMENT = {
    "type": "OrderResponse",
    "id": "P00012",
    "orderReference": "P00012",
    "lines": [
        {
            "id": "1",
            "item": {"ids": [{"scheme": "seller", "id": "HM-9"}], "description": "Gloves"},
            "quantity": {"value": "10", "unit": "BX"},
            "price": {"amount": "5.25", "currency": "USD"},
            "parts": [{"status": "accepted", "date": "2026-11-27"}],
        }
    ],
}
AMOUNT = "/lines/0/price/amount"


@tagged("post_install", "-at_install")
class TestCorrections(OrderCase):
    """Tests the correction of single values of a document."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operator = new_test_user(
            cls.env,
            "suture_test_mender",
            groups="base.group_user,suture.group_operator,purchase.group_purchase_user",
            name="Ona Operator",
        )
        cls.reader = new_test_user(cls.env, "suture_test_peeper", groups="base.group_user,suture.group_user")

    def exception(self, key, **values):
        about = {"state": "attention", "reason_code": "PRICE_VARIANCE", "done_at": None, "payload": DOCUMENT}
        return self.report(key, **{**about, **values}).with_user(self.operator)

    def command(self, row):
        domain = [("res_model", "=", row._name), ("res_id", "=", row.id)]
        return self.env["suture.outbox"].search(domain, order="id desc", limit=1)

    def change(self, to="4.50", pointer=AMOUNT, was="5.25"):
        return {"pointer": pointer, "from": was, "to": to}

    def test_each_value_has_its_place_its_kind_and_a_name(self):
        head, line = editable_sections(self.env, DOCUMENT)
        rows = {row["pointer"]: row for row in line["rows"]}
        self.assertEqual(
            [(rows[AMOUNT][name]) for name in ("value", "kind", "label", "fields")],
            ["5.25", "decimal", "Price", ["price", "currency"]],
        )
        self.assertEqual(rows["/lines/0/quantity/unit"]["kind"], "unit")
        self.assertEqual(rows["/lines/0/parts/0/date"]["kind"], "date")
        self.assertIn("/lines/0/item/ids/0/id", rows)
        self.assertNotIn("/type", [row["pointer"] for row in head["rows"]])
        self.assertIn("/date", [row["pointer"] for row in head["rows"]])

    def test_whom_it_is_about_is_not_offered_where_it_is_clinical(self):
        document = {"type": "StockMovement", "id": "M-1", "encounter": "0" * 32, "direction": "return"}
        [head] = editable_sections(self.env, document)
        self.assertEqual([row["pointer"] for row in head["rows"]], ["/direction"])

    def test_the_middle_pane_offers_it_while_a_person_is_needed(self):
        row = self.exception("offer-1")
        head, line = row.panes["understood"]["editable"]
        self.assertIn("/orderReference", [each["pointer"] for each in head["rows"]])
        self.assertEqual(line["line"], "1")

    def test_values_are_put_in_their_places(self):
        mended = corrected(
            DOCUMENT,
            {AMOUNT: "4.50", "/date": "2026-12-01", "/lines/0/item/description": "", "/sellerReference": ""},
        )
        self.assertEqual(mended["lines"][0]["price"]["amount"], "4.50")
        self.assertEqual(mended["date"], "2026-12-01")
        self.assertNotIn("description", mended["lines"][0]["item"])
        self.assertNotIn("sellerReference", mended)
        self.assertEqual(DOCUMENT["lines"][0]["price"]["amount"], "5.25")
        told = differences(DOCUMENT, mended)
        self.assertIn({"pointer": AMOUNT, "from": "5.25", "to": "4.50"}, told)
        self.assertEqual(differences([1], [1, 2]), [{"pointer": "/1", "from": "", "to": 2}])

    def test_a_correction_is_sent_and_stays_readable(self):
        row = self.exception("mend-1")
        row.correct_fields([self.change()], " Mistyped. ")
        command = self.command(row)
        self.assertEqual((command.event, command.arguments["reason"]), ("correct", "Mistyped."))
        self.assertEqual(command.arguments["document"]["lines"][0]["price"]["amount"], "4.50")
        self.assertEqual(row.state, "queued")
        [entry] = row.corrections
        self.assertEqual(
            (entry["by"], entry["reason"], entry["refused"]), ("Ona Operator", "Mistyped.", False)
        )
        expected = {"label": "Price", "line": "1", "from": "5.25", "to": "4.50"}
        self.assertEqual(entry["changes"], [expected])

    def test_a_corrected_choice_is_logged_by_its_labels(self):
        row = self.exception("mend-choice")
        status = {"pointer": "/lines/0/parts/0/status", "from": "accepted", "to": "date-changed"}
        row.correct_fields([status], "By telephone.")
        [change] = row.corrections[-1]["changes"]
        self.assertEqual((change["from"], change["to"]), ("Accepted", "Date changed"))

    def test_what_the_sidecar_says_against_it_comes_back(self):
        row = self.exception("mend-2")
        row.correct_fields([self.change("abc")], "Mistyped.")
        message = "/lines/0/price/amount: not a decimal number"
        self.gateway.outbox_report([{"id": self.command(row).id, "status": "refused", "message": message}])
        self.assertEqual((row.state, row.corrections[-1]["refused"]), ("attention", message))
        self.assertIn("not a decimal number", row.message_ids[0].body)

    def test_it_is_looked_at_before_it_is_made(self):
        row = self.exception("mend-3")
        row.preview_fields([self.change()])
        command = self.command(row)
        self.assertEqual(command.event, "preview")
        self.assertEqual(command.arguments["document"]["lines"][0]["price"]["amount"], "4.50")
        self.assertEqual((row.state, row.corrections), ("attention", False))
        preview = {"outcome": "would-apply", "note": "Price.", "changes": []}
        self.gateway.report([self.exchange("mend-3", state="attention", preview=preview)])
        row.invalidate_recordset()
        self.assertIn("unsaved correction", row.panes["ours"]["preview"]["about"])
        self.gateway.outbox_report([{"id": command.id, "status": "taken"}])
        self.assertIsNone(command.arguments["document"])

    def test_what_is_no_value_of_the_document_is_refused(self):
        row = self.exception("mend-4")
        bad = [
            [],
            "nonsense",
            ["nonsense"],
            [self.change(pointer="/type", was="OrderResponse", to="Invoice")],
            [self.change(pointer="/lines/7/price/amount")],
            [self.change(pointer="/lines")],
            [self.change(to=4.5)],
            [self.change(to=None)],
            [self.change(to={"amount": "1"})],
            [self.change(was="4.00")],
        ]
        for changes in bad:
            with self.subTest(changes), self.assertRaises(UserError):
                row.correct_fields(changes, "Mistyped.")
        with self.assertRaises(UserError):
            row.correct_fields([self.change()], "  ")
        self.assertFalse(self.command(row))

    def test_what_is_done_or_ours_is_not_corrected(self):
        done = self.report("mend-5", payload=DOCUMENT).with_user(self.operator)
        ours = self.exception("mend-6", direction="outbound")
        for row in (done, ours):
            self.assertNotIn("editable", row.panes["understood"])
            with self.assertRaises(UserError):
                row.correct_fields([self.change()], "Mistyped.")

    def test_the_values_go_with_the_content_when_its_time_has_come(self):
        row = self.exception("mend-7")
        row.correct_fields([self.change()], "Mistyped.")
        self.report("mend-7", revision=9, received_at="2020-01-01T00:00:00Z")
        self.env["suture.retention"]._empty_payloads("2021-01-01", 100)
        self.assertEqual((row.payload, row.corrections), (False, False))

    def test_the_third_pane_shows_what_would_stand_there(self):
        order = self.order(quantity=10, price=4.5)
        order._number_lines()
        row = self.exception("look-1")
        self.report("look-1", order, revision=2, state="attention", payload=DOCUMENT)
        line = order.order_line
        about = {"model": "purchase.order.line", "id": line.id, "name": line.display_name}
        total = {"model": "purchase.order", "id": order.id, "name": order.name, "field": "amount_total"}
        total = {**total, "label": "Total", "from": 45.0, "to": 52.5}
        price = {**about, "field": "price_unit", "label": "Price", "from": 4.5, "to": 5.25}
        date = {**about, "field": "date_planned", "label": "Date", "from": "x", "to": "2026-12-01T12:00:00Z"}
        bill = {
            "model": "account.move",
            "id": None,
            "name": "BILL/1",
            "field": "ref",
            "label": "Ref",
            "from": None,
        }
        row.action_preview()
        self.assertEqual(row.panes["ours"]["preview"], {"outcome": "asked"})
        preview = {
            "outcome": "would-apply",
            "note": "Price.",
            "changes": [price, total, date, {**bill, "to": "INV-1"}, "x"],
        }
        self.gateway.report([self.exchange("look-1", revision=2, state="attention", preview=preview)])
        row.invalidate_recordset()
        pane = row.panes["ours"]
        self.assertEqual(pane["preview"], {"outcome": "would-apply", "note": "Price."})
        rows = {each["label"]: each for part in pane["sections"] for each in part["rows"]}
        self.assertEqual(rows["Price"]["to"], "5.25 USD")
        self.assertIn("2026", rows["Date"]["to"])
        self.assertEqual((pane["sections"][-1]["title"], rows["Reference"]["to"]), ("New: BILL/1", "INV-1"))
        self.assertEqual(rows["Reference"]["value"], "")
        self.assertEqual(rows["Total"]["to"].replace("\xa0", " "), "$ 52.50")
        self.assertNotIn("to", rows["Quantity"])
        row.action_forget_preview()
        row.invalidate_recordset()
        self.assertNotIn("preview", row.panes["ours"])

    def test_a_reader_sees_and_corrects_nothing(self):
        row = self.exception("who-1").with_user(self.reader)
        for act in (
            lambda: row.correct_fields([self.change()], "x"),
            lambda: row.preview_fields([self.change()]),
            lambda: row.action_forget_preview(),
            lambda: row.read(["corrections"]),
        ):
            with self.assertRaises(AccessError):
                act()
