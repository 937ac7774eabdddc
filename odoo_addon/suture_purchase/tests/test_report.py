from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestReport(OrderCase):
    def test_keeps_all_that_is_told(self):
        order = self.order()
        row = self.report(
            "told-1",
            order,
            state="waiting",
            reason_code="PARTNER_UNAVAILABLE",
            reason="The supplier cannot be reached.",
            suggestion="Nothing to do.",
            next_attempt_at="2026-11-20T09:35:00.5Z",
            due_at="2026-11-21T09:30:00Z",
            control_reference="000000007",
            attempts=3,
            changes=[{"code": "DATE_SLIP", "field": "date", "text": "Line 1 comes later."}],
        )
        self.assertEqual(row.name, f"EX{row.id:06d}")
        self.assertEqual((row.connection_id, row.flow_id.code), (self.connection, "order-response"))
        self.assertEqual((row.reason_code, row.reason_class), ("PARTNER_UNAVAILABLE", "technical"))
        self.assertEqual(str(row.next_attempt_at), "2026-11-20 09:35:00")
        self.assertEqual((row.attempts, row.control_reference), (3, "000000007"))
        self.assertEqual(row.changes[0]["text"], "Line 1 comes later.")
        self.assertEqual(row.payload["canary"], "payload-canary")
        self.assertEqual(row.company_id, self.connection.company_id)
        self.assertEqual(order.integration_state, "retrying")

    def test_an_answer_that_nobody_could_read_is_shown_on_the_order_that_it_names(self):
        order = self.order()
        other = self.order(partner_id=self.env["res.partner"].create({"name": "Somebody Else"}).id)
        held = {"state": "attention", "reason_code": "UNSUPPORTED_DOCUMENT", "flow": None}
        row = self.report("unread-1", document_type="OrderResponse", document_number=order.name, **held)
        self.assertEqual(row.link_ids.mapped("res_id"), order.ids)
        self.assertEqual((row.res_model, row.res_id), (order._name, order.id))
        self.assertEqual(order.integration_state, "attention")
        for key, values in (
            ("unread-2", {"document_type": "Invoice", "document_number": order.name}),
            ("unread-3", {"document_type": "OrderResponse", "document_number": other.name}),
            ("unread-4", {"document_type": "OrderResponse", "document_number": "P-NONE"}),
            ("unread-5", {"document_type": "OrderResponse", "document_number": None}),
        ):
            with self.subTest(values):
                self.assertFalse(self.report(key, **values, **held).link_ids)

    def test_late_reports_never_overwrite_newer_ones(self):
        row = self.report("revision-1", revision=5, state="done")
        for revision in (5, 4, 0):
            self.assertEqual(self.report("revision-1", revision=revision, state="attention"), row)
            self.assertEqual(row.state, "done")
        self.report("revision-1", revision=6, state="attention", reason_code="BACKORDER")
        self.assertEqual((row.state, row.reason_class), ("attention", "business"))

    def test_a_report_that_comes_after_applying_is_ignored(self):
        order = self.order()
        self.gateway.apply([self.item("applied-1", documents=[order], revision=4)])
        row = self.report("message/applied-1", revision=3, state="processing")
        self.assertEqual(row.state, "done")

    def test_a_held_one_leads_to_what_it_waits_behind(self):
        held = self.report("held-2", state="held", held_behind_key="held-1")
        self.assertFalse(held.held_behind_id, "the first one is not known yet")
        first = self.report("held-1", state="attention", reason_code="UNKNOWN_ITEM", document_number="A-0")
        held.invalidate_recordset()
        self.assertEqual(held.held_behind_id, first)
        self.assertEqual(held.journey["steps"][0]["reason"], f"Waiting for {first.display_name}")
        self.report("held-2", revision=2, state="done")
        held.invalidate_recordset()
        self.assertFalse(held.held_behind_id)

    def test_what_is_applied_is_not_on_its_way_whatever_is_told(self):
        order = self.order(confirm=False)
        changes = [{"code": "DATE_SLIP", "field": "date", "text": "Line 1 comes later."}]
        self.gateway.apply([self.item("applied-2", documents=[order], note="Accepted.", changes=changes)])
        shown = order.integration_state
        for revision, state in enumerate(("queued", "processing", "waiting", "held"), start=10):
            row = self.report("message/applied-2", revision=revision, state=state)
            self.assertEqual((row.state, row.note, row.changes), ("done", "Accepted.", changes))
            self.assertEqual(order.integration_state, shown)
        self.report("message/applied-2", revision=20, state="attention")
        self.assertEqual(row.state, "attention")

    def test_links_stay_when_none_are_told(self):
        first, second = self.order(), self.order()
        row = self.report("links-1", first)
        self.report("links-1", revision=2, state="attention")
        self.assertEqual(row.link_ids.mapped("res_id"), [first.id])
        self.report("links-1", second, revision=3)
        self.assertEqual(row.link_ids.mapped("res_id"), [first.id, second.id])
        self.assertEqual(row.res_id, second.id)
        self.report("links-1", first, revision=1)
        self.assertEqual(row.res_id, second.id)

    def test_a_message_of_nobody_is_kept_all_the_same(self):
        row = self.report(
            "nobody-1", connection="edi-nobody", flow=None, state="attention", reason_code="UNKNOWN_PARTNER"
        )
        self.assertFalse(row.connection_id)
        self.assertEqual(row.reason_class, "technical")

    def test_what_the_database_cannot_hold_is_left_out(self):
        row = self.report("nul-1", reason="a\0b", payload={"text": "c\0d"}, state="attention")
        self.assertEqual((row.reason, row.payload), ("ab", {"text": "cd"}))

    def test_a_malformed_call_is_invalid_and_not_a_passing_failure(self):
        malformed = {
            "sideways": {"direction": "sideways"},
            "received": {"received_at": "yesterday"},
            "revision": {"revision": "new"},
        }
        for name, values in malformed.items():
            with self.subTest(name), mute_logger("odoo.addons.suture.gateway.refusal"):
                with self.assertRaises(ValidationError):
                    self.report(f"malformed/{name}", **values)
        with mute_logger("odoo.addons.suture.gateway.refusal"), self.assertRaises(ValidationError):
            self.gateway.report([{"message_key": "malformed/keys"}])

    def test_a_link_to_a_record_that_is_gone_is_left_out(self):
        gone = self.order(confirm=False)
        link = {"model": "purchase.order", "id": gone.id}
        gone.button_cancel()
        gone.unlink()
        row = self.report("gone-1", links=[link, {"model": "res.users", "id": 2}])
        self.assertFalse(row.link_ids)

    def test_late_stays_right_as_time_passes(self):
        past, soon = self.from_now(days=-400), self.from_now(days=1)
        late = self.report("late-1", state="attention", due_at=past)
        unacknowledged = self.report("late-2", state="done", acknowledgement="awaited", due_at=past)
        rows = late | unacknowledged
        rows |= self.report("late-3", state="attention", due_at=soon)
        rows |= self.report("late-4", state="done", due_at=past)
        rows |= self.report("late-5", state="dismissed", due_at=past)
        rows |= self.report("late-6", state="attention")  # received just now, so users have a day to decide
        mine = [("id", "in", rows.ids)]
        self.assertEqual(rows.filtered("late"), late | unacknowledged)
        self.assertEqual(rows.search(mine + [("late", "=", True)]), late | unacknowledged)
        self.assertEqual(rows.search(mine + [("late", "=", False)]), rows - late - unacknowledged)
        self.assertEqual(rows.search(mine + [("late", "!=", True)]), rows - late - unacknowledged)

    def test_an_exchange_row_leaves_no_noise_in_the_chatter(self):
        row = self.report("quiet-1", self.order())
        self.report("quiet-1", revision=2, note="Again.")
        self.assertFalse(row.message_ids)
        for revision in (3, 4, 5):
            self.report("quiet-1", revision=revision, state="attention")
        self.assertEqual([message.suture_note["kind"] for message in row.message_ids], ["raised"])
        self.assertFalse(row.message_follower_ids)
