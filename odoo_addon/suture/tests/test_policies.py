import importlib.util

from odoo.addons.mail.tools.discuss import Store
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import file_path

from .common import SutureCase

MIGRATION = "suture/migrations/19.0.2.1.0/post-policies.py"


@tagged("post_install", "-at_install")
class TestPolicies(SutureCase):
    """Tests the policies of the flows: one JSON object on the connection, checked against the catalogue."""

    def refused(self, policy, text):
        with self.subTest(policy), self.assertRaises(ValidationError) as refusal:
            self.connection.policy = policy
        self.assertIn(text, str(refusal.exception))

    def test_what_could_never_be_followed_is_refused_by_the_name_of_the_setting(self):
        for policy, text in (
            ({"price_tolerance_percent": -1}, "Price Tolerance (Percent): Enter a number from 0 to 100."),
            ({"price_tolerance_percent": 101}, "Price Tolerance (Percent): Enter a number from 0 to 100."),
            ({"price_tolerance_amount": 2e6}, "Price Tolerance (Amount): Enter a number from 0 to 1000000."),
            ({"wait_hours": 8761}, "Wait for Earlier Documents: Enter a number from 0 to 8760."),
            ({"transit_days": 367}, "Transit Time: Enter a number from 0 to 366."),
            ({"date_tolerance_days": 367}, "Enter a number from 0 to 366."),
            ({"charge_tolerance_amount": 2e6}, "Enter a number from 0 to 1000000."),
            ({"quantity_decrease_percent": 101}, "Quantity Decrease: Enter a number from 0 to 100."),
            ({"transit_days": 1.5}, "Transit Time: Enter a whole number."),
            ({"accept_backorders": "yes"}, "Accept Backorders: Choose yes or no."),
            ({"nonsense": 1}, "nonsense: This setting is unknown."),
        ):
            self.refused(policy, text)

    def test_every_number_of_the_catalogue_has_bounds(self):
        numbers = self.env["suture.catalogue.setting"].search([("type", "in", ("integer", "decimal"))])
        self.assertTrue(numbers)
        open_ended = numbers.filtered(
            lambda each: None in (each.facts.get("minimum"), each.facts.get("maximum"))
        )
        self.assertFalse(open_ended.mapped("path"))

    def test_times_of_a_connection_have_bounds(self):
        for values, text in (
            (
                {"acknowledgement_hours": 0},
                "enter 1 to 8760 hours (a year) for “Acknowledgement Timeout (h)”",
            ),
            ({"acknowledgement_hours": 8761}, "enter 1 to 8760 hours"),
            (
                {
                    "fallback_transport": "email",
                    "fallback_address": "edi@birch.example",
                    "fallback_after_minutes": 43201,
                },
                "the fallback route can be used after 1 to 43200 minutes",
            ),
        ):
            with self.subTest(values), self.assertRaises(ValidationError) as refusal:
                self.connection.write(values)
            self.assertIn(text, str(refusal.exception))

    def test_a_record_is_one_that_the_company_may_use(self):
        theirs = self.env["res.company"].create({"name": "Theirs"})
        partner = self.env["res.partner"].create({"name": "Debtor", "company_id": theirs.id})
        company = self.connection.company_id.name
        self.refused({"patient_partner_id": partner.id}, f"Choose a record that {company} can use.")
        self.refused({"patient_partner_id": 999999999}, f"Choose a record that {company} can use.")
        self.connection.policy = {"patient_partner_id": self.supplier.id}
        form = self.connection.get_settings_form("policy", self._flow("customer-invoice").ids)
        self.assertEqual(form["names"], {"patient_partner_id": "Birch Medical"})

    def _flow(self, code):
        Flow = self.env["suture.flow"].with_context(active_test=False)
        return Flow.search([("code", "=", code)]) or Flow.create({"code": code, "name": code})

    def test_a_record_that_is_gone_is_not_set_any_more(self):
        gone = self.env["res.partner"].create({"name": "Gone"})
        self.connection.policy = {"patient_partner_id": gone.id, "wait_hours": 5}
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM res_partner WHERE id = %s", [gone.id])  # as by a cascade
        self.env.invalidate_all()
        self.assertEqual(self.connection._policy(), {"wait_hours": 5})

    def test_what_applies_is_what_is_set_or_the_default(self):
        self.connection.policy = {"transit_days": 3}
        applies = [self.connection._policy_value(path) for path in ("transit_days", "date_tolerance_days")]
        self.assertEqual(applies, [3, 7])
        self.assertIsNone(self.connection._policy_value("nonsense"))
        self.assertEqual(self.connection.policy_summary, "Transit Time: 3 days")
        self.connection.policy = False
        self.assertEqual(self.connection.policy_summary, "Defaults")

    def test_a_note_is_read_in_the_language_and_notation_of_its_reader(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["suture.catalogue.setting"].search([("path", "=", "price_tolerance_percent")]).with_context(
            lang="de_DE"
        ).label = "Preistoleranz"
        self.connection.policy = {"price_tolerance_percent": 2.5, "accept_backorders": False}
        message = self.connection.message_ids[0]
        self.assertIn("Price Tolerance (Percent): 2 % → 2.5 %", message._suture_body())
        german = message.with_context(lang="de_DE")
        self.assertIn("Preistoleranz: 2 % → 2,5 %", german._suture_body())
        stored = Store().add(german).get_result()["mail.message"]
        self.assertIn("Preistoleranz: 2 % → 2,5 %", str(next(m for m in stored if m["id"] == message.id)))

    def test_changes_are_told_in_words(self):
        self.connection.policy = {"price_tolerance_percent": 5, "accept_backorders": False}
        self.connection.policy = {"price_tolerance_amount": 0.5, "accept_backorders": False}
        first, second = (str(message.body) for message in reversed(self.connection.message_ids[:2]))
        self.assertIn("Price Tolerance (Percent): 2 % → 5 %", first)
        self.assertIn("Accept Backorders: Yes → No", first)
        self.assertIn("Price Tolerance (Percent): 5 % → 2 %", second)
        currency = self.connection.currency_id.name
        self.assertIn(f"Price Tolerance (Amount): 0 {currency} → 0.5 {currency}", second)
        self.assertNotIn("backorders", second)

    def test_the_form_shows_the_settings_of_the_flows_given_each_once(self):
        flows = self._flow("order-response") | self._flow("vendor-invoice")
        settings = self.connection.get_settings_form("policy", flows.ids)["settings"]
        paths = [setting["path"] for setting in settings]
        self.assertEqual(paths.count("price_tolerance_percent"), 1)
        self.assertIn("transit_days", paths)
        self.assertNotIn("wait_hours", paths)
        self.assertEqual(settings[0]["group"], "Order response")


@tagged("post_install", "-at_install")
class TestMigrationOfPolicies(SutureCase):
    """Tests the migration of the policy columns, used until 19.0.2.1.0, to the JSON object."""

    COLUMNS = {
        "price_tolerance_percent": ("double precision", 5.0),
        "price_tolerance_amount": ("numeric", 0.25),
        "date_tolerance_days": ("integer", 7),
        "quantity_decrease_percent": ("double precision", 100.0),
        "accept_backorders": ("boolean", False),
        "transit_days": ("integer", 0),
        "charge_account_id": ("integer", 17),
        "wait_hours": ("integer", 5),
        "first_expiry_first_out": ("boolean", None),
    }

    def migrate(self):
        spec = importlib.util.spec_from_file_location("suture_post_policies", file_path(MIGRATION))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        self.env.flush_all()
        module.migrate(self.env.cr, "19.0.1.1.0")
        self.env.invalidate_all()

    def test_every_value_that_is_not_the_default_is_carried_over(self):
        for name, (kind, value) in self.COLUMNS.items():
            self.env.cr.execute(f"ALTER TABLE suture_connection ADD COLUMN {name} {kind}")
            self.env.cr.execute(f"UPDATE suture_connection SET {name} = %s", [value])
        self.connection.policy = {"wait_hours": 9}
        self.migrate()
        self.assertEqual(
            self.connection.policy,
            {
                "price_tolerance_percent": 5.0,
                "price_tolerance_amount": 0.25,
                "quantity_decrease_percent": 100.0,
                "accept_backorders": False,
                "charge_account_id": 17,
                "wait_hours": 9,
            },
        )

    def test_without_columns_nothing_is_touched(self):
        self.connection.policy = {"wait_hours": 9}
        self.migrate()
        self.assertEqual(self.connection.policy, {"wait_hours": 9})
