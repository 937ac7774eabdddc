from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import SutureCase


@tagged("post_install", "-at_install")
class TestRouteSettings(SutureCase):
    """Tests that the settings of any transport in the catalogue are shown, checked and sent. The tests use a
    transport that exists only in them.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["suture.catalogue.entry"].create(
            {
                "subject": "transport",
                "code": "pneumatic",
                "label": "Pneumatic tube",
                "help": "Capsules go to the station of {connection}.",
                "facts": {"directions": ["out"], "has_address": True},
            }
        )
        setting = {"subject": "transport", "owner": "pneumatic", "type": "text"}
        cls.env["suture.catalogue.setting"].create(
            [
                {**setting, "path": "address", "label": "Station", "facts": {"pattern": "^S[0-9]+$"}},
                {
                    **setting,
                    "path": "settings.pressure",
                    "label": "Pressure",
                    "type": "integer",
                    "facts": {"default": 3, "minimum": 1, "maximum": 9},
                },
            ]
        )
        cls.env.invalidate_all()  # the connection's choices of transports

    def sent(self):
        rows = self.gateway.configuration(None)["connections"]
        return next(row for row in rows if row["code"] == "edi-birch")

    def test_the_form_shows_address_and_settings_of_the_chosen_transport(self):
        form = self.connection.get_settings_form("route_form", ["pneumatic"])
        labels = [each["label"] for each in form["settings"]]
        self.assertEqual(labels, ["Station", "Pressure"])
        self.connection.write({"active": False, "is_draft": True, "route_transport": "pneumatic"})
        self.assertTrue(self.connection.route_has_form)
        self.assertEqual(self.connection.route_help, "Capsules go to the station of edi-birch.")

    def test_what_is_entered_is_stored_and_sent_for_both_routes(self):
        entered = {"address": "S7", "settings": {"pressure": 5}}
        self.connection.write({"route_transport": "pneumatic", "route_form": entered})
        self.connection.write({"fallback_transport": "pneumatic", "fallback_form": entered})
        self.assertEqual((self.connection.route_url, self.connection.fallback_address), ("S7", "S7"))
        route = {"transport": "pneumatic", "url": "S7", "settings": {"pressure": 5}}
        self.assertEqual(self.sent()["route"], route)
        self.assertEqual(self.sent()["fallback"]["route"], route)
        self.assertEqual(self.connection.route_form, entered)

    def test_settings_that_do_not_fit_are_refused(self):
        self.connection.write({"active": False, "is_draft": True, "route_transport": "pneumatic"})
        for settings, why in (({"pressure": 10}, "from 1 to 9"), ({"speed": 1}, "unknown")):
            with self.subTest(settings), self.assertRaisesRegex(ValidationError, why):
                self.connection.route_form = {"address": "S7", "settings": settings}

    def test_the_checklist_asks_for_the_address_by_its_label(self):
        self.connection.write({"active": False, "is_draft": True, "route_transport": "pneumatic"})
        self.assertIn("Step 3: “Station” is missing.", str(self.connection.setup_checklist))
        self.connection.route_url = "X"
        self.assertIn("Step 3: Station: “X” does not", str(self.connection.setup_checklist))
        self.connection.route_url = "S7"
        self.assertIn("Pneumatic tube · S7", str(self.connection.setup_checklist))

    def test_a_changed_setting_is_logged(self):
        self.connection.write({"route_transport": "pneumatic", "route_form": {"address": "S7"}})
        self.connection.route_form = {"address": "S7", "settings": {"pressure": 5}}
        self.assertIn("Pressure: 3 → 5", self.connection.message_ids[:1].body)
