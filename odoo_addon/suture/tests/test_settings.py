from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from ..models.retention import AGES
from ..sidecar.address import PARAMETER
from .common import SutureCase


@tagged("post_install", "-at_install")
class TestSettings(SutureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "suture_test_set_up", groups="base.group_user,suture.group_manager"
        )

    def settings(self, **values):
        settings = self.env["res.config.settings"].create(values)
        settings.execute()
        return settings

    def parameter(self, name):
        return self.env["ir.config_parameter"].sudo().get_param(name)

    def setup_as(self, user):
        return self.env(user=user.id, su=False, context={})["suture.setup"]

    def step(self, code, user=None):
        checklist = self.setup_as(user or self.manager).get_checklist()
        return next(step for step in checklist["steps"] if step["code"] == code)

    def test_the_address_is_kept_without_its_slash(self):
        self.settings(suture_sidecar_url=" https://suture.example.org:8080/ ")
        self.assertEqual(self.parameter(PARAMETER), "https://suture.example.org:8080")

    def test_a_wrong_address_is_refused_and_the_other_settings_stay_editable(self):
        with self.assertRaisesRegex(ValidationError, "is not a valid address"):
            self.settings(suture_sidecar_url="suture.example.org")
        self.env["ir.config_parameter"].sudo().set_param(PARAMETER, "by hand")
        self.env["ir.config_parameter"].sudo().set_param("suture.retention_key_days", "5")
        self.settings(suture_payload_days=AGES["payload"])
        self.assertEqual(self.parameter(PARAMETER), "by hand")

    def test_retention_has_limits(self):
        self.settings(suture_payload_days=90, suture_outbox_days=60, suture_key_days=365)
        self.assertEqual(
            self.env["suture.retention"]._ages(), {"payload": 90, "outbox": 60, "key": 365, "exchange": 3650}
        )
        for values in (
            {"suture_payload_days": 29},
            {"suture_outbox_days": 0},
            {"suture_key_days": 364},
            {"suture_exchange_days": 364},
            {"suture_exchange_days": 36501},
            {"suture_key_days": 400, "suture_payload_days": 401},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.settings(**values)

    def test_keys_of_documents_stay_for_a_year_whatever_the_parameters_say(self):
        for name in AGES:
            self.env["ir.config_parameter"].sudo().set_param(f"suture.retention_{name}_days", "1")
        self.assertEqual(self.env["suture.retention"]._ages()["key"], 365)

    def test_the_checklist_tells_what_is_really_there(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(PARAMETER, False)
        self.env["suture.connection"].with_context(active_test=False).search([]).environment = "test"
        self.env["res.users.apikeys"].sudo().search([]).unlink()
        parameters.set_param("suture.setup_dismissed", False)
        checklist = self.setup_as(self.manager).get_checklist()
        self.assertEqual(
            (checklist["shown"], checklist["done"], checklist["of"]), (True, 1, 6), "There is a connection"
        )

        parameters.set_param(PARAMETER, "http://sidecar:8080")
        self.assertTrue(self.step("address")["done"])
        self.env["res.users.apikeys"].with_user(self.gateway_user).sudo()._generate("rpc", "x", None)
        self.env["suture.gateway.key"]._adopt_keys(self.gateway_user)
        self.assertTrue(self.step("user")["done"])
        parameters.set_param("suture.sidecar_tested", "http://sidecar:8080 2026-11-20 09:30:00")
        self.assertTrue(self.step("tested")["done"])
        self.connection.environment = "production"
        self.assertTrue(self.step("live")["done"])
        self.connection.flow_ids = [Command.clear()]
        self.assertFalse(self.step("live")["done"], "Nothing is exchanged by it")
        self.connection.flow_ids = self.flows
        self.assertFalse(self.step("exchanged")["done"])
        self.report("setup/1")
        self.assertTrue(self.step("exchanged")["done"])
        self.assertFalse(self.setup_as(self.manager).get_checklist()["shown"], "there is nothing left to do")

    def test_another_companys_connection_is_no_step_of_mine(self):
        other = self.env["res.company"].create({"name": "Other clinic"})
        connections = self.env["suture.connection"].search([])
        connections.environment = "test"
        self.env["suture.connection"].create(
            {
                "code": "edi-other",
                "name": "Other",
                "company_id": other.id,
                "environment": "production",
                "flow_ids": [Command.set(self.flows.ids)],
            }
        )
        self.assertFalse(self.step("live")["done"])

    def test_steps_of_odoos_administrator_are_not_offered_to_others(self):
        self.assertFalse(self.step("address")["action"])
        self.assertIn("Odoo administrator", self.step("address")["text"])
        admin = self.env.ref("base.user_admin")
        self.assertEqual(self.step("address", admin)["action"], "suture.config_settings_action")
        self.assertEqual(self.step("tested")["action"], "suture.sidecar_test_action")

    def test_every_action_of_the_checklist_is_there(self):
        for step in self.setup_as(self.env.ref("base.user_admin")).get_checklist()["steps"]:
            self.assertTrue(self.env.ref(step["action"]), step)

    def test_the_checklist_goes_and_comes_back(self):
        self.env["suture.exchange"].search([]).unlink()
        setup = self.setup_as(self.manager)
        self.assertTrue(setup.get_checklist()["shown"])
        setup.dismiss_checklist()
        self.assertFalse(setup.get_checklist()["shown"])
        action = self.env["res.config.settings"].create({}).action_suture_show_checklist()
        self.assertEqual(action["tag"], "suture_setup")
        self.assertTrue(setup.get_checklist()["shown"])

    def test_operators_do_not_set_up(self):
        operator = new_test_user(self.env, "suture_test_not_set_up", groups="suture.group_operator")
        for method in ("test_connection", "get_checklist", "dismiss_checklist", "restore_checklist"):
            with self.subTest(method), self.assertRaises(AccessError):
                getattr(self.setup_as(operator), method)()

    def test_a_flow_says_what_switching_it_off_does(self):
        flow = self.flows[0]
        flow.direction = "inbound"
        self.assertIn("no documents of this flow are applied", flow.effect)
        flow.direction = "outbound"
        self.assertIn("no documents of this flow are sent", flow.effect)
        flow.retired = True
        self.assertIn("no longer declares this flow", flow.effect)

    def test_a_flow_leads_to_its_connections_and_to_what_is_unfinished(self):
        flow = self.flows.filtered(lambda one: one.code == "order-response")
        self.assertIn(
            self.connection, self.env["suture.connection"].search(flow.action_open_connections()["domain"])
        )
        before = flow.open_count
        row = self.report("flow/open", state="attention", done_at=None)
        self.report("flow/done")
        flow.invalidate_recordset()
        self.assertEqual(flow.open_count, before + 1)
        found = self.env["suture.exchange"].search(flow.action_open_exchanges()["domain"])
        self.assertIn(row, found)
        self.assertEqual(len(found), flow.open_count)

    def test_people_decide_within_a_sane_time(self):
        for hours in (0, -1, 2401):
            with self.subTest(hours), self.assertRaises(ValidationError):
                self.flows[0].decision_hours = hours

    def test_the_companys_time_zone_is_seen_and_set(self):
        contact = self.env.company.partner_id
        contact.tz = False
        self.assertFalse(self.env["res.config.settings"].create({}).suture_time_zone)
        self.settings(suture_time_zone="America/New_York")
        self.assertEqual(contact.tz, "America/New_York")
