from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import SutureCase

PRICE = {
    "code": "PRICE_VARIANCE",
    "line": "1",
    "item": "T-1",
    "field": "price",
    "ours": "4.50",
    "theirs": "5.25",
    "text": "Line 1: the supplier's price is 5.25 instead of 4.50.",
    "acceptable": True,
}
ITEM = {"code": "UNKNOWN_ITEM", "line": "2", "field": "item", "text": "Line 2 names another item."}


@tagged("post_install", "-at_install")
class TestDecisions(SutureCase):
    """Tests accepting, rejecting, postponing, and undoing a decision."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operator = new_test_user(
            cls.env, "suture_test_judge", groups="base.group_user,suture.group_operator", name="Ona Operator"
        )
        cls.reader = new_test_user(cls.env, "suture_test_looker", groups="base.group_user,suture.group_user")
        cls.supplier.email = "orders@birch.example"

    def exception(self, key, *findings, **values):
        about = {"state": "attention", "reason_code": "PRICE_VARIANCE", "reason": "?", "done_at": None}
        row = self.report(key, **{**about, "findings": list(findings or [PRICE]), **values})
        return row.with_user(self.operator)

    def last_command(self, row):
        domain = [("res_model", "=", row._name), ("res_id", "=", row.id)]
        return self.env["suture.outbox"].search(domain, order="id desc", limit=1)

    # accept

    def test_accepting_tells_the_sidecar_exactly_what_was_shown(self):
        row = self.exception("accept-1", PRICE, ITEM)
        self.assertTrue(row.can_accept)
        action = row.action_ask_accept()
        window = self.env[action["res_model"]].with_user(self.operator).browse(action["res_id"])
        shown = {**PRICE, "ours_text": "4.50", "theirs_text": "5.25"}
        self.assertEqual((window.findings, window.others), ([shown], 1))
        window.reason = "Agreed by telephone."
        window.action_accept()
        command = self.last_command(row)
        told = {name: PRICE[name] for name in ("code", "line", "field", "ours", "theirs")}
        self.assertEqual(command.event, "accept")
        self.assertEqual(
            command.arguments, {"findings": [told], "reason": "Agreed by telephone.", "by": "Ona Operator"}
        )
        self.assertEqual(row.state, "queued")
        self.assertIn("5.25 instead of 4.50. Agreed by telephone.", row.message_ids[0].body)

    def test_what_cannot_be_accepted_is_not(self):
        row = self.exception("accept-2", ITEM)
        self.assertFalse(row.can_accept)
        action = row.action_ask_accept()
        window = self.env[action["res_model"]].with_user(self.operator).browse(action["res_id"])
        with self.assertRaises(UserError):
            window.action_accept()
        done = self.report("accept-3", findings=[PRICE]).with_user(self.operator)
        with self.assertRaises(UserError):
            done.action_ask_accept()

    def test_accepting_can_be_looked_at_first(self):
        row = self.exception("accept-4")
        action = row.action_ask_accept()
        self.env[action["res_model"]].with_user(self.operator).browse(action["res_id"]).action_preview()
        command = self.last_command(row)
        self.assertEqual((command.event, command.arguments["findings"][0]["theirs"]), ("preview", "5.25"))
        self.assertEqual((row.state, row.preview_user_id), ("attention", self.operator))

    # postpone

    def test_what_waits_is_not_late_and_comes_back_by_itself(self):
        row = self.exception("wait-1", received_at=self.from_now(days=-30))
        self.assertTrue(row.late)
        late = [("id", "=", row.id), ("late", "=", True)]
        self.assertEqual(self.env["suture.exchange"].search(late), row.sudo(False))
        until = fields.Datetime.now() + timedelta(days=2)
        context = row.action_ask_wait()["context"]
        window = (
            self.env["suture.exchange.wait"]
            .with_user(self.operator)
            .with_context(**context)
            .create({"until": until, "reason": "They call back."})
        )
        window.action_wait()
        self.assertFalse(row.late)
        self.assertIn("left", row.time_left)
        self.assertFalse(self.env["suture.exchange"].search(late))
        on_time = [("id", "=", row.id), ("late", "=", False)]
        self.assertTrue(self.env["suture.exchange"].search(on_time))
        self.assertTrue(
            self.env["suture.exchange"].search([("id", "=", row.id), ("late", "in", [True, False])])
        )
        self.assertIn("They call back.", row.message_ids[0].body)
        row.sudo().wait_until = fields.Datetime.now() - timedelta(minutes=1)
        self.assertTrue(row.late)
        self.assertTrue(self.env["suture.exchange"].search(late))

    def test_the_counter_leaves_out_what_waits(self):
        row = self.exception("wait-2", received_at=self.from_now(days=-30))
        counts = self.env["suture.exchange"].with_user(self.operator).get_queue_counts
        before = counts()["late"]
        row._wait(fields.Datetime.now() + timedelta(days=1), "")
        self.assertEqual(counts()["late"], before - 1)
        row.action_undo_wait()
        self.assertEqual(counts()["late"], before)

    def test_a_postponement_is_read_in_the_language_and_notation_of_its_reader(self):
        self.env["res.lang"]._activate_lang("de_DE")
        row = self.exception("wait-5")
        until = fields.Datetime.now().replace(hour=9, minute=30, second=0) + timedelta(days=400)
        row._wait(until, "They call back.")
        reader = row.message_ids[0].with_context(lang="de_DE", tz="UTC")
        self.assertIn(f"{until:%d.%m.%Y} 09:30:00 They call back.", reader._suture_body())
        self.assertIn(f"{until:%Y}", row.message_ids[0].body)

    def test_a_moment_that_is_over_is_refused(self):
        with self.assertRaises(UserError):
            self.exception("wait-3")._wait(fields.Datetime.now() - timedelta(minutes=1), "")

    def test_what_is_resolved_waits_no_more(self):
        row = self.exception("wait-4")
        row._wait(fields.Datetime.now() + timedelta(days=1), "")
        row.action_try_again()
        self.assertFalse(row.wait_until)

    # reject

    def composer(self, row):
        action = row.action_reject()
        return (
            self.env["mail.compose.message"]
            .with_user(self.operator)
            .with_context(**action["context"])
            .create({})
        )

    def test_a_rejection_that_reaches_nobody_is_not_said_to_be_sent(self):
        row = self.exception("reject-0")
        self.supplier.email = False
        for partners in (self.supplier, self.env["res.partner"]):
            mail = self.composer(row)
            mail.partner_ids = partners
            with self.subTest(partners), self.assertRaisesRegex(UserError, "Nothing was sent"):
                mail._action_send_mail()
        self.assertEqual((row.state, row.rejected_at), ("attention", False))

    def test_rejecting_shows_the_mail_first_and_dismisses_when_it_is_sent(self):
        self.supplier.email = "edi@birch.example"
        row = self.exception("reject-1")
        mail = self.composer(row)
        self.assertIn("5.25 instead of 4.50", mail.body)
        self.assertIn("A-1", mail.subject)
        self.assertEqual(mail.partner_ids, self.supplier)
        self.assertEqual(row.state, "attention")
        mail._action_send_mail()
        self.assertEqual(row.state, "dismissed")
        self.assertTrue(row.rejected_at)
        command = self.last_command(row)
        self.assertEqual(command.event, "dismiss")
        self.assertIn("Rejection sent to the partner", command.arguments["reason"])
        self.assertIn(self.supplier, row.message_ids.partner_ids)
        with self.assertRaisesRegex(UserError, "already been notified"):
            row.action_undo_dismiss()

    def test_an_ordinary_message_rejects_nothing(self):
        row = self.exception("reject-2")
        row.message_post(body="Called them.", message_type="comment")
        self.assertEqual(row.state, "attention")

    def test_what_is_clinical_or_ours_goes_back_to_nobody(self):
        flow = self.flows.filtered(lambda one: one.code == "order-response")
        flow.sensitivity = "clinical"
        row = self.exception("reject-3")
        self.assertFalse(row.can_reject)
        with self.assertRaises(UserError):
            row.action_reject()
        flow.sensitivity = "business"
        self.assertFalse(self.exception("reject-4", direction="outbound").can_reject)

    # undo

    def test_a_dismissal_is_taken_back(self):
        row = self.exception("undo-1")
        row._dismiss("By mistake.")
        row.action_undo_dismiss()
        self.assertEqual((row.state, row.done_at), ("attention", False))
        self.assertEqual(self.last_command(row).event, "reopen")
        self.assertIn("undone", row.message_ids[0].body)
        with self.assertRaises(UserError):
            row.action_undo_dismiss()

    def test_what_the_sidecar_does_not_take_back_stays_dismissed(self):
        row = self.exception("undo-2")
        row._dismiss("By mistake.")
        row.action_undo_dismiss()
        message = "A later document about the same thing has been applied since."
        results = [{"id": self.last_command(row).id, "status": "refused", "message": message}]
        self.gateway.outbox_report(results)
        self.assertEqual(row.state, "dismissed")
        self.assertIn(message, row.message_ids[0].body)

    # access rights

    def test_a_reader_decides_nothing(self):
        row = self.exception("who-1").with_user(self.reader)
        for name in ("action_ask_accept", "action_reject", "action_ask_wait", "action_undo_wait"):
            with self.subTest(name), self.assertRaises(AccessError):
                getattr(row, name)()
        with self.assertRaises(AccessError):
            self.env["suture.exchange.accept"].with_user(self.reader).create({"exchange_id": row.id})
        with self.assertRaises(AccessError):
            self.env["suture.exchange.wait"].with_user(self.reader).create(
                {"exchange_ids": row.ids, "until": fields.Datetime.now()}
            )
        row.sudo().state = "dismissed"
        with self.assertRaises(AccessError):
            row.action_undo_dismiss()
