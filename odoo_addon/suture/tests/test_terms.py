from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..terms import in_language_of, sentence, words
from .common import SutureCase

UNKNOWN_ITEM = {"term": "reason.UNKNOWN_ITEM"}
MORE = {"term": "told.and-more", "parameters": {"count": 3}}


@tagged("post_install", "-at_install")
class TestTerms(SutureCase):
    """Tests that the sidecar's texts are shown in the reader's language."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ("de_DE", "fr_FR"):
            cls.env["res.lang"]._activate_lang(lang)
        cls.env["ir.module.module"].search([("name", "=", "suture")])._update_translations(["de_DE", "fr_FR"])
        cls.env["suture.term"].create(
            {"code": "test.price", "text": "Line {line}: {theirs} instead of {ours}, due {day}, told {at}."}
        ).with_context(
            lang="de_DE"
        ).text = "Zeile {line}: {theirs} statt {ours}, fällig {day}, gemeldet {at}."

    def price(self):
        return {
            "term": "test.price",
            "parameters": {
                "line": {"all": ["1", "2", "5"]},
                "theirs": {"amount": "1234.50", "currency": "USD"},
                "ours": {"quantity": "4.125", "unit": "Box"},
                "day": {"date": "2026-11-20"},
                "at": {"instant": "2026-11-20T23:30:00Z"},
            },
        }

    def reader(self, lang, tz="UTC"):
        user = new_test_user(
            self.env, f"reader_{lang}", groups="base.group_user,suture.group_operator", lang=lang, tz=tz
        )
        return self.env(user=user.id, context={"lang": lang, "tz": tz})

    def test_two_readers_read_the_same_reason_in_their_languages(self):
        row = self.report(
            "terms/1",
            state="attention",
            reason_code="UNKNOWN_ITEM",
            reason=[UNKNOWN_ITEM, MORE],
            suggestion=[{"term": "advice.UNKNOWN_ITEM"}],
            findings=[{"code": "UNKNOWN_ITEM", "field": "item", "line": "1", "text": MORE}],
        )
        german = row.with_env(self.reader("de_DE"))
        french = row.with_env(self.reader("fr_FR"))
        english = row.with_context(lang="en_US")
        self.assertEqual(english.findings[0]["text"], "And 3 more.")
        self.assertIn("refers to an item", english.reason)
        for other in (german, french):
            self.assertEqual(len(other.reason.splitlines()), 2)
            self.assertIn("3", other.findings[0]["text"])
        texts = {each.reason for each in (english, german, french)}
        self.assertEqual(len(texts), 3, texts)
        self.assertEqual(len({each.suggestion for each in (english, german, french)}), 3)

    def test_values_are_written_as_the_reader_writes_them(self):
        english = sentence(self.env(context={"lang": "en_US", "tz": "UTC"}), self.price())
        self.assertIn("Line 1, 2, and 5: 1,234.50 USD instead of 4.125 Box, due 11/20/2026", english)
        german = sentence(self.env(context={"lang": "de_DE", "tz": "Europe/Berlin"}), self.price())
        self.assertIn("Zeile 1, 2 und 5: 1.234,50 USD statt 4,125 Box, fällig 20.11.2026", german)
        self.assertIn(
            "21.11.26", german.replace("21.11.2026", "21.11.26"), "the reader's day, not that of UTC"
        )

    def test_is_searched_in_the_language_of_the_company(self):
        self.connection.company_id.partner_id.lang = "de_DE"
        row = self.report("terms/2", state="attention", reason=[self.price()], note=[MORE])
        Exchange = self.env["suture.exchange"]
        self.assertIn(row, Exchange.search([("reason", "ilike", "1.234,50 USD statt")]))
        self.assertNotIn(row, Exchange.search([("reason", "ilike", "instead of 4.125")]))
        self.assertIn(row, Exchange.search([("note", "!=", False)]))
        self.assertIn(row, Exchange.search([("suggestion", "=", False)]))

    def test_an_unknown_code_is_readable_and_logged_once(self):
        strange = {"term": "future.unheard-of", "parameters": {"line": "2", "ours": {"amount": "4.00"}}}
        with self.assertLogs("odoo.addons.suture.terms", "WARNING") as logged:
            row = self.report("terms/3", state="attention", reason=[strange, MORE])
            self.assertEqual(row.reason, "future.unheard-of: line 2, ours 4.00\nAnd 3 more.")
            self.assertEqual(sentence(self.env, strange), "future.unheard-of: line 2, ours 4.00")
        self.assertEqual(len(logged.output), 1)

    def test_survives_what_is_no_term(self):
        for nonsense in (None, False, 7, {}, {"term": 7}, [None, {"term": "told.and-more", "parameters": 7}]):
            with self.subTest(nonsense):
                self.assertIsInstance(words(self.env, nonsense), str)
        broken = {"term": "test.price", "parameters": {"theirs": {"amount": "dear"}, "day": {"date": "soon"}}}
        self.assertIn("dear", sentence(self.env, broken))
        self.assertIn("{line}", sentence(self.env, broken), "what is not told shows its place")

    def test_a_text_of_an_earlier_sidecar_stays_as_it_was(self):
        row = self.report("terms/4", state="attention", reason="An old sentence.")
        self.assertEqual(row.with_context(lang="de_DE").reason, "An old sentence.")
        self.assertEqual(row.reason_terms[0]["term"], "told.as-it-was")

    def test_a_page_of_rows_costs_one_query_for_its_texts(self):
        rows = self.env["suture.exchange"].union(
            *(
                self.report(f"terms/page/{n}", state="attention", reason=[UNKNOWN_ITEM, MORE])
                for n in range(20)
            )
        )
        rows.invalidate_recordset()
        self.env.registry.clear_cache()
        self.env["suture.term"]._texts("en_US")
        rows.mapped("reason_terms")
        with self.assertQueryCount(0):
            rows.mapped("reason")

    def test_a_partner_is_told_in_its_own_language(self):
        self.supplier.lang = "de_DE"
        row = self.report(
            "terms/mail",
            state="attention",
            findings=[{"code": "PRICE_VARIANCE", "field": "price", "text": self.price()}],
        )
        template = self.env.ref("suture.exchange_reject_mail_template")
        body = template._generate_template(row.ids, ["body_html"])[row.id]["body_html"]
        self.assertIn("statt 4,125 Box", body)

    def test_the_partner_is_addressed_in_the_email_that_rejects_its_document(self):
        parameters = {"line": "1", "item": "Gloves", "theirs": {"amount": "5.25"}, "ours": {"amount": "4.50"}}
        text = {"term": "order-response.price-differs", "parameters": parameters}
        row = self.report(
            "terms/reject",
            state="attention",
            findings=[{"code": "PRICE_VARIANCE", "field": "price", "text": text}],
        )
        self.assertIn("the vendor's price is 5.25", row.findings[0]["text"])
        template = self.env.ref("suture.exchange_reject_mail_template").with_context(suture_rejects=row.id)
        body = template._generate_template(row.ids, ["body_html"])[row.id]["body_html"]
        self.assertIn("your price is 5.25 instead of 4.50", body)

    def test_codes_of_the_catalogue_are_read_by_their_labels(self):
        self.env["suture.catalogue.entry"].create(
            {"subject": "flow", "code": "test-flow", "label": "Test flow"}
        ).with_context(lang="de_DE").label = "Probelauf"
        self.env["suture.term"].create({"code": "test.off", "text": "{flow} is off for {kind} and {type}."})
        parameters = {
            "flow": {"entry": "flow", "code": "test-flow", "label": "The sidecar's name"},
            "kind": {"entry": "kind", "code": "wms", "label": "wms"},
            "type": {"entry": "document", "code": "OrderResponse", "label": "Order response"},
        }
        term = {"term": "test.off", "parameters": parameters}
        self.assertEqual(
            sentence(self.env(context={"lang": "en_US"}), term),
            "Test flow is off for Warehouse and Order response.",
        )
        german = sentence(self.env(context={"lang": "de_DE"}), term)
        self.assertIn("Probelauf is off", german)
        self.assertNotIn("Warehouse", german)
        self.assertNotIn("Order response", german)
        strange = {name: {**value, "code": "unheard-of"} for name, value in parameters.items()}
        self.assertEqual(
            sentence(self.env(context={"lang": "de_DE"}), {**term, "parameters": strange}),
            "The sidecar's name is off for wms and Order response.",
        )
        broken = {"flow": {"entry": "nothing"}, "kind": {"entry": 7, "code": 7}}
        self.assertIsInstance(sentence(self.env, {**term, "parameters": broken}), str)

    def test_a_preview_and_a_refusal_are_read_in_the_reader_s_language(self):
        row = self.report("terms/5", state="attention")
        german = row.with_env(self.reader("de_DE"))
        for own in (row, german):
            own._ask_preview("document")
        preview = {"outcome": "would-apply", "note": [self.price()]}
        self.report("terms/5", revision=2, state="attention", preview=preview)
        self.assertIn("statt", german.preview["note"])
        self.assertIn("instead of", row.with_context(lang="en_US").preview["note"])
        row.sudo()._command("replay", {"by": "Ann"})
        command = self.env["suture.outbox"].search([("message_key", "=", row.message_key)], limit=1)
        self.gateway.outbox_report([{"id": command.id, "status": "refused", "message": [self.price()]}])
        self.assertIn("statt", command.with_context(lang="de_DE").message)

    def test_the_language_of_a_company_without_one_is_english(self):
        self.connection.company_id.partner_id.lang = False
        self.assertEqual(in_language_of(self.connection, self.connection.company_id).env.lang, "en_US")

    @mute_logger("odoo.addons.suture.terms")
    def test_a_term_that_is_renamed_is_read_at_once(self):
        term = self.env["suture.term"].create({"code": "test.once", "text": "Once."})
        self.assertEqual(sentence(self.env, {"term": "test.once"}), "Once.")
        term.text = "Twice."
        self.assertEqual(sentence(self.env, {"term": "test.once"}), "Twice.")
