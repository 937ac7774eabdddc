from odoo.addons.suture_purchase.tests.common import OrderCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestIntegrationState(OrderCase):
    def setUp(self):
        super().setUp()
        self.connection.active = False
        self.document = self.order()

    def tell(self, key, revision=1, **values):
        return self.report(key, self.document, revision=revision, **values)

    def test_each_state(self):
        expected = {
            "queued": "in_progress",
            "processing": "in_progress",
            "waiting": "retrying",
            "held": "retrying",
            "attention": "attention",
            "staged": "attention",
            "done": "synced",
            "dismissed": "none",
        }
        self.assertEqual(self.document.integration_state, "none")
        for revision, (state, shown) in enumerate(expected.items(), start=1):
            self.tell("state-1", revision, state=state)
            self.assertEqual(self.document.integration_state, shown, state)
            self.assertEqual(
                self.document.search([("id", "=", self.document.id), ("integration_state", "=", shown)]),
                self.document,
            )

    def test_the_worst_one_shows(self):
        self.tell("worst-1", state="done")
        self.tell("worst-2", state="queued")
        self.assertEqual(self.document.integration_state, "in_progress")
        self.tell("worst-3", state="waiting")
        self.assertEqual(self.document.integration_state, "retrying")
        self.tell("worst-4", state="attention")
        self.assertEqual(self.document.integration_state, "attention")
        self.tell("worst-4", 2, state="dismissed")
        self.assertEqual(self.document.integration_state, "retrying")

    def test_sent_but_not_acknowledged_is_on_its_way(self):
        self.tell("ack-1", direction="outbound", acknowledgement="awaited")
        self.assertEqual(self.document.integration_state, "in_progress")
        self.tell("ack-1", 2, direction="outbound", acknowledgement="accepted")
        self.assertEqual(self.document.integration_state, "in_progress")
        self.tell("ack-2")
        self.assertEqual(self.document.integration_state, "synced")

    def test_many_documents_at_once(self):
        other = self.order()
        exchanges = [
            self.exchange("many-1", self.document, state="attention"),
            self.exchange("many-2", other, self.document, state="done"),
        ]
        self.gateway.report(exchanges)
        self.assertEqual((self.document.integration_state, other.integration_state), ("attention", "synced"))

    def test_bills_and_receipts_too(self):
        bill = self.env["account.move"].create({"move_type": "in_invoice", "partner_id": self.supplier.id})
        receipt = self.document.picking_ids
        self.report("kinds-1", bill, receipt, state="attention")
        self.assertEqual((bill.integration_state, receipt.integration_state), ("attention", "attention"))
        self.assertEqual((bill.integration_exchange_count, receipt.integration_exchange_count), (1, 1))

    def test_status_is_no_edit_of_the_document(self):
        self.env.flush_all()
        before = (self.document.write_date, self.document.write_uid)
        messages = self.document.message_ids
        self.tell("quiet-1", state="attention")
        self.env.invalidate_all()
        self.assertEqual((self.document.write_date, self.document.write_uid), before)
        # The only message says that a decision is needed. No change of a field is logged.
        [told] = self.document.message_ids - messages
        self.assertFalse(told.tracking_value_ids)
        self.assertEqual(self.document.integration_state, "attention")

    def test_a_copy_starts_anew(self):
        self.tell("copy-1", state="attention")
        copy = self.document.copy()
        self.assertEqual((copy.integration_state, copy.integration_exchange_count), ("none", 0))

    def test_the_note_is_the_newest_word(self):
        self.tell("note-1", note="First.", received_at="2026-11-20T09:00:00Z")
        self.tell("note-2", state="attention", reason="Second.", received_at="2026-11-20T10:00:00Z")
        self.assertEqual(self.document.integration_note, "Second.")

    def test_the_note_in_trouble_is_of_the_one_in_trouble(self):
        trouble = {
            "reason": "A price differs. Agree on it.",
            "findings": [{"text": "Line 1: 10.00 for 9.40."}],
        }
        at = [f"2026-11-20T{hour:02}:00:00Z" for hour in range(9, 14)]
        self.tell("held-1", state="attention", received_at=at[1], **trouble)
        self.tell("bill-1", note="Draft bill for invoice A.", received_at=at[3])
        self.tell("sent-1", note="Sent.", received_at=at[2], direction="outbound")
        self.assertEqual(self.document.integration_note, "A price differs. Line 1: 10.00 for 9.40.")
        self.tell("held-2", state="attention", reason="A later one.", received_at=at[4])
        self.assertEqual(self.document.integration_note, "A price differs. Line 1: 10.00 for 9.40.")
        self.tell("held-1", 2, state="dismissed", received_at=at[1], **trouble)
        self.assertEqual(self.document.integration_note, "A later one.")
        self.tell("held-2", 2, state="done", received_at=at[4], note="In order now.")
        self.assertEqual(self.document.integration_note, "In order now.")

    def test_the_note_while_it_is_tried_again_is_of_the_one_that_waits(self):
        self.tell("tried-1", state="waiting", reason="No answer yet.", received_at="2026-11-20T09:00:00Z")
        self.tell("tried-2", state="held", note="Waits behind it.", received_at="2026-11-20T08:00:00Z")
        self.tell("tried-3", note="Draft bill.", received_at="2026-11-20T10:00:00Z")
        self.assertEqual(self.document.integration_note, "No answer yet.")

    def test_a_long_finding_is_left_to_the_exchange(self):
        self.tell("long-1", state="staged", reason="Waits for approval.", findings=[{"text": "x" * 200}])
        self.assertEqual(self.document.integration_note, "Waits for approval.")

    def test_the_note_of_what_could_not_be_sent_says_why(self):
        self.tell("fine-1", note="Promised.", received_at="2026-11-20T10:00:00Z")
        row = self.env["suture.outbox"].create(
            {
                "key": "refused-1",
                "kind": "document",
                "event": "order",
                "company_id": self.env.company.id,
                "connection_id": self.connection.id,
                "res_model": self.document._name,
                "res_id": self.document.id,
                "state": "refused",
                "message": "A product has no number.",
            }
        )
        self.document._refresh_integration_state()
        self.assertEqual((self.document.integration_state, row.state), ("attention", "refused"))
        self.assertEqual(self.document.integration_note, "A product has no number.")

    def test_a_document_may_be_deleted(self):
        draft = self.order(confirm=False)
        row = self.report("deleted-1", draft)
        draft.button_cancel()
        draft.unlink()
        self.assertFalse(row.link_ids)
        self.assertFalse(row.res_id)
        self.assertEqual(row.state, "done")
