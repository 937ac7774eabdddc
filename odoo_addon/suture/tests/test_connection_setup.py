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
        """A connection after the first step, as an administrator enters it."""
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
        draft.write({"our_identifier": "NORTHFIELD", "partner_identifier": "MAPLE"})
        return draft

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
                self.assertEqual(line.door_address, f"https://sidecar.example{address}")
                self.assertEqual(line.door_routing_key, key)
                self.assertIn(command, line.key_command)
                self.assertEqual(bool(line.door_mllp), kind == "ehr")

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
        self.assertEqual((draft.format_code, draft.x12_version), ("x12", "004010"))
        self.assertTrue(draft.acknowledges)
        self.assertEqual(set(draft.flow_ids.mapped("code")) & {"order-dispatch"}, {"order-dispatch"})
        draft.write({"x12_version": "005010", "flow_ids": [Command.clear()], "setup_step": "who"})
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
        self.assertEqual((draft.our_qualifier, draft.our_identifier), ("01", "123456789"))

    def test_identifiers_fit_the_envelope(self):
        draft = self.ready()
        for value, why in (
            ("A", "characters"),
            ("SIXTEEN-LETTERS-", "16 characters"),
            ("MAP*LE", "separates"),
            ("MÄPLE", "unaccented"),
            ("M\x01APLE", "unaccented"),
        ):
            with self.subTest(value), self.assertRaisesRegex(ValidationError, why):
                draft.partner_identifier = value
        draft.partner_identifier = "  MAPLE 1  "
        self.assertEqual(draft.identifier_ids.filtered(lambda i: i.owner == "partner").value, "MAPLE 1")
        draft.partner_identifier = False
        self.assertEqual(draft.identifier_ids.mapped("owner"), ["us"])

    def test_what_only_looks_odd_is_said_and_stops_nobody(self):
        draft = self.ready()
        draft.partner_qualifier = "01"
        self.assertIn("does not look like", str(draft.setup_checklist))
        self.assertTrue(draft.setup_ready)

    def test_two_connections_with_the_same_identifiers_are_refused_by_name(self):
        other = self.ready()
        other.action_go_live()
        draft = self.started()
        draft.action_setup_next()
        draft.write({"environment": "production", "setup_step": "identifiers"})
        draft.write({"our_identifier": "NORTHFIELD", "partner_identifier": "MAPLE"})
        with self.assertRaisesRegex(UserError, other.code):
            draft.action_setup_next()
        draft.partner_identifier = "MAPLE2"
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
        self.assertIn("Live", draft.message_ids[:1].body)
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


