import base64
import json

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import OrderCase

CONTENT = b"ISA*00*content-canary"
ANSWER = {
    "outcome": "read",
    "format": "x12",
    "more": 0,
    "messages": [
        {
            "envelope": [
                {
                    "what": "sender",
                    "label": {"term": "format.sender"},
                    "place": "ISA05, ISA06",
                    "found": "ZZ BIRCH",
                    "expected": [],
                    "fits": False,
                }
            ],
            "problem": None,
            "passed_over": False,
            "more": 0,
            "documents": [
                {
                    "code": "855",
                    "type": "OrderResponse",
                    "number": "P1",
                    "preview": {
                        "outcome": "exception",
                        "findings": [{"code": "UNKNOWN_ITEM"}, {"code": "UNKNOWN_ITEM"}],
                    },
                    "payload": {"type": "OrderResponse", "id": "P1", "lines": [{"id": "1"}]},
                }
            ],
        }
    ],
}


@tagged("post_install", "-at_install")
class TestRehearsal(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env,
            "suture_rehearsal_manager",
            groups="base.group_user,purchase.group_purchase_user,suture.group_manager",
        )
        cls.operator = new_test_user(cls.env, "suture_rehearsal_operator", groups="suture.group_operator")
        cls.user = new_test_user(cls.env, "suture_rehearsal_user", groups="suture.group_user")
        cls.connection.format_code = "x12"
        cls.mine = cls.connection.with_user(cls.manager)

    def ask(self, content=CONTENT, name="855.x12"):
        self.mine.rehearse(base64.b64encode(content).decode(), name)
        return self.rows()[:1]

    def rows(self):
        return self.env["suture.outbox"].search([("event", "in", ("rehearse", "sample"))])

    def answer(self, row, answer=None):
        return self.gateway.report_rehearsal("edi-birch", row.key, answer or ANSWER)

    def test_the_file_travels_in_the_outbox_and_is_erased_when_settled(self):
        row = self.ask()
        taken = next(each for each in self.gateway.outbox_take(50, 60) if each["id"] == row.id)
        self.assertEqual(base64.b64decode(taken["arguments"]["content_base64"]), CONTENT)
        self.assertEqual((taken["kind"], taken["connection"]), ("command", "edi-birch"))
        self.assertEqual(self.mine.get_rehearsal()["state"], "asked")
        self.answer(row)
        self.gateway.outbox_report([{"id": row.id, "status": "taken"}])
        self.assertIsNone(row.arguments["content_base64"])
        self.assertEqual(row.arguments["by"], self.manager.name)

    def test_the_answer_is_shown_in_words(self):
        self.answer(self.ask())
        shown = self.mine.get_rehearsal()
        self.assertEqual((shown["state"], shown["name"]), ("answered", "855.x12"))
        self.assertEqual(shown["answer"]["format_label"], "X12")
        [envelope] = shown["answer"]["messages"][0]["envelope"]
        self.assertEqual(envelope["label"], "Sender")
        [document] = shown["answer"]["messages"][0]["documents"]
        self.assertEqual(document["counts"], [{"label": "Unknown item", "count": 2}])
        self.assertEqual([each["title"] for each in document["sections"]], ["Document", "Line 1"])
        self.assertNotIn("payload", document)
        self.assertIn("payload", self.connection.rehearsal["messages"][0]["documents"][0])
        self.assertTrue(self.connection._rehearsed_well())

    def test_an_answer_to_an_earlier_file_is_passed_over(self):
        first = self.ask()
        second = self.ask(b"another")
        self.assertEqual((first.state, first.arguments["content_base64"]), ("refused", None))
        self.answer(first)
        self.assertEqual(self.mine.get_rehearsal()["state"], "asked")
        self.answer(second)
        self.assertEqual(self.mine.get_rehearsal()["state"], "answered")

    def test_what_cannot_be_tried_says_why(self):
        row = self.ask()
        self.gateway.outbox_report(
            [{"id": row.id, "status": "refused", "message": "Odoo could not be asked."}]
        )
        answer = self.mine.get_rehearsal()["answer"]
        self.assertEqual(answer, {"outcome": "refused", "reason": "Odoo could not be asked."})
        self.assertIsNone(row.arguments["content_base64"])

    def test_bad_files_are_refused_in_words(self):
        for content, why in ((b"", "empty"), (b"x" * (1024 * 1024 + 1), "larger than 1 MB")):
            with self.subTest(why), self.assertRaisesRegex(UserError, why):
                self.ask(content)
        for wrong in ("%%%", "abc", "\u00e4", None):
            with self.subTest(wrong), self.assertRaises(UserError):
                self.mine.rehearse(wrong, "x")
        self.assertFalse(self.rows())

    def test_without_a_format_nothing_can_be_read(self):
        self.connection.format_code = False
        with self.assertRaisesRegex(UserError, "format"):
            self.ask()

    def test_administrators_try_operators_see_users_do_not(self):
        self.answer(self.ask())
        for person in (self.operator, self.user):
            with self.subTest(person.login), self.assertRaises(AccessError):
                self.connection.with_user(person).rehearse(base64.b64encode(CONTENT).decode(), "x")
            with self.subTest(person.login), self.assertRaises(AccessError):
                self.connection.with_user(person).show_sample(self.order().id)
        self.assertEqual(self.connection.with_user(self.operator).get_rehearsal()["state"], "answered")
        with self.assertRaises(AccessError):
            self.connection.with_user(self.user).get_rehearsal()
        with self.assertRaises(AccessError):
            self.connection.with_user(self.user).read(["rehearsal"])
        with self.assertRaises(AccessError):
            self.env["suture.gateway"].with_user(self.manager).report_rehearsal("edi-birch", "x", {})

    def test_an_answer_of_the_wrong_form_is_refused(self):
        row = self.ask()
        for wrong in (["x"], "x", None, {"x": "y" * (2 * 1024 * 1024)}):
            with self.subTest(str(wrong)[:10]), self.assertRaises(ValidationError):
                self.gateway.report_rehearsal("edi-birch", row.key, wrong)
        self.answer(row, {"outcome": "read", "note": "a\0b"})
        self.assertEqual(self.connection.rehearsal["note"], "a\ufffdb")

    def test_another_companys_connection_is_not_answered(self):
        row = self.ask()
        self.elsewhere()
        self.answer(row)
        self.assertFalse(self.connection.rehearsal)

    def test_the_file_stands_nowhere_else(self):
        row = self.ask()
        self.answer(row)
        self.gateway.outbox_report([{"id": row.id, "status": "taken"}])
        text = json.dumps(
            [row.read(), self.connection.read(), self.connection.message_ids.read(["body"])], default=str
        )
        self.assertNotIn("content-canary", text)
        self.assertNotIn(base64.b64encode(CONTENT).decode(), text)

    def test_a_sample_is_of_an_order_to_this_partner(self):
        order = self.order(confirm=False)
        self.mine.show_sample(order.id)
        row = self.rows()[:1]
        self.assertEqual(row.event, "sample")
        self.assertEqual((row.arguments["order_id"], row.arguments["order"]), (order.id, order.name))
        self.assertEqual(order.order_line.suture_line_number, 1)
        other = self.env["res.partner"].create({"name": "Somebody else"})
        with self.assertRaisesRegex(UserError, "not an order to"):
            self.mine.show_sample(self.order(partner_id=other.id, confirm=False).id)
        with self.assertRaises(UserError):
            self.mine.show_sample(0)

    def test_a_file_that_nobody_takes_is_deleted_after_a_day(self):
        row = self.ask()
        self.env["suture.connection"]._gc_trials()
        self.assertEqual(row.state, "pending")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE suture_outbox SET create_date = create_date - interval '25 hours' WHERE id = %s", [row.id]
        )
        row.invalidate_recordset()
        self.env["suture.connection"]._gc_trials()
        self.assertEqual((row.state, row.arguments["content_base64"]), ("refused", None))
        self.assertEqual(self.mine.get_rehearsal()["answer"]["outcome"], "refused")

    def test_a_draft_that_was_tried_can_be_deleted(self):
        self.ask()
        self.connection.unlink()
        self.assertFalse(self.rows())
