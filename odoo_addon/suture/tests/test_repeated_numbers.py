from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import SutureCase


@tagged("post_install", "-at_install")
class TestRepeatedNumbers(SutureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ona = new_test_user(
            cls.env, "suture_test_numbers", groups="base.group_user,suture.group_operator", name="Ona"
        )
        cls.vera = new_test_user(
            cls.env, "suture_test_no_numbers", groups="base.group_user,suture.group_user"
        )

    def exception(self, key, code="DUPLICATE_CONTENT_DIFFERS", **values):
        whole = {"document_code": None, "document_type": None, "flow": None}
        told = {"state": "attention", "reason_code": code, "done_at": None, **whole, **values}
        return self.report(f"numbers-{key}", **told).with_user(self.ona)

    def commands(self, rows):
        domain = [("res_model", "=", "suture.exchange"), ("res_id", "in", rows.ids)]
        return self.env["suture.outbox"].search(domain)

    def test_several_files_are_accepted_as_new_ones_at_once(self):
        rows = self.exception("one") + self.exception("two")
        self.assertEqual(rows.mapped("can_accept_file"), [True, True])
        rows.action_accept_file()
        self.assertEqual(rows.mapped("state"), ["queued", "queued"])
        sent = self.commands(rows)
        self.assertEqual(sent.mapped("event"), ["accept_number"] * 2)
        self.assertEqual(sent.mapped("arguments"), [{"by": "Ona"}] * 2)
        self.assertEqual(sent.mapped("event_label"), ["Accept as New File"] * 2)
        self.assertIn("Accepted as a new file", rows[0].message_ids[0].body)

    def test_the_decision_is_stored_with_the_person_and_binds_nothing(self):
        row = self.exception("decided")
        row.action_accept_file()
        decision = row.sudo().decision_ids
        self.assertEqual(
            (decision.user_id, decision.event, decision.state), (self.ona, "accept_number", "closed")
        )

    def test_only_a_file_with_a_repeated_number_can_be_accepted(self):
        others = [
            self.exception("document", document_code="810", document_type="Invoice"),
            self.exception("reason", "ENVELOPE_INVALID"),
            self.exception("dismissed", state="dismissed"),
        ]
        for row in others:
            with self.subTest(row.message_key):
                self.assertFalse(row.can_accept_file)
                with self.assertRaisesRegex(UserError, "control number was used before"):
                    (self.exception("good") + row).action_accept_file()
        self.assertFalse(self.commands(self.exception("good")), "None is accepted if one cannot be")

    def test_users_without_the_group_cannot_accept(self):
        row = self.exception("viewer").with_user(self.vera)
        with self.assertRaises(AccessError):
            row.action_accept_file()
