from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .common import SutureCase


@tagged("post_install", "-at_install")
class TestConnectionSetup(SutureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(cls.env, "suture_setup_manager", groups="suture.group_manager")
        cls.operator = new_test_user(cls.env, "suture_setup_operator", groups="suture.group_operator")
        cls.maple = cls.env["res.partner"].create({"name": "Maple & Söhne", "is_company": True})

    def started(self):
        """Creates a connection after the first step, as an administrator enters it."""
        action = self.env["suture.connection"].with_user(self.manager).action_new_connection()
        view = action["views"][0][0]
        empty = self.env["suture.connection"].with_user(self.manager).with_context(**action["context"])
        with Form(empty, view=view) as form:
            form.partner_id = self.maple
        return form.record

    def ready(self):
        draft = self.started()
        draft.action_setup_next()
        draft.flow_ids = self.flows
        draft.route_transport = "folder"
        draft.envelope_identifiers = self.identified("MAPLE")
        return draft

    def identified(self, partner, **more):
        """Returns the identifiers of both parties, as the form writes them."""
        return {"us": {"id": "NORTHFIELD"}, "partner": {"id": partner, **more}}

    def missing(self, connection):
        html = str(connection.setup_checklist)
        return html.count('data-state="missing"')

    def test_a_draft_is_there_from_the_first_step_and_switched_off(self):
        draft = self.started()
        self.assertEqual((draft.name, draft.code), ("Maple & Söhne", "edi-maple-sohne"))
        self.assertEqual((draft.stage, draft.active, draft.setup_step), ("draft", False, "who"))
        self.assertEqual(draft.action_continue_setup()["res_id"], draft.id)
        sent = next(
            row for row in self.gateway.configuration(None)["connections"] if row["code"] == draft.code
        )
        self.assertFalse(sent["active"])

    def test_each_kind_is_told_its_own_doors_and_secret(self):
        self.env["ir.config_parameter"].sudo().set_param("suture.sidecar_url", "https://sidecar.example/")
        for kind, format_code, address, key, command in (
            ("edi", "x12", "/v1/edi/line", "edi.line.x12", "/v1/connections/line/keys"),
            ("ehr", "hl7v2", "/v1/edi/line", "ehr.line.adt", "/v1/connections/line/keys"),
            ("billing", "cloudevents", "/v1/webhooks/line", "billing.line.event", "line.webhook"),
        ):
            line = self.env["suture.connection"].new(
                {"code": "line", "name": "Line", "kind": kind, "format_code": format_code}
            )
            with self.subTest(kind):
                told = {each["code"]: each["address"] for each in line.endpoints}
                files = "webhooks" if kind == "billing" else "files"
                self.assertEqual(told[files], f"https://sidecar.example{address}")
                self.assertEqual(told["routing-key"], key)
                self.assertIn(command, line.key_command)
                self.assertEqual("mllp" in told, kind == "ehr")
                self.assertEqual("events" in told, format_code == "cloudevents")

    def test_the_catalogue_decides_how_the_partner_authenticates(self):
        files, webhooks = (
            self.env["suture.catalogue.entry"].search([("subject", "=", "endpoint"), ("code", "=", code)])
            for code in ("files", "webhooks")
        )
        self.assertEqual([each._fact("proof") for each in (files, webhooks)], ["key", "signature"])
        line = {"code": "line", "name": "Line", "format_code": "x12"}
        kinds = ("edi", "billing")
        edi, billing = (self.env["suture.connection"].new({**line, "kind": kind}) for kind in kinds)
        self.assertEqual([edi.key_type, billing.key_type], ["key", "signature"])
        files.facts = {**files.facts, "proof": "signature"}
        webhooks.facts = {**webhooks.facts, "proof": "key"}
        edi, billing = (self.env["suture.connection"].new({**line, "kind": kind}) for kind in kinds)
        self.assertEqual([edi.key_type, billing.key_type], ["signature", "key"])
        self.assertIn("line.webhook", edi.key_command)
        self.assertIn("/v1/connections/line/keys", billing.key_command)

    def test_the_proposed_code_is_one_that_is_free(self):
        first = self.started()
        self.assertEqual(self.started().code, f"{first.code}-2")

    def test_back_and_forth_loses_nothing(self):
        draft = self.started()
        for _step in range(7):
            draft.action_setup_next()
        self.assertEqual(draft.setup_step, "live")
        for _step in range(7):
            draft.action_setup_back()
        self.assertEqual(draft.setup_step, "who")
        self.assertEqual(draft.format_code, "x12")

    def test_what_is_usual_for_the_kind_is_proposed_once(self):
        draft = self.started()
        draft.action_setup_next()
        self.assertEqual((draft.format_code, draft.format_version), ("x12", "004010"))
        self.assertTrue(draft.acknowledges)
        self.assertEqual(set(draft.flow_ids.mapped("code")) & {"order-dispatch"}, {"order-dispatch"})
        draft.write({"format_version": "005010", "flow_ids": [Command.clear()], "setup_step": "who"})
        draft.action_setup_next()
        self.assertEqual((draft.format_version, draft.flow_ids.ids), ("005010", []))

    def test_a_format_that_the_kind_does_not_speak_is_refused(self):
        draft = self.started()
        with self.assertRaisesRegex(ValidationError, "HL7 v2"):
            draft.format_code = "hl7v2"

    def test_our_identifier_is_proposed_from_another_connection(self):
        self.connection.write(
            {
                "format_code": "x12",
                "identifier_ids": [Command.create({"owner": "us", "scheme": "01", "value": "123456789"})],
            }
        )
        draft = self.started()
        draft.action_setup_next()
        draft.action_setup_next()
        self.assertEqual(draft.envelope_identifiers["us"], {"scheme": "01", "id": "123456789"})

    def test_identifiers_fit_the_envelope(self):
        draft = self.ready()
        for value, why in (
            ("A", "characters"),
            ("SIXTEEN-LETTERS-", "16 characters"),
            ("MAP*LE", "separator"),
            ("MÄPLE", "unaccented"),
            ("M\x01APLE", "unaccented"),
        ):
            with self.subTest(value), self.assertRaisesRegex(ValidationError, why):
                draft.envelope_identifiers = self.identified(value)
        draft.envelope_identifiers = self.identified("  MAPLE 1  ")
        self.assertEqual(draft.identifier_ids.filtered(lambda i: i.owner == "partner").value, "MAPLE 1")
        draft.envelope_identifiers = self.identified(None)
        self.assertEqual(draft.identifier_ids.mapped("owner"), ["us"])

    def test_what_only_looks_odd_is_said_and_stops_nobody(self):
        draft = self.ready()
        draft.envelope_identifiers = self.identified("MAPLE", scheme="01")
        self.assertIn("does not look like", str(draft.setup_checklist))
        self.assertTrue(draft.setup_ready)

    def test_two_connections_with_the_same_identifiers_are_refused_by_name(self):
        other = self.ready()
        other.action_go_live()
        draft = self.started()
        draft.action_setup_next()
        draft.write({"environment": "production", "setup_step": "identifiers"})
        draft.envelope_identifiers = self.identified("MAPLE")
        with self.assertRaisesRegex(UserError, other.code):
            draft.action_setup_next()
        draft.envelope_identifiers = self.identified("MAPLE2")
        draft.action_setup_next()
        self.assertEqual(draft.setup_step, "test")

    def test_going_live_waits_for_all_that_is_missing(self):
        draft = self.started()
        draft.action_setup_next()
        draft.flow_ids = self.flows
        self.assertEqual(self.missing(draft), 3)  # the route, and both identifiers
        with self.assertRaisesRegex(UserError, "Step 3"):
            draft.action_go_live()
        self.assertFalse(draft.active)

    def test_going_live_is_told_in_the_chatter(self):
        draft = self.ready()
        self.assertEqual(self.missing(draft), 0)
        draft.action_go_live()
        self.assertEqual((draft.stage, draft.environment, draft.active), ("live", "production", True))
        self.assertIn("live", draft.message_ids[:1].body)
        draft.action_pause()
        self.assertEqual(draft.stage, "paused")
        draft.action_resume()
        self.assertEqual(draft.stage, "live")

    def test_an_https_route_needs_an_address(self):
        draft = self.ready()
        for address in ("ftp://x", "https://", "https://[", "partner.example", False):
            draft.write({"route_transport": "https", "route_url": address})
            with self.subTest(address):
                self.assertEqual(self.missing(draft), 1)
        draft.route_url = "https://edi.maple.example/in"
        self.assertEqual(self.missing(draft), 0)

    def test_setting_up_is_for_administrators(self):
        draft = self.ready()
        for name in ("action_go_live", "action_pause", "action_setup_next", "action_start_testing"):
            with self.subTest(name), self.assertRaises(AccessError):
                getattr(draft.with_user(self.operator), name)()
        with self.assertRaises(AccessError):
            self.env["suture.connection"].with_user(self.operator).create({"code": "x", "name": "X"})

    def test_a_connection_made_by_hand_is_as_before(self):
        self.assertEqual((self.connection.stage, self.connection.is_draft), ("live", False))
        self.connection.active = False
        self.assertEqual(self.connection.stage, "paused")

    def test_a_draft_is_not_taken_out_of_the_archive(self):
        with self.assertRaisesRegex(ValidationError, "being set up"):
            self.started().action_unarchive()

    def test_a_resumed_draft_is_refused(self):
        with self.assertRaisesRegex(UserError, "being set up"):
            self.started().action_resume()
