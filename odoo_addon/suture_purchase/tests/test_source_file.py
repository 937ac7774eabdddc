from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import OrderCase

PLACE = {
    "term": "x12.position",
    "parameters": {
        "place": {
            "term": "x12.in-line",
            "parameters": {
                "line": "1",
                "place": {
                    "term": "x12.element",
                    "parameters": {"place": "PO102", "name": {"term": "x12.quantity"}},
                },
            },
        },
        "fault": {"term": "x12.fault-code"},
        "code": "7",
    },
}
WORDS = "Line 1, PO102 quantity: invalid code (7)"
FINDING = {
    "code": "SCHEMA_INVALID",
    "line": "1",
    "field": "PO102 in segment 3",
    "position": PLACE,
    "text": {"term": "x12-syntax.code-not-in-list", "parameters": {"element": "PO102", "segment": 3}},
}
FILE = {
    "kind": "file",
    "name": "855.x12",
    "notes": [{"term": "x12.expected"}, 5],
    "separator": "*",
    "more": 2,
    "lines": [
        {"depth": 0, "parts": [{"text": "ISA"}, {"text": "00"}]},
        {
            "depth": 3,
            "own": True,
            "line": "1",
            "position": 3,
            "parts": [
                {"text": "PO1"},
                {"text": "1", "at": "PO101"},
                {"text": "X", "at": "PO102", "name": {"term": "x12.quantity"}, "fields": ["quantity"]},
            ],
        },
    ],
}


@tagged("post_install", "-at_install")
class TestSourceFile(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operator = new_test_user(cls.env, "suture_file", groups="base.group_user,suture.group_operator")
        cls.viewer = new_test_user(cls.env, "suture_file_viewer", groups="base.group_user,suture.group_user")

    def troubled(self, **values):
        given = {"state": "attention", "source_file": FILE, "findings": [FINDING], **values}
        return self.report("file-1", **given).with_user(self.operator)

    def test_an_exception_shows_its_file_with_the_value_in_question(self):
        row = self.troubled()
        self.assertEqual(row.file["positions"], [WORDS])
        self.assertEqual(row.findings[0]["position"], WORDS)
        self.assertIn("ISA", row.file["notes"][0])
        line = row.file["lines"][1]
        self.assertEqual([part["flag"] for part in line["parts"]], [False, False, True])
        self.assertEqual(line["parts"][2]["label"], "PO102 quantity")
        self.assertEqual(line["parts"][2]["why"], WORDS)
        self.assertTrue(line["own"] and line["flag"])
        self.assertEqual(row.panes["arrived"]["file"], row.file)

    def test_a_finding_about_another_line_marks_nothing(self):
        row = self.troubled(findings=[{**FINDING, "line": "2", "field": "quantity"}])
        self.assertFalse(row.file["lines"][1]["flag"])
        row = self.troubled(revision=2, findings=[{**FINDING, "field": "quantity"}])
        self.assertTrue(row.file["lines"][1]["flag"])

    def test_a_malformed_file_breaks_nothing(self):
        broken = {"kind": "file", "lines": [5, {"parts": "x", "depth": "y"}, {"parts": [7, {}], "side": "z"}]}
        row = self.troubled(source_file=broken)
        self.assertEqual([line["parts"] for line in row.file["lines"]][0], [])
        for revision, given in enumerate(("x", [], {"kind": "other"}), 2):
            row = self.troubled(source_file=given, revision=revision)
            self.assertIsNone(row.panes["arrived"]["file"])

    def test_the_file_of_what_is_done_is_requested_and_stays_until_the_next_report(self):
        row = self.report("file-2", state="done", direction="outbound").with_user(self.operator)
        self.assertEqual((row.file["asked"], row.file["refusal"]), (False, ""))
        row.action_show_file()
        self.assertTrue(row.file["asked"])
        command = self.env["suture.outbox"].search([("event", "=", "file"), ("res_id", "=", row.id)])
        self.assertEqual(command.arguments, {"by": self.operator.name})
        self.gateway.report([self.exchange("file-2", state="done", direction="outbound", shown_file=FILE)])
        self.assertEqual(row.file["name"], "855.x12")
        self.assertTrue(row.panes["arrived"]["outbound"])
        self.assertEqual(row.state, "done")
        self.report("file-2", state="done", direction="outbound", revision=2)
        self.assertIn("empty", row.file)

    def test_a_refusal_is_shown_and_changes_nothing_else(self):
        row = self.report("file-3", state="done").with_user(self.operator)
        row.action_show_file()
        command = self.env["suture.outbox"].search([("event", "=", "file"), ("res_id", "=", row.id)])
        told = [{"term": "operator.no-file"}]
        self.gateway.outbox_report([{"id": command.id, "status": "refused", "message": told}])
        self.assertIn("no longer stored", row.file["refusal"])
        self.assertEqual((row.state, row.file["asked"]), ("done", False))

    def test_requesting_a_file_keeps_the_preview(self):
        row = self.troubled()
        row.action_preview()
        self.gateway.report([self.exchange("file-1", preview={"outcome": "would-apply"})])
        row.action_show_file()
        self.assertEqual(row.preview["outcome"], "would-apply")

    def test_only_operators_see_and_request_it(self):
        row = self.troubled().with_user(self.viewer)
        for name in ("file", "source_file", "panes"):
            with self.assertRaises(AccessError):
                row.read([name])
        with self.assertRaises(AccessError):
            row.action_show_file()
