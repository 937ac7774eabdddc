from odoo.addons.suture_purchase.tests.common import OrderCase
from odoo.tests import new_test_user, tagged


@tagged("post_install", "-at_install")
class TestLive(OrderCase):
    """Tests what users see after an action: their own preview, the result of each retry, and changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_user,suture.group_operator"
        cls.ann = new_test_user(cls.env, "suture_test_live_ann", groups=groups)
        cls.ben = new_test_user(cls.env, "suture_test_live_ben", groups=groups)

    def requests(self, row, event="preview"):
        domain = [("message_key", "=", row.message_key), ("event", "=", event)]
        return self.env["suture.outbox"].search(domain, order="id")

    def answer(self, row, request, note):
        preview = {"outcome": "would-apply", "note": note, "changes": [], "request": request.key}
        self.gateway.report([self.exchange(row.message_key, state="attention", preview=preview)])

    def test_each_user_sees_their_own_preview(self):
        row = self.report("live/1", state="attention")
        for user in (self.ann, self.ben):
            row.with_user(user).action_preview()
        first, second = self.requests(row)
        self.answer(row, second, "for Ben")
        self.assertEqual(row.with_user(self.ben).preview["note"], "for Ben")
        self.assertFalse(row.with_user(self.ann).preview)
        self.assertEqual(row.with_user(self.ann).panes["ours"].get("preview"), {"outcome": "asked"})
        self.answer(row, first, "for Ann")
        self.assertEqual(row.with_user(self.ann).preview["note"], "for Ann")
        self.assertEqual(row.with_user(self.ben).preview["note"], "for Ben")
        row.with_user(self.ann).action_forget_preview()
        self.assertFalse(row.with_user(self.ann).preview_user_id)
        self.assertEqual(row.with_user(self.ben).preview_user_id, self.ben)

    def test_an_outdated_result_does_not_replace_a_newer_request(self):
        row = self.report("live/2", state="attention")
        for _n in range(2):
            row.with_user(self.ann).action_preview()
        old, new = self.requests(row)
        self.answer(row, old, "old")
        self.assertFalse(row.with_user(self.ann).preview)
        self.answer(row, new, "new")
        self.assertEqual(row.with_user(self.ann).preview["note"], "new")

    def test_a_decision_discards_the_previews_of_all_users(self):
        row = self.report("live/3", state="attention")
        for user in (self.ann, self.ben):
            row.with_user(user).action_preview()
        row.with_user(self.ann).action_try_again()
        self.assertFalse(row.preview_ids)

    def test_a_retry_of_several_reports_each_of_them(self):
        rows = self.report("live/4", state="attention", document_number="A")
        rows |= self.report("live/5", state="waiting", document_number="B")
        rows |= self.report("live/6", state="done", document_number="C")
        action = rows.with_user(self.ann).action_try_again()
        window = self.env[action["res_model"]].with_user(self.ann).browse(action["res_id"])
        report = window.report
        self.assertEqual((report["total"], report["finished"]), (3, 1))
        self.assertEqual([line["label"] for line in report["lines"]], ["Queued", "Queued", "Not retried"])
        self.assertIn("Done", report["lines"][2]["reason"])
        self.assertEqual(rows.mapped("state"), ["queued", "queued", "done"])
        self.report("live/4", revision=2, state="done")
        [refused] = self.requests(rows[1], "replay")
        self.gateway.outbox_report([{"id": refused.id, "status": "refused", "message": "It is busy."}])
        window.invalidate_recordset()
        report = window.report
        self.assertEqual(report["finished"], 3)
        self.assertEqual(
            [(line["label"], line["reason"]) for line in report["lines"][:2]],
            [("Done", ""), ("Not retried", "It is busy.")],
        )

    def test_a_changed_exchange_and_its_order_are_announced_once(self):
        order = self.order()
        self.env.cr.precommit.run()
        row = self.report("live/7", order, state="attention")
        self.env.cr.precommit.run()
        sent = (
            self.env["bus.bus"]
            .sudo()
            .search([], order="id desc")
            .filtered(lambda message: "suture.changed" in message.message)
        )
        self.assertIn(f'"suture.exchange":[{row.id}]', sent[0].message.replace(" ", ""))
        self.assertIn(f'"purchase.order":[{order.id}]', sent[0].message.replace(" ", ""))
        self.assertNotIn("canary", sent[0].message)

    def test_a_moving_document_says_what_it_waits_for(self):
        row = self.report("live/8", state="attention")
        self.assertFalse(row.waits_for)
        row.with_user(self.ann).action_try_again()
        self.assertIn("process the request", row.waits_for)
        self.requests(row, "replay").state = "taken"
        row.invalidate_recordset()
        self.assertIn("processing", row.waits_for)
