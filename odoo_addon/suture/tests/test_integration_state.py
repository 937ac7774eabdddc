from odoo.tests import tagged

from .common import SutureCase


@tagged("post_install", "-at_install")
class TestIntegrationState(SutureCase):
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
        before = (self.document.write_date, self.document.write_uid, self.document.message_ids)
        self.tell("quiet-1", state="attention")
        self.env.invalidate_all()
        self.assertEqual(
            (self.document.write_date, self.document.write_uid, self.document.message_ids), before
        )
        self.assertEqual(self.document.integration_state, "attention")

    def test_a_copy_starts_anew(self):
        self.tell("copy-1", state="attention")
        copy = self.document.copy()
        self.assertEqual((copy.integration_state, copy.integration_exchange_count), ("none", 0))

    def test_the_note_is_the_newest_word(self):
        self.tell("note-1", note="First.", received_at="2026-11-20T09:00:00Z")
        self.tell("note-2", state="attention", reason="Second.", received_at="2026-11-20T10:00:00Z")
        self.assertEqual(self.document.integration_note, "Second.")

    def test_a_document_may_be_deleted(self):
        draft = self.order(confirm=False)
        row = self.report("deleted-1", draft)
        draft.button_cancel()
        draft.unlink()
        self.assertFalse(row.link_ids)
        self.assertFalse(row.res_id)
        self.assertEqual(row.state, "done")
