import json

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import SutureCase


@tagged("post_install", "-at_install")
class TestSettingsAtOnce(SutureCase):
    """Tests that two people who edit settings of one connection at the same time lose nothing."""

    def setUp(self):
        super().setUp()
        self.connection.write(
            {
                "format_code": "x12",
                "format_version": "005010",
                "format_options": json.dumps({"orderType": "SA", "itemQualifiers": {"buyer": "IN"}}),
                "route_transport": "https",
                "route_form": {"address": "https://edi.birch.example/in"},
                "policy": {"wait_hours": 5},
            }
        )

    def loaded(self):
        """Returns what a form that is opened now sends with each change."""
        self.env.invalidate_all()
        return {**self.connection.read(["settings_loaded"])[0]["settings_loaded"], "edited": True}

    def save(self, loaded, **vals):
        self.connection.write({"settings_loaded": loaded, **vals})

    def options(self):
        return json.loads(self.connection.format_options)

    def refused(self, loaded, *texts, **vals):
        with self.assertRaises(ValidationError) as refusal:
            self.save(loaded, **vals)
        for text in texts:
            self.assertIn(text, str(refusal.exception))

    def test_different_options_of_both_are_saved(self):
        first, second = self.loaded(), self.loaded()
        self.save(first, format_options=json.dumps({"itemQualifiers": {"buyer": "IN", "seller": "VP"}}))
        self.save(second, format_options=json.dumps({"orderType": "SA", "inOrder": True}))
        self.assertEqual(self.options(), {"itemQualifiers": {"seller": "VP"}, "inOrder": True})
        self.assertNotIn("Order Type", str(self.connection.message_ids[0].body))

    def test_the_same_option_is_refused_by_name_with_both_values(self):
        first, second = self.loaded(), self.loaded()
        self.save(first, policy={"wait_hours": 7})
        self.refused(second, "now 7", "you entered 9", "Reload the page", policy={"wait_hours": 9})
        self.assertEqual(self.connection.policy, {"wait_hours": 7})
        self.save(second, policy={"wait_hours": 7})
        self.save(self.loaded(), policy={"wait_hours": 9})
        self.assertEqual(self.connection.policy, {"wait_hours": 9})

    def test_a_setting_that_one_resets_and_the_other_changes_is_refused(self):
        second = self.loaded()
        self.save(self.loaded(), policy=False)
        self.refused(second, "you entered 9", policy={"wait_hours": 9})

    def test_settings_of_a_route_are_merged(self):
        self.env["suture.catalogue.setting"].create(
            {
                "subject": "transport",
                "owner": "https",
                "path": "settings.pressure",
                "label": "Pressure",
                "type": "integer",
                "facts": {"default": 3},
            }
        )
        first, second = self.loaded(), self.loaded()
        self.save(first, route_form={"address": "https://edi.birch.example/new"})
        self.save(second, route_form={"address": "https://edi.birch.example/in", "settings": {"pressure": 5}})
        self.assertEqual(self.connection.route_url, "https://edi.birch.example/new")
        self.assertEqual(self.connection.route_settings, {"pressure": 5})

    def test_an_identifier_is_never_made_of_two_halves(self):
        us = {"us": {"id": "NORTHFIELD"}}
        self.connection.envelope_identifiers = {**us, "partner": {"id": "BIRCH"}}
        first, second = self.loaded(), self.loaded()
        self.save(first, envelope_identifiers={**us, "partner": {"id": "123456789", "scheme": "01"}})
        self.refused(second, "BIRCH2", envelope_identifiers={**us, "partner": {"id": "BIRCH2"}})
        self.save(second, envelope_identifiers={"us": {"id": "NORTH"}, "partner": {"id": "BIRCH"}})
        self.assertEqual(
            self.connection.envelope_identifiers,
            {"us": {"id": "NORTH"}, "partner": {"id": "123456789", "scheme": "01"}},
        )

    def test_settings_of_a_transport_that_somebody_else_has_replaced_are_refused(self):
        second = self.loaded()
        self.save(self.loaded(), route_transport="folder", route_form={})
        self.refused(second, "to Folder", route_form={"address": "https://edi.birch.example/new"})

    def test_a_new_format_replaces_the_options(self):
        second = self.loaded()
        self.save(self.loaded(), format_options=json.dumps({"inOrder": True}))
        self.save(second, format_code="cloudevents", format_version="1.0", format_options="{}")
        self.assertEqual(self.options(), {})

    def test_a_save_without_a_form_replaces_the_settings(self):
        self.connection.policy = {"transit_days": 3}
        self.assertEqual(self.connection.policy, {"transit_days": 3})
        self.connection.write({"flow_ids": [Command.clear()], "settings_loaded": False})
        self.assertEqual(self.connection.policy, {"transit_days": 3})
