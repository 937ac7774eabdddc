import logging
from datetime import timedelta
from unittest.mock import patch

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from ..gateway import greeting
from .common import SutureCase


@tagged("post_install", "-at_install")
class TestGatewayKey(SutureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.users"].search(
            [
                ("all_group_ids", "in", cls.env.ref("suture.group_gateway").ids),
                ("id", "!=", cls.gateway_user.id),
            ]
        ).active = False
        cls.system = new_test_user(
            cls.env, "suture_test_system", groups="base.group_system,suture.group_manager"
        )
        cls.manager = new_test_user(
            cls.env, "suture_test_key_manager", groups="base.group_user,suture.group_manager"
        )

    @property
    def keys(self):
        return self.env["suture.gateway.key"]

    def as_(self, user, model="suture.gateway.key"):
        return self.env(user=user.id, su=False, context={})[model]

    def make(self, user=None, days=90):
        return self.as_(self.system)._make(user or self.gateway_user, days)

    def used(self, text):
        """Simulates a call of the sidecar with this key."""
        with patch.object(greeting, "presented_authorization", return_value=f"bearer {text}"):
            return self.gateway.hello()

    def later(self, key, **ages):
        """Sets fields of a key to times that are the given number of minutes ago."""
        for name, minutes in ages.items():
            key.sudo()[name] = fields.Datetime.now() - timedelta(minutes=minutes)

    def valid(self, text):
        return self.env["res.users.apikeys"]._check_credentials(scope="rpc", key=text) == self.gateway_user.id

    def test_a_key_works_and_its_text_is_nowhere(self):
        text, key = self.make()
        self.assertTrue(self.valid(text))
        self.assertEqual(
            (key.user_id, key.beginning, key.state, key.days_left), (self.gateway_user, text[:4], "new", 90)
        )
        self.env.flush_all()
        for table, columns in (
            ("res_users_apikeys", "name, key, index"),
            ("suture_gateway_key", "beginning"),
            ("mail_message", "body"),
            ("ir_config_parameter", "value"),
            ("ir_logging", "message"),
        ):
            self.env.cr.execute(
                f"SELECT count(*) FROM {table} WHERE concat_ws(' ', {columns}) LIKE %s", [f"%{text[8:]}%"]
            )
            self.assertEqual(self.env.cr.fetchone()[0], 0, table)

    def test_use_is_noted_by_the_key_that_was_presented(self):
        (_first, old), (second, new) = self.make(), self.make()
        self.assertEqual(
            self.used(second)["database_uuid"],
            self.env["ir.config_parameter"].sudo().get_param("database.uuid"),
        )
        self.assertTrue(new.last_used_at)
        self.assertFalse(old.last_used_at)
        self.assertEqual((old.state, new.state), ("replaced", "used"))
        self.used("nonsense" * 5)
        self.assertFalse(old.last_used_at)
        noted = fields.Datetime.now() - timedelta(seconds=50)
        new.sudo().last_used_at = noted
        self.used(second)
        self.assertEqual(new.last_used_at, noted, "once a minute is enough")

    def test_a_key_that_was_made_elsewhere_is_known_when_it_comes(self):
        text = (
            self.env["res.users.apikeys"].with_user(self.gateway_user).sudo()._generate("rpc", "shell", None)
        )
        self.used(text)
        key = self.keys._current()
        self.assertEqual((key.beginning, key.state, key.expires_at), (text[:4], "used", False))

    def test_another_users_key_is_not_noted_for_the_integration_user(self):
        other = new_test_user(self.env, "suture_test_other_key")
        text = self.env["res.users.apikeys"].with_user(other).sudo()._generate("rpc", "other", None)
        self.used(text)
        self.assertFalse(self.keys.search([("beginning", "=", text[:4])]))

    def test_the_old_key_goes_when_the_new_one_is_in_use_and_the_old_one_is_not(self):
        (first, old), (second, new) = self.make(), self.make()
        self.used(first)
        self.keys._upkeep()
        self.assertTrue(self.valid(first), "the new one was never used")
        self.used(second)
        self.keys._upkeep()
        self.assertTrue(self.valid(first), "the new one was used just now")
        self.later(new, first_used_at=16)
        self.keys._upkeep()
        self.assertTrue(self.valid(first), "another sidecar has just come with the old one")
        self.later(old, last_used_at=16)
        self.keys._upkeep()
        self.assertFalse(self.valid(first))
        self.assertFalse(old.exists())
        self.assertTrue(self.valid(second))

    def test_the_job_is_called_when_the_new_key_is_first_used(self):
        self.make()
        text, _new = self.make()
        job = self.env.ref("suture.cron_gateway_keys")
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", job.id)])
        self.used(text)
        self.assertEqual(self.env["ir.cron.trigger"].search_count([("cron_id", "=", job.id)]), before + 1)

    def test_a_new_key_that_was_lost_is_replaced_by_the_next_one(self):
        (_first, old), (_lost, lost), (third, new) = self.make(), self.make(), self.make()
        self.used(third)
        self.later(new, first_used_at=16)
        self.keys._upkeep()
        self.assertEqual((old | lost | new).exists(), new)
        self.assertTrue(self.valid(third))

    def test_keys_of_others_and_for_other_things_stay(self):
        person = new_test_user(self.env, "suture_test_person")
        other = self.env["res.users.apikeys"].with_user(person).sudo()._generate("rpc", "mine", None)
        scoped = (
            self.env["res.users.apikeys"]
            .with_user(self.gateway_user)
            .sudo()
            ._generate("odoo.plugin", "x", None)
        )
        self.make()
        text, new = self.make()
        self.used(text)
        self.later(new, first_used_at=16)
        self.keys._upkeep()
        check = self.env["res.users.apikeys"]._check_credentials
        self.assertEqual(check(scope="rpc", key=other), person.id)
        self.assertEqual(check(scope="odoo.plugin", key=scoped), self.gateway_user.id)

    def test_replaced_keys_can_be_removed_at_once_and_others_cannot(self):
        (first, old), (second, new) = self.make(), self.make()
        with self.assertRaises(AccessError):
            self.as_(self.manager).browse(old.id).action_remove()
        self.as_(self.system).browse((old | new).ids).action_remove()
        self.assertEqual((old | new).exists(), new)
        self.assertFalse(self.valid(first))
        self.assertTrue(self.valid(second))

    def test_only_those_who_administer_both_make_keys(self):
        only_system = new_test_user(self.env, "suture_test_only_system", groups="base.group_system")
        for user in (self.manager, only_system, self.gateway_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.as_(user)._make(self.gateway_user, 1)

    def test_people_are_warned_two_weeks_ahead_and_once(self):
        text, key = self.make(days=15)
        self.used(text)
        self.keys._upkeep()
        self.assertFalse(key.activity_ids)
        key.sudo().expires_at = fields.Datetime.now() + timedelta(days=13, hours=1)
        self.keys._upkeep()
        self.keys._upkeep()
        self.assertEqual(key.activity_ids.user_id & (self.system | self.manager), self.system)
        self.assertEqual(len(key.activity_ids.filtered(lambda one: one.user_id == self.system)), 1)
        self.assertIn("days left: 14", key.activity_ids[0].summary)
        self.assertIn("days left: 14", self.env["suture.setup"]._warning())
        second, new = self.make()
        self.assertIn("old key", self.env["suture.setup"]._warning())
        self.used(second)
        self.later(new, first_used_at=16)
        self.later(key, last_used_at=16)
        activities = key.activity_ids
        self.keys._upkeep()
        self.assertFalse(activities.exists(), "the key has gone, and its warnings with it")
        self.assertEqual(self.env["suture.setup"]._warning(), "")

    def test_warnings_of_keys_that_odoo_removed_go_too(self):
        text, key = self.make(days=5)
        self.used(text)
        self.keys._upkeep()
        activities = key.activity_ids
        self.assertTrue(activities)
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM res_users_apikeys WHERE id = %s", [key.apikey_id.id])
        self.env.invalidate_all()
        self.keys._upkeep()
        self.assertFalse(activities.exists())

    def test_managers_read_keys_and_nobody_writes_them(self):
        _text, key = self.make()
        self.assertEqual(self.as_(self.manager).browse(key.id).beginning, key.beginning)
        for user in (self.manager, self.system):
            for call in (
                lambda row: row.write({"last_used_at": fields.Datetime.now()}),
                lambda row: row.unlink(),
                lambda row: row.create({"user_id": row.user_id.id, "apikey_id": row.apikey_id.id}),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    call(self.as_(user).browse(key.id))
        operator = new_test_user(self.env, "suture_test_key_operator", groups="suture.group_operator")
        with self.assertRaises(AccessError):
            self.as_(operator).search([])

    # the wizard

    def wizard(self, user=None, **values):
        return self.as_(user or self.system, "suture.integration.user").create(values)

    def test_the_wizard_makes_the_user_with_nothing_but_the_gateway(self):
        self.gateway_user.active = False
        wizard = self.wizard()
        self.assertFalse(wizard.user_id)
        shown = wizard._make()["params"]
        made = self.env["res.users"].search([("login", "=", "suture_sidecar")])
        self.assertEqual(
            made.group_ids, self.env.ref("base.group_user") | self.env.ref("suture.group_gateway")
        )
        self.assertEqual(made.company_ids, self.system.company_ids)
        self.assertFalse(made.has_group("base.group_system") or made.has_group("suture.group_manager"))
        uid = self.env["res.users.apikeys"]._check_credentials(scope="rpc", key=shown["key"])
        self.assertEqual(uid, made.id)
        self.assertFalse(shown["rotated"])
        self.assertIn(f"SUTURE_ODOO_DATABASE={self.env.cr.dbname}", shown["environment"].split("\n"))
        self.assertNotIn(shown["key"], shown["environment"])
        self.assertNotIn(shown["key"], str(wizard.read()))
        with self.assertRaisesRegex(UserError, "suture_sidecar already"):
            self.wizard(user_id=False)._make()

    def test_the_wizard_takes_the_user_that_is_there(self):
        other = self.env["res.company"].create({"name": "Other clinic"})
        self.system.company_ids = [Command.link(other.id)]
        self.make()
        wizard = self.wizard(company_ids=[Command.set((self.env.company | other).ids)])
        self.assertEqual(wizard.user_id, self.gateway_user)
        shown = wizard._make()["params"]
        self.assertTrue(shown["rotated"])
        self.assertTrue(self.valid(shown["key"]))
        self.assertEqual(self.gateway_user.company_ids, self.env.company | other)

    def test_the_wizard_leaves_the_companies_of_others_and_gives_none_of_theirs(self):
        theirs = self.env["res.company"].create({"name": "Their clinic"})
        self.gateway_user.company_ids = [Command.link(theirs.id)]
        self.wizard(company_ids=[Command.set(self.env.company.ids)])._make()
        self.assertIn(theirs, self.gateway_user.company_ids)
        with self.assertRaisesRegex(UserError, "have access to"):
            self.wizard(company_ids=[Command.set(theirs.ids)])._make()
        with self.assertRaisesRegex(UserError, "Choose the companies"):
            self.wizard(company_ids=[Command.clear()])._make()

    def test_the_wizard_gives_no_key_to_mighty_users(self):
        self.system.group_ids = [Command.link(self.env.ref("suture.group_gateway").id)]
        with self.assertRaisesRegex(UserError, "would give access to more"):
            self.wizard(user_id=self.system.id)._make()
        with self.assertRaisesRegex(UserError, "not an integration user"):
            self.wizard(user_id=self.manager.id)._make()
        self.gateway_user.group_ids = [Command.link(self.env.ref("base.group_partner_manager").id)]
        self.assertIn("Contact", self.wizard(user_id=self.gateway_user.id).other_rights)

    def test_the_wizard_keeps_to_odoos_limit(self):
        for days in (0, -1, 91):
            with self.subTest(days), self.assertRaises(ValidationError):
                self.wizard(days=days)

    def test_the_wizard_is_for_administrators_of_both(self):
        with self.assertRaises(AccessError):
            self.wizard(self.manager)
        only_system = new_test_user(self.env, "suture_test_wizard_system", groups="base.group_system")
        with self.assertRaises(AccessError):
            self.wizard(only_system)._make()

    def test_the_button_asks_for_the_password_first(self):
        with self.assertRaisesRegex(UserError, "over HTTP"):
            self.wizard().action_make()

    def test_no_log_holds_a_key(self):
        with self.assertLogs(level=logging.DEBUG) as logs:
            text, _key = self.make()
            self.used(text)
            self.keys._upkeep()
        self.assertNotIn(text[8:], "\n".join(logs.output))
