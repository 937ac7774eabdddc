from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import FLOWS, SutureCase


@tagged("post_install", "-at_install")
class TestConfiguration(SutureCase):
    def declared(self, code, **values):
        return {
            "code": code,
            "name": code.title(),
            "description": "What it does.",
            "version": 1,
            "direction": "inbound",
            "document_type": "OrderResponse",
            "owner": "Purchasing",
            "system_of_record": "odoo",
            "timing": "real-time",
            "lane": "standard",
            "service_level_seconds": 5,
            "sensitivity": "business",
            "retention_days": 365,
            **values,
        }

    def catalogue(self, *more):
        return [self.declared(code) for code in FLOWS] + list(more)

    def flow(self, code):
        return self.env["suture.flow"].with_context(active_test=False).search([("code", "=", code)])

    def mine(self, answer):
        return next(row for row in answer["connections"] if row["code"] == "edi-birch")

    def test_tells_the_connections(self):
        self.connection.write(
            {
                "format_code": "x12",
                "format_version": "004010",
                "format_options": '{"inOrder": true}',
                "identifier_ids": [(0, 0, {"owner": "partner", "scheme": "ZZ", "value": "BIRCH"})],
                "policy": {"price_tolerance_percent": 1.5},
                "bulk": True,
            }
        )
        answer = self.gateway.configuration(None, self.catalogue())
        mine = self.mine(answer)
        self.assertEqual(mine["identifiers"], [{"owner": "partner", "scheme": "ZZ", "id": "BIRCH"}])
        self.assertEqual(mine["format"], {"code": "x12", "version": "004010", "options": {"inOrder": True}})
        self.assertEqual(mine["flows"], sorted(FLOWS))
        self.assertEqual((mine["acknowledges"], mine["acknowledgement_hours"]), (True, 24))
        self.assertEqual(mine["policy"], {"price_tolerance_percent": 1.5}, "the sidecar has the defaults")
        self.assertIs(mine["bulk"], True)
        self.assertEqual(mine["largest_file_mb"], 50)
        self.assertEqual(mine["currency"], self.env.company.currency_id.name)
        self.assertTrue(self.connection.last_contact_at)

    def test_answers_unchanged_until_something_changes(self):
        version = self.gateway.configuration(None, self.catalogue())["version"]
        self.assertEqual(
            self.gateway.configuration(version, self.catalogue()), {"version": version, "unchanged": True}
        )
        self.connection.policy = {"date_tolerance_days": 3}
        answer = self.gateway.configuration(version, self.catalogue())
        self.assertNotEqual(answer["version"], version)
        self.assertEqual(self.mine(answer)["policy"]["date_tolerance_days"], 3)

    def test_an_archived_connection_is_told_as_inactive(self):
        self.connection.active = False
        self.assertIs(self.mine(self.gateway.configuration(None, []))["active"], False)

    def test_loads_the_catalogue(self):
        self.gateway.configuration(None, self.catalogue(self.declared("stock-count")))
        self.assertEqual(self.flow("stock-count").owner, "Purchasing")
        self.gateway.configuration(
            None, self.catalogue(self.declared("stock-count", owner="Stores", version=2))
        )
        self.assertEqual((self.flow("stock-count").owner, self.flow("stock-count").version), ("Stores", 2))

    def test_flows_no_longer_listed_are_archived_and_come_back(self):
        extra = self.declared("stock-count")
        self.gateway.configuration(None, self.catalogue(extra))
        self.gateway.configuration(None, self.catalogue())
        self.assertFalse(self.flow("stock-count").active)
        self.gateway.configuration(None, self.catalogue(extra))
        self.assertTrue(self.flow("stock-count").active)

    def test_what_people_switched_off_stays_off(self):
        self.flow("vendor-invoice").switched_on = False
        answer = self.gateway.configuration(None, self.catalogue())
        self.assertFalse(self.flow("vendor-invoice").switched_on)
        self.assertNotIn("vendor-invoice", self.mine(answer)["flows"])

    def test_settings_are_checked(self):
        self.connection.active = False
        for code in ("EDI", "a b", "-a", "a--b", ""):
            with self.subTest(code), self.assertRaises(ValidationError):
                self.connection.code = code
        for options in ("[", "[]", "1"):
            with self.subTest(options), self.assertRaises(ValidationError):
                self.connection.format_options = options

    def test_a_companys_zone_is_its_contacts_and_utc_where_it_has_none(self):
        contact = self.connection.company_id.partner_id
        contact.tz = False
        told = self.gateway.configuration(None, self.catalogue())
        self.assertEqual(self.mine(told)["time_zone"], "UTC")
        self.assertEqual(self.connection.time_zone, "UTC")
        contact.tz = "Pacific/Auckland"
        again = self.gateway.configuration(told["version"], None)
        self.assertEqual(self.mine(again)["time_zone"], "Pacific/Auckland")
        self.assertEqual(self.connection.time_zone, "Pacific/Auckland")

    def test_a_connection_with_emails_has_their_texts_in_the_language_of_its_partner(self):
        for lang in ("de_DE", "fr_FR"):
            self.env["res.lang"]._activate_lang(lang)
        module = self.env["ir.module.module"].search([("name", "=", "suture")])
        module._update_translations(["de_DE", "fr_FR"])
        told = self.gateway.configuration(None, self.catalogue())
        self.assertIsNone(self.mine(told)["mail_texts"], "no email is sent")
        self.connection.write({"fallback_transport": "email", "fallback_address": "orders@birch.example"})
        self.connection.company_id.partner_id.lang = "fr_FR"
        self.supplier.lang = "de_DE"
        german = self.mine(self.gateway.configuration(told["version"], None))["mail_texts"]
        self.assertEqual(german["partner-mail.unnamed"], "Dokument")
        self.assertIn("{document}, als {code} in der Datei {file}", german["partner-mail.attached"])
        self.assertNotIn("reason.UNKNOWN_ITEM", german)
        self.supplier.lang = False
        french = self.mine(self.gateway.configuration(None, self.catalogue()))["mail_texts"]
        self.assertIn("pièce jointe", french["partner-mail.attached"], "the company's language")
        self.assertEqual(german.keys(), french.keys())
        self.assertNotEqual(german["document.Order"], french["document.Order"])

    def test_the_texts_of_emails_are_english_where_nobody_has_a_language(self):
        self.connection.write({"fallback_transport": "email", "fallback_address": "orders@birch.example"})
        (self.supplier | self.connection.company_id.partner_id).write({"lang": False})
        texts = self.mine(self.gateway.configuration(None, self.catalogue()))["mail_texts"]
        self.assertEqual(texts["partner-mail.unnamed"], "Document")
        self.assertEqual(texts["document.Order"], "Order")
