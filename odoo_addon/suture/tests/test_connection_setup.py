from lxml import etree
from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools.safe_eval import safe_eval

from ..terms import sentence
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
            ("SIXTEEN-LETTERS-", "“SIXTEEN-LETTERS-” has 16"),
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

    def test_identifiers_of_another_environment_are_warned_of_when_they_are_entered(self):
        other = self.ready()
        other.action_go_live()
        draft = self.started()
        draft.action_setup_next()
        self.assertEqual(draft.environment, "test")
        draft.envelope_identifiers = self.identified("MAPLE2")
        self.assertNotIn(other.code, str(draft.setup_checklist))
        entered = {"envelope_identifiers": self.identified("MAPLE")}
        spec = {"envelope_identifiers": {}, "format_code": {}, "environment": {}}
        warning = draft.onchange(entered, ["envelope_identifiers"], spec)["warning"]
        self.assertIn(f"({other.code}, Production) has the same identifiers", warning["message"])
        draft.envelope_identifiers = entered["envelope_identifiers"]
        self.assertIn(other.code, str(draft.setup_checklist))
        row = draft.identifier_ids.filtered(lambda each: each.owner == "partner")
        other_row = Command.update(row.id, {"value": "MAPLE"})
        row.value = "MAPLE3"
        warning = draft.onchange(
            {"identifier_ids": [other_row]},
            ["identifier_ids"],
            {"identifier_ids": {"fields": {"value": {}, "scheme": {}, "owner": {}}}},
        )["warning"]
        self.assertIn(other.code, warning["message"])

    def test_the_partner_is_not_identified_as_we_are(self):
        draft = self.ready()
        with self.assertRaises(ValidationError) as refusal:
            draft.envelope_identifiers = self.identified("NORTHFIELD")
        self.assertIn("same as ours: ZZ NORTHFIELD", str(refusal.exception))
        draft.envelope_identifiers = {"us": {"id": "MAPLE"}, "partner": {"id": "NORTHFIELD"}}

    def test_our_identifier_cannot_be_left_out(self):
        draft = self.ready()
        draft.setup_step = "identifiers"
        draft.envelope_identifiers = {"partner": {"id": "MAPLE"}}
        with self.assertRaisesRegex(UserError, "“Our identifier” is missing"):
            draft.action_setup_next()
        draft.envelope_identifiers = self.identified("MAPLE")
        draft.action_go_live()
        ours = draft.identifier_ids.filtered(lambda each: each.owner == "us")
        for values in (
            {"identifier_ids": [Command.delete(ours.id)]},
            {"envelope_identifiers": {"partner": {"id": "MAPLE"}}},
        ):
            with self.subTest(values), self.assertRaises(ValidationError) as refusal:
                draft.write(values)
            self.assertIn("“Our identifier” of Maple & Söhne is empty", str(refusal.exception))
        self.assertTrue(ours.exists())
        replacement = Command.create({"owner": "us", "scheme": "ZZ", "value": "NORTH"})
        draft.identifier_ids = [Command.delete(ours.id), replacement]
        draft.action_pause()
        draft.envelope_identifiers = {"partner": {"id": "MAPLE"}}

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

    def test_a_missing_address_is_refused_by_the_step_and_when_it_is_saved(self):
        draft = self.ready()
        draft.write({"route_transport": "https", "setup_step": "transport"})
        with self.assertRaisesRegex(UserError, "“Address” is missing"):
            draft.action_setup_next()
        self.assertEqual(draft.setup_step, "transport")
        with self.assertRaisesRegex(ValidationError, "Birch EDI: “Address” is missing"):
            self.connection.route_transport = "https"
        self.connection.write(
            {"route_transport": "https", "route_form": {"address": "https://edi.birch.example/in"}}
        )
        with self.assertRaisesRegex(ValidationError, "Address"):
            self.connection.route_form = {}
        values = {"name": "Maple", "route_transport": "https"}
        with self.assertRaisesRegex(ValidationError, "Maple: “Address” is missing"):
            self.env["suture.connection"].create({**values, "code": "maple-1"})
        address = {"address": "https://edi.maple.example/in"}
        created = self.env["suture.connection"].create({**values, "code": "maple-2", "route_form": address})
        self.assertEqual(created.route_url, address["address"])

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

    def alerts(self, **values):
        """Returns the text of the alerts that the form shows for a connection with these values."""
        shown = {"delivery_state": "ok", "route_trouble": False, "sidecar_trouble": False, **values}
        shown |= {"archived_records": False, "delivery_detail": False, "delivery_next_attempt_at": False}
        form = self.env["suture.connection"].get_view(
            self.env.ref("suture.connection_form").id, view_type="form"
        )
        tree = etree.fromstring(form["arch"])
        for node in tree.xpath("//*[@invisible]"):
            if node.xpath("ancestor-or-self::*[contains(@class, 'alert ')]") and safe_eval(
                node.get("invisible"), dict(shown)
            ):
                node.getparent().remove(node)
        alerts = tree.xpath("//form/*[contains(@class, 'alert ')]")
        return " ".join(" ".join("".join(each.itertext()).split()) for each in alerts)

    def test_the_form_says_truly_what_happens_to_incoming_documents(self):
        unaffected = "Incoming documents are not affected."
        self.assertEqual(self.alerts(stage="live"), "")
        self.assertIn(unaffected, self.alerts(stage="live", delivery_state="unreachable"))
        paused = self.alerts(stage="paused", delivery_state="unreachable")
        self.assertNotIn(unaffected, paused)
        for text in ("Nothing is sent", "HTTPS are refused", "MLLP and AMQP are stored"):
            self.assertIn(text, paused)
        faulty = self.alerts(stage="live", delivery_state="unreachable", sidecar_trouble="X is unknown.")
        self.assertNotIn(unaffected, faulty)
        self.assertIn("messages from the partner are not processed", faulty)

    def test_a_reloaded_setup_is_still_the_setup(self):
        draft = self.started()
        action = draft.action_continue_setup()
        stored = self.env["ir.actions.act_window"].browse(action["id"])
        self.assertEqual(stored.view_id, self.env.ref("suture.connection_setup_form"))
        self.assertEqual(stored.views, [(stored.view_id.id, "form")])

    def test_a_name_with_a_full_stop_ends_a_sentence_with_one(self):
        draft = self.started()
        draft.partner_id = self.env["res.partner"].create({"name": "Harbor Inc."})
        self.assertIn("The partner is Harbor Inc.<", str(draft.setup_checklist))
        self.env["suture.term"].create({"code": "test.stop", "text": "Sent to {name}. Wait …"})
        told = {"term": "test.stop", "parameters": {"name": "Harbor Inc."}}
        self.assertEqual(sentence(self.env, told), "Sent to Harbor Inc. Wait …")

    def test_lists_show_labels_instead_of_codes(self):
        flow = self.flows.filtered(lambda each: each.code == "order-response")
        types = dict(flow.fields_get(["document_type"])["document_type"]["selection"])
        self.assertEqual(types["OrderResponse"], "Order response")
        row = {"connection_id": self.connection.id, "company_id": self.env.company.id}
        rows = self.env["suture.outbox"].create(
            [
                {**row, "key": "k1", "kind": "command", "event": "replay"},
                {**row, "key": "k2", "kind": "command", "event": "of-a-later-version"},
            ]
        )
        self.assertEqual(rows.mapped("event_label"), ["Retry", "of-a-later-version"])
