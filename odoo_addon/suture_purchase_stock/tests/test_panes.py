from odoo.addons.suture_purchase.tests.common import OrderCase
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

ANSWER = {
    "type": "OrderResponse",
    "id": "A-1",
    "orderReference": "P1",
    "response": "detail",
    "lines": [
        {
            "id": "1",
            "item": {"ids": [{"scheme": "seller", "id": "HM-1"}], "description": "Gauze"},
            "quantity": {"value": "10", "unit": "BX"},
            "price": {"amount": "5.25", "currency": "USD"},
            "parts": [{"status": "price-changed", "date": "2026-12-01"}],
        }
    ],
}
SOURCE = [
    {"title": "X12 855", "rows": [{"label": "BAK03 order number", "value": "P1", "fields": ["order"]}]},
    {
        "title": "PO1 1",
        "line": "1",
        "rows": [
            {
                "label": {
                    "term": "x12.element",
                    "parameters": {"place": "PO104", "name": {"term": "x12.price"}},
                },
                "value": "5.25",
                "fields": ["price"],
            }
        ],
    },
]
FINDING = {
    "code": "PRICE_VARIANCE",
    "line": "1",
    "field": "price",
    "ours": "2.50",
    "theirs": "5.25",
    "text": "x",
}


@tagged("post_install", "-at_install")
class TestPanes(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        purchase = "base.group_user,purchase.group_purchase_user"
        cls.operator = new_test_user(cls.env, "suture_test_panes", groups=f"{purchase},suture.group_operator")
        cls.keeper = new_test_user(
            cls.env, "suture_test_keeper", groups="base.group_user,suture.group_sensitive"
        )

    def troubled(self, *documents, **values):
        given = {
            "state": "attention",
            "reason_code": "PRICE_VARIANCE",
            "payload": ANSWER,
            "source_view": SOURCE,
            "findings": [FINDING],
            **values,
        }
        return self.report("panes-1", *documents, **given)

    def panes(self, row, user=None):
        return row.with_user(user or self.operator).panes

    def flagged(self, pane):
        return [
            (part["line"], item["value"])
            for part in pane["sections"]
            for item in part["rows"]
            if item["flag"]
        ]

    def test_the_field_in_question_in_all_three(self):
        order = self.order(quantity=10, price=2.5)
        order._number_lines()
        panes = self.panes(self.troubled(order))
        self.assertEqual(self.flagged(panes["arrived"]), [("1", "5.25")])
        self.assertEqual(self.flagged(panes["understood"]), [("1", "5.25 USD")])
        [(line, ours)] = self.flagged(panes["ours"])
        self.assertEqual(line, "1")
        self.assertIn("2.50", ours)
        self.assertEqual(panes["ours"]["record"]["id"], order.id)

    def test_a_value_of_an_enumeration_is_shown_by_its_label_in_the_readers_language(self):
        row = self.troubled()
        pane = self.panes(row)["understood"]
        [answer] = [
            each
            for part in pane["sections"]
            for each in part["rows"]
            if each["label"].endswith("Response · Status")
        ]
        self.assertEqual(answer["value"], "Price changed")
        [status] = [
            each
            for part in pane["editable"]
            for each in part["rows"]
            if each["pointer"] == "/lines/0/parts/0/status"
        ]
        self.assertEqual((status["kind"], status["value"]), ("choice", "price-changed"))
        self.assertIn({"value": "date-changed", "label": "Date changed"}, status["choices"])

    def test_a_finding_about_the_whole_document(self):
        finding = {"code": "UNKNOWN_ORDER", "field": "order", "theirs": "P1", "text": "x"}
        panes = self.panes(self.troubled(findings=[finding]))
        self.assertEqual(self.flagged(panes["arrived"]), [("", "P1")])
        self.assertEqual(self.flagged(panes["understood"]), [("", "P1"), ("", "See the lines")])
        self.assertEqual(panes["ours"]["sections"], [])
        self.assertTrue(panes["ours"]["empty"])

    def test_a_finding_that_names_no_row_marks_its_line(self):
        finding = {**FINDING, "field": "carton"}
        sections = self.panes(self.troubled(findings=[finding]))["understood"]["sections"]
        self.assertEqual([part["line"] for part in sections if part["flag"]], ["1"])

    def test_bad_shapes_are_passed_over(self):
        broken = [
            "x",
            {"title": 5, "rows": "no"},
            {"rows": [3, {"label": {}, "value": [], "fields": "price"}]},
        ]
        panes = self.panes(self.troubled(source_view=broken, findings=["x", {"line": 7}], payload=["x"]))
        self.assertEqual(self.flagged(panes["arrived"]), [])
        self.assertTrue(panes["understood"]["empty"])

    def test_what_goes_out_has_not_arrived(self):
        panes = self.panes(self.troubled(direction="outbound"))
        self.assertEqual(panes["arrived"]["sections"], [])
        self.assertTrue(panes["arrived"]["empty"])

    def test_what_arrived_is_kept_no_longer_than_it_is_needed(self):
        row = self.troubled()
        self.assertTrue(row.source_view)
        self.report("panes-1", revision=2, payload=ANSWER)
        self.assertFalse(row.source_view)

    def test_the_record_is_shown_with_the_rights_of_the_user(self):
        order = self.order()
        pane = self.panes(self.troubled(order), self.keeper)["ours"]
        self.assertEqual(pane["sections"], [])
        self.assertNotIn("record", pane)
        self.assertNotIn(order.name, str(pane))

    def test_every_kind_of_record(self):
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": self.supplier.id,
                "invoice_line_ids": [(0, 0, {"name": "Gauze", "quantity": 2, "price_unit": 3.0})],
            }
        )
        receipt = self.order().picking_ids[:1]
        for record in (bill, receipt, self.supplier):
            with self.subTest(record):
                row = self.env["suture.exchange"].create(
                    {"message_key": f"kind/{record}", "res_model": record._name, "res_id": record.id}
                )
                pane = row.panes["ours"]
                self.assertTrue(pane["sections"][0]["rows"])

    def test_the_raw_message_is_for_those_with_access_and_it_is_noted_who_asked(self):
        row = self.troubled()
        self.env["ir.config_parameter"].sudo().set_param("suture.sidecar_url", "https://sidecar.example/")
        with self.assertRaises(AccessError):
            row.with_user(self.operator).action_open_raw()
        action = row.with_user(self.keeper).action_open_raw()
        self.assertEqual(action["url"], "https://sidecar.example/messages/0199-test")
        note = row.message_ids[0]
        self.assertEqual(note.author_id, self.keeper.partner_id)
        self.assertIn("raw message", note.body)

    def test_without_an_address_it_says_what_is_missing(self):
        row = self.troubled()
        self.env["ir.config_parameter"].sudo().set_param("suture.sidecar_url", False)
        with self.assertRaisesRegex(UserError, "suture.sidecar_url"):
            row.with_user(self.keeper).action_open_raw()

    def test_an_expected_instant_is_the_companys_day_whoever_looks(self):
        self.env.company.partner_id.tz = "Pacific/Kiritimati"  # 14 hours ahead of UTC
        self.operator.tz = "America/New_York"
        order = self.order()
        order.order_line.date_planned = "2026-11-30 22:00:00"
        preview = {
            "outcome": "would-apply",
            "note": "",
            "changes": [
                {
                    "model": "purchase.order.line",
                    "id": order.order_line.id,
                    "name": "x",
                    "field": "date_planned",
                    "label": "Date",
                    "from": "2026-11-30T22:00:00Z",
                    "to": "2026-12-02T22:00:00Z",
                }
            ],
        }
        row = self.troubled(order)
        row.with_user(self.operator).action_preview()
        self.report("panes-1", order, revision=2, state="attention", preview=preview)
        [date] = [
            each
            for part in self.panes(row)["ours"]["sections"]
            for each in part["rows"]
            if each.get("at") and each["at"][-1] == "date_planned"
        ]
        self.assertEqual((date["value"], date["to"]), ("12/01/2026", "12/03/2026"))