@tagged("post_install", "-at_install")
class TestFormatOptions(SutureCase):
    def setUp(self):
        super().setUp()
        self.connection.write({"format_code": "x12", "format_version": "005010"})

    def kept(self):
        sent = self.gateway.configuration(None)["connections"]
        return next(row for row in sent if row["code"] == "edi-birch")["format"]["options"]

    def test_defaults_are_shown_and_not_kept(self):
        line = self.connection
        self.assertEqual((line.option_order_type, line.option_buyer_qualifier), ("NE", "BP"))
        self.assertTrue(line.option_descriptions)
        line.write({"option_order_type": "NE", "option_descriptions": True, "option_acknowledgement": "997"})
        self.assertEqual(self.kept(), {})

    def test_what_differs_is_kept_where_the_sidecar_reads_it(self):
        self.connection.write(
            {
                "option_order_type": "SA",
                "option_price_basis": "HP",
                "option_buyer_qualifier": "IN",
                "option_descriptions": False,
                "option_originals_only": True,
                "option_in_order": True,
                "option_acknowledgement": "999",
            }
        )
        self.assertEqual(
            self.kept(),
            {
                "orderType": "SA",
                "priceBasis": "HP",
                "itemQualifiers": {"buyer": "IN"},
                "descriptions": False,
                "purposes": {"duplicate": "00", "replacement": "00"},
                "inOrder": True,
                "acknowledgement": "999",
            },
        )
        self.connection.write({"option_buyer_qualifier": False, "option_originals_only": False})
        self.assertNotIn("itemQualifiers", self.kept())
        self.assertNotIn("purposes", self.kept())

    def test_what_has_no_field_stays_as_somebody_wrote_it(self):
        self.connection.format_options = (
            '{"mostSegments": 9, "itemQualifiers": {"maker": "VP"}, "mostTransactionSets": 7}'
        )
        self.connection.option_seller_qualifier = "VC"
        kept = self.kept()
        self.assertEqual((kept["mostSegments"], kept["mostTransactionSets"]), (9, 7))
        self.assertEqual(kept["itemQualifiers"], {"maker": "VP", "seller": "VC"})

    def test_lists_are_words_with_commas(self):
        self.connection.format_code = "hl7v2"
        self.assertEqual(self.connection.option_passed_over, "ADT")
        self.connection.write({"option_passed_over": "ADT, ORU", "option_cost_centre_places": "ZCC-1"})
        self.assertEqual(self.kept(), {"passOver": ["ADT", "ORU"], "encounter": {"costCentre": ["ZCC-1"]}})
        self.connection.write({"option_passed_over": False, "option_cost_centre_places": False})
        self.assertEqual(self.kept(), {"passOver": []})
        self.assertFalse(self.connection.option_passed_over)

    def test_options_that_are_no_object_are_refused_and_read_as_none(self):
        for text in ("[1]", "{", "7"):
            with self.subTest(text), self.assertRaises(ValidationError):
                self.connection.format_options = text

    def refused(self, values, text):
        with self.subTest(values):
            with self.assertRaises(ValidationError) as refusal:
                self.connection.write(values)
            self.assertIn(text, str(refusal.exception))

    def test_a_999_needs_a_version_that_has_one(self):
        self.connection.option_acknowledgement = "999"
        self.refused({"x12_version": "004010"}, "no 999 in 004010")
        self.refused({"format_version": "004010"}, "no 999 in 004010")
        self.refused({"format_version": False}, "no 999 in 004010")
        self.connection.write({"x12_version": "004010", "option_acknowledgement": "997"})
        self.refused({"option_acknowledgement": "999"}, "no 999 in 004010")
        self.connection.write({"option_acknowledgement": "999", "x12_version": "005010"})
        self.assertEqual(self.connection.format_version, "005010")

    def test_a_version_that_is_not_spoken_is_refused(self):
        for version in ("004030", "4010", "003050", "006020", "X12"):
            self.refused({"format_version": version}, "is not spoken")
        for version in ("004010", "005010", "004010VICS"):
            self.connection.format_version = version

    def test_what_could_never_be_sent_is_refused(self):
        for values, text in (
            ({"option_order_type": "BK"}, "BK cannot be sent as order type"),
            ({"option_date_qualifier": "001"}, "001 cannot be sent"),
            ({"option_price_basis": "PP"}, "PP cannot be sent as price basis"),
            ({"option_buyer_qualifier": "buyer"}, "not two capital letters"),
            ({"option_buyer_qualifier": "VN"}, "nobody could tell them apart"),
        ):
            self.refused(values, text)
        for options, text in (
            ('{"orderType": 7}', "7 cannot be sent"),
            ('{"acknowledgement": "998"}', "998 is no acknowledgement"),
            ('{"purposes": {"duplicate": "01"}}', "purpose of a duplicate"),
            ('{"purposes": "00"}', "purposes is an object"),
            ('{"itemQualifiers": ["VN"]}', "itemQualifiers is an object"),
            ('{"mostSegments": 0}', "mostSegments is a whole number"),
            ('{"mostTransactionSets": true}', "mostTransactionSets is a whole number"),
            ('{"descriptions": "no"}', "descriptions is true or false"),
            ('{"inOrder": 1}', "inOrder is true or false"),
            ('{"nonsense": 1}', "nonsense is no setting of this format. Possible are: purposes, orderType"),
        ):
            self.refused({"format_options": options}, text)

    def test_places_and_types_of_hl7_are_checked(self):
        self.connection.write({"format_code": "hl7v2", "format_version": "2.5.1"})
        self.refused({"option_cost_centre_places": "ZCC"}, "ZCC-1 or PV1-3.1")
        self.refused({"option_passed_over": "admissions"}, "list of message types")
        self.connection.write(
            {"option_cost_centre_places": "ZCC-1, PV1-3.1", "option_passed_over": "SIU^S12"}
        )

    def test_what_hl7_could_never_follow_is_refused(self):
        self.connection.write({"format_code": "hl7v2", "format_version": "2.5.1"})
        for options, text in (
            ('{"nonsense": 1}', "nonsense is no setting of this format. Possible are: passOver, encounter"),
            ('{"encounter": {"class": {}}}', "encounter.class is no setting"),
            ('{"movement": {"unit": {}}}', "movement.unit is no setting"),
            ('{"supply": {"size": 1}}', "supply.size is no setting"),
            (
                '{"encounter": {"classes": {"OBS": "banana"}}}',
                "classes says banana of OBS. Possible are: inpatient, outpatient, emergency, other.",
            ),
            (
                '{"movement": {"orderControls": {"SC": "maybe"}}}',
                "movement.orderControls says maybe of SC. Possible are: leaves, returns.",
            ),
            ('{"encounter": {"classes": ["OBS"]}}', "encounter.classes is an object"),
            ('{"supply": {"segment": "PID"}}', "supply.segment is PID, but supplies stand in a Z segment"),
            ('{"supply": {"item": 0}}', "supply.item is the number of a field"),
            ('{"supply": {"lot": true}}', "supply.lot is the number of a field"),
            ('{"movement": {"department": ["PID-5"]}}', "movement.department is a list of places"),
            ('{"movement": {"number": []}}', "movement.number is a list of places"),
            ('{"movement": {"units": {"DOSE": "each"}}}', "movement.units is an object of UN/ECE codes"),
            ('{"movement": {"utcOffset": "-5"}}', "movement.utcOffset is a zone"),
        ):
            self.refused({"format_options": options}, text)
        self.connection.format_options = (
            '{"encounter": {"classes": {"OBS": "outpatient"}}, "supply": {"segment": "ZUS", "occurredAt": 9},'
            ' "movement": {"orderControls": {"SC": "leaves"}, "units": {"DOSE": "C62"}}}'
        )

    def test_a_new_connection_is_checked_too(self):
        with self.assertRaises(ValidationError):
            self.env["suture.connection"].create(
                {
                    "code": "edi-new",
                    "name": "New",
                    "format_code": "x12",
                    "x12_version": "004010",
                    "option_acknowledgement": "999",
                }
            )
