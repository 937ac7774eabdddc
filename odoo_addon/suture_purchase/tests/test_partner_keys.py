import time
from unittest.mock import patch

from odoo.addons.suture.models import partner_key
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import OrderCase

ENVELOPE = {"publicKey": "p", "nonce": "n", "content": "c"}


def key(number, **values):
    wire = {"kind": "api-key", "beginning": "sk_abcd", "created_by": "Ann", "created_at": None}
    return {"id": f"00000000-0000-7000-8000-00000000000{number}", **wire, **values}


class FakeRequest:
    """A request of a user who confirmed the password at a time."""

    def __init__(self, confirmed):
        self.session = {"identity-check-last": confirmed}


@tagged("post_install", "-at_install")
class TestPartnerKeys(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_user,purchase.group_purchase_user,suture.group_manager"
        cls.manager = new_test_user(cls.env, "suture_key_manager", groups=groups)
        cls.other = new_test_user(cls.env, "suture_key_other", groups=groups)
        cls.operator = new_test_user(cls.env, "suture_key_operator", groups="suture.group_operator")
        cls.mine = cls.connection.with_user(cls.manager)

    def ask(self, connection=None, confirmed=None, **values):
        now = time.time() if confirmed is None else confirmed
        asked = {"kind": "api-key", "public_key": "point", "valid_days": 90, **values}
        with patch.object(partner_key, "request", FakeRequest(now)):
            return (connection or self.mine).request_key(**asked)

    def report(self, *keys, **answer):
        told = {"id": None, "envelope": None, "refusal": None, **answer} if answer else None
        return self.gateway.report_keys("edi-birch", list(keys), told)

    def rows(self, event):
        return self.env["suture.outbox"].search([("event", "=", event)])

    def test_the_request_reaches_the_sidecar_without_a_secret(self):
        name = self.ask(others_end_after_hours=24)
        row = self.rows("create_key")
        self.assertEqual((row.key, row.connection_id), (name, self.connection))
        self.assertEqual(
            row.arguments,
            {
                "kind": "api-key",
                "public_key": "point",
                "valid_days": 90,
                "others_end_after_hours": 24,
                "by": self.manager.name,
            },
        )

    def test_only_administrators_who_confirmed_their_password_get_a_key(self):
        with self.assertRaises(AccessError):
            self.ask(self.connection.with_user(self.operator))
        with self.assertRaises(AccessError):
            self.ask(confirmed=time.time() - 11 * 60)
        with self.assertRaises(AccessError):
            self.connection.with_user(self.operator).action_open_keys()
        self.assertFalse(self.rows("create_key"))

    def test_wrong_values_are_refused(self):
        for wrong in (
            {"kind": "password"},
            {"valid_days": 0},
            {"valid_days": 4000},
            {"others_end_after_hours": -1},
            {"others_end_after_hours": 9000},
        ):
            with self.subTest(wrong), self.assertRaises(UserError):
                self.ask(**wrong)

    def test_the_answer_is_given_once_to_the_user_who_asked(self):
        name = self.ask()
        mine = self.mine.get_key(name)
        self.assertEqual(mine, {"state": "asked", "envelope": None, "refusal": ""})
        self.assertTrue(self.report(key(1), request=name, id=key(1)["id"], envelope=ENVELOPE))
        with self.assertRaises(UserError):
            self.connection.with_user(self.other).get_key(name)
        # The sidecar repeats a report whose response was lost, before and after the browser has the key.
        self.assertTrue(self.report(key(1), request=name, id=key(1)["id"], envelope=ENVELOPE))
        self.assertEqual(self.mine.get_key(name)["envelope"], ENVELOPE)
        self.assertTrue(self.report(key(1), request=name, id=key(1)["id"], envelope=ENVELOPE))
        self.assertFalse(self.report(key(2), request=name, id=key(2)["id"], envelope=ENVELOPE))
        with self.assertRaises(UserError):
            self.mine.get_key(name)
        self.assertFalse(self.env["suture.key.request"].search([]).envelope)

    def test_a_refusal_is_shown_in_words(self):
        name = self.ask(kind="webhook-secret")
        self.report(request=name, refusal=[{"term": "operator.no-secret-key"}])
        answer = self.mine.get_key(name)
        self.assertEqual((answer["state"], answer["envelope"]), ("refused", None))
        self.assertIn("SUTURE_SECRET_KEY", answer["refusal"])

    def test_a_key_that_nobody_can_receive_is_given_up(self):
        late = self.ask()
        self.env.cr.execute("UPDATE suture_key_request SET create_date = '2020-01-01'")
        self.env.invalidate_all()
        self.assertFalse(self.report(key(1), request=late, id=key(1)["id"], envelope=ENVELOPE))
        closed = self.ask()
        self.mine.cancel_key(closed)
        self.assertFalse(self.report(key(2), request=closed, id=key(2)["id"], envelope=ENVELOPE))
        answered = self.ask()
        self.report(key(3), request=answered, id=key(3)["id"], envelope=ENVELOPE)
        self.connection.with_user(self.other).cancel_key(answered)
        self.assertFalse(self.rows("revoke_key"))
        self.mine.cancel_key(answered)
        self.assertEqual(self.rows("revoke_key").arguments["id"], key(3)["id"])

    def test_the_keys_are_shown_with_their_state(self):
        self.report(
            key(1, created_at="2026-01-01T00:00:00Z", last_used_at="2026-02-01T00:00:00Z"),
            key(2, expires_at="2020-01-01T00:00:00Z"),
            key(3, expires_at="2999-01-01T00:00:00Z", revoked_at="2026-01-01T00:00:00Z"),
        )
        keys = self.mine.key_ids.sorted("sidecar_id")
        self.assertEqual(keys.mapped("state"), ["valid", "expired", "revoked"])
        self.assertEqual(self.mine.key_count, 1)
        with self.assertRaises(AccessError):
            self.connection.with_user(self.operator).key_ids.mapped("beginning")

    def test_new_and_revoked_keys_are_in_the_chatter(self):
        now = "2999-01-01T00:00:00Z"
        self.report(key(1, created_at=now))
        self.report(key(1, created_at=now, revoked_at=now))
        bodies = " ".join(self.connection.message_ids.mapped("body"))
        self.assertIn("API Key sk_abcd… was created by Ann.", bodies)
        self.assertIn("API Key sk_abcd… was revoked.", bodies)

    def test_the_sidecar_reports_only_keys_of_its_companies(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        foreign = self.env["suture.connection"].create(
            {"name": "Foreign", "code": "edi-foreign", "company_id": elsewhere.id}
        )
        self.assertFalse(self.gateway.report_keys("edi-foreign", [key(1)], None))
        self.assertFalse(foreign.key_ids)

    def test_malformed_reports_are_refused(self):
        for wrong in ({"publicKey": "p"}, {**ENVELOPE, "more": "m"}, {**ENVELOPE, "content": "c" * 2000}):
            with self.subTest(sorted(wrong)), self.assertRaises(ValidationError):
                self.report(request="x", envelope=wrong)
        with self.assertRaises(ValidationError):
            self.report(*[key(1)] * 101)


@tagged("post_install", "-at_install")
class TestCopyToProduction(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.connection.write({"environment": "test", "format_code": "x12"})
        cls.env["suture.connection.identifier"].create(
            {"connection_id": cls.connection.id, "owner": "partner", "scheme": "ZZ", "value": "BIRCHTEST"}
        )
        unit = cls.env.ref("uom.product_uom_unit")
        cls.env["suture.crosswalk"].create(
            {
                "connection_id": cls.connection.id,
                "scheme": "unit",
                "value": "STK",
                "record": f"uom.uom,{unit.id}",
            }
        )

    def copied(self):
        action = self.connection.action_copy_to_production()
        return self.env["suture.connection"].browse(action["res_id"])

    def test_an_untested_connection_is_not_copied(self):
        with self.assertRaises(UserError):
            self.connection.action_copy_to_production()

    def test_settings_identifiers_and_crosswalk_are_copied_but_no_keys(self):
        self.gateway.report_keys("edi-birch", [key(1)], None)
        self.connection.sudo().rehearsal = {
            "outcome": "read",
            "messages": [{"documents": [{"payload": {"type": "OrderResponse"}}]}],
        }
        copied = self.copied()
        self.assertEqual(
            (copied.environment, copied.stage, copied.active, copied.setup_step),
            ("production", "draft", False, "identifiers"),
        )
        self.assertEqual(copied.copied_from_id, self.connection)
        self.assertEqual(copied.format_code, self.connection.format_code)
        self.assertEqual(copied.flow_ids, self.connection.flow_ids)
        self.assertEqual(copied.partner_id, self.connection.partner_id)
        self.assertIn("BIRCHTEST", copied.identifier_ids.mapped("value"))
        self.assertEqual(copied.crosswalk_count, 1)
        self.assertFalse(copied.key_ids)
        self.assertNotEqual(copied.code, self.connection.code)
        self.assertEqual(self.connection.environment, "test")
        again = self.copied()
        self.assertNotIn(again.code, (self.connection.code, copied.code))
