from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import SutureCase

NOTICE = '"suture.queue"'


@tagged("post_install", "-at_install")
class TestWorkQueue(SutureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_user,suture.group_operator"
        cls.ona = new_test_user(cls.env, "suture_test_ona", groups=groups, name="Ona Operator")
        cls.env["suture.exchange"].search([]).sudo().write({"state": "done"})

    def exception(self, key, *documents, hours_ago=1, **values):
        received = fields.Datetime.now() - timedelta(hours=hours_ago)
        told = {
            "state": "attention",
            "reason_code": "PRICE_VARIANCE",
            "received_at": f"{received.isoformat(timespec='seconds')}Z",
            "done_at": None,
            **values,
        }
        return self.report(key, *documents, **told)

    def test_what_needs_a_person_is_due_when_the_flow_says(self):
        flow = self.flows.filtered(lambda row: row.code == "order-response")
        flow.decision_hours = 10
        row = self.exception("due-1", hours_ago=1.5)
        self.assertEqual(row.due_at - row.received_at, timedelta(hours=10))
        self.assertEqual((row.late, row.time_left, row.time_used), (False, "8 h left", 15))
        late = self.exception("due-2", hours_ago=13.5)
        self.assertEqual((late.late, late.time_left), (True, "3 h late"))
        self.assertGreater(late.time_used, 100)

    def test_machines_are_held_to_the_service_level_and_the_sidecar_to_its_word(self):
        flow = self.flows.filtered(lambda row: row.code == "order-response")
        flow.service_level_seconds = 60
        waiting = self.exception("due-3", state="waiting")
        self.assertEqual(waiting.due_at - waiting.received_at, timedelta(seconds=60))
        told = self.exception("due-4", due_at="2026-11-21T09:00:00Z")
        self.assertEqual(fields.Datetime.to_string(told.due_at), "2026-11-21 09:00:00")
        self.assertFalse(self.exception("due-5", state="done").due_at)

    def test_what_is_no_amount_is_none(self):
        bad = [None, [], "x", {"total": "NaN"}, {"total": "12", "currency": "???"}, {"total": 5}]
        for index, payload in enumerate(bad):
            with self.subTest(payload):
                row = self.exception(f"value-bad-{index}", document_type="Invoice", payload=payload)
                self.assertEqual(row.amount_at_stake, 0.0)
                self.assertEqual(row.currency_id, row.company_id.currency_id)

    def test_grouped_and_searched_by_age(self):
        ages = {"0-1": 5, "1-3": 30, "3-7": 100, "7-": 1000}
        rows = {name: self.exception(f"age-{name}", hours_ago=hours) for name, hours in ages.items()}
        Exchange = self.env["suture.exchange"]
        domain = [("state", "=", "attention")]
        groups = Exchange.formatted_read_group(domain, ["age_group"], ["__count"])
        self.assertEqual([(group["age_group"], group["__count"]) for group in groups], [(n, 1) for n in ages])
        for name, row in rows.items():
            self.assertEqual(row.age_group, name)
            self.assertEqual(Exchange.search(domain + [("age_group", "=", name)]), row)

    def test_assigned_in_bulk_by_operators(self):
        rows = self.exception("mine-1") | self.exception("mine-2")
        rows.with_user(self.ona).action_assign_to_me()
        self.assertEqual(rows.user_id, self.ona)
        onlooker = new_test_user(self.env, "suture_test_idle", groups="base.group_user,suture.group_user")
        for call in ("action_assign_to_me", "action_schedule_activity"):
            with self.subTest(call), self.assertRaises(AccessError):
                getattr(rows.with_user(onlooker), call)()

    def test_an_activity_on_each(self):
        rows = (self.exception("todo-1") | self.exception("todo-2")).with_user(self.ona)
        action = rows.action_schedule_activity()
        wizard = self.env["mail.activity.schedule"].with_user(self.ona).with_context(**action["context"])
        todo = self.env.ref("mail.mail_activity_data_todo")
        wizard.create({"activity_type_id": todo.id, "summary": "Call them"}).action_schedule_activities()
        self.assertEqual(rows.activity_ids.mapped("summary"), ["Call them", "Call them"])

    def test_counts_for_the_menu_bar(self):
        mine, late = self.exception("count-1"), self.exception("count-2", hours_ago=500)
        self.exception("count-3")
        self.exception("count-4", state="waiting", hours_ago=500)
        mine.user_id = self.ona
        counts = self.env["suture.exchange"].with_user(self.ona).get_queue_counts()
        self.assertEqual(counts, {"mine": 1, "unassigned": 2, "late": 1, "both": 2, "most": 100})
        late.user_id = self.ona
        counts = self.env["suture.exchange"].with_user(self.ona).get_queue_counts()
        self.assertEqual(counts, {"mine": 2, "unassigned": 1, "late": 1, "both": 2, "most": 100})

    def notices(self):
        """Returns a function that counts the notifications about a changed queue that this transaction sends
        from now on.
        """
        self.env.cr.precommit.data.pop("suture.queue", None)
        values = self.env.cr.precommit.data.setdefault("bus.bus.values", [])
        start = len(values)
        return lambda: sum(NOTICE in value["message"] for value in values[start:])

    def test_a_change_of_the_queue_is_announced_once_a_transaction(self):
        sent = self.notices()
        self.exception("bus-1")
        self.exception("bus-2")
        self.assertEqual(sent(), 1)

    def test_what_changes_no_counter_is_not_announced(self):
        row = self.exception("bus-3")
        sent = self.notices()
        self.report("bus-4")
        self.report("bus-4", revision=2, note="Again.")
        self.exception(
            "bus-3",
            revision=2,
            note="Still waits.",
            received_at=f"{row.received_at.isoformat()}Z",
            due_at=f"{row.due_at.isoformat()}Z",
        )
        self.assertEqual(sent(), 0)
        row.user_id = self.ona
        self.assertEqual(sent(), 1)

    def test_the_notice_tells_nothing_and_goes_to_the_group(self):
        self.notices()
        self.exception("bus-5", document_number="SECRET-1")
        values = self.env.cr.precommit.data["bus.bus.values"][-1]
        self.assertNotIn("SECRET", str(values))
        self.assertIn("res.groups", values["channel"])
