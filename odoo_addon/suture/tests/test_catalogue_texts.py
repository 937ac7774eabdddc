import re

import polib
from odoo.tests import tagged
from odoo.tools import file_path

from ..models.ir_module_module import GENERATED
from .common import SutureCase

PLACE = re.compile(r"model:([\w.]+),(\w+):suture\.(\w+)")
LANGUAGES = {"de_DE": "de", "fr_FR": "fr"}
#: Texts that are the same in English and in the language: names, codes, placeholders and words.
SAME = {
    "de_DE": {"00 · Original", "Code", "Integration", "Name", "Partner", "Region", "Status", "Version"}
    | {"Container", "Position", "Text"},
    "fr_FR": {
        "00 · Original",
        "Action",
        "Code",
        "Date",
        "Description",
        "Document",
        "Lot",
        "Note",
        "Standard",
        "Total",
    }
    | {"Carton", "Catalogue", "Lots", "Position", "Promotion"}
    | {"Version", "code", "date", "{quantity} × {item} (lot {lot})"},
}
NAMES = {"AMQP", "CloudEvents", "HL7 v2", "HTTPS", "MLLP", "MLLP (HL7 v2)", "Odoo", "TA1", "X12"}
NAMES |= {"GLN", "GTIN", "HIBC", "HIN", "NDC", "NPI", "SSCC", "UDI"}
ONLY_PARAMETERS = re.compile(r"(?:GTIN |HIBC |NDC |TEST: )?(?:\{\w+\}|[ :×()])+")
CODES = {
    "suture.exchange": ("state", "reason_code", "acknowledgement", "document_type"),
    "suture.flow": ("document_type", "owner", "system_of_record", "timing", "lane", "sensitivity"),
    "suture.connection": ("format_code", "route_transport"),
}


@tagged("post_install", "-at_install")
class TestCatalogueTexts(SutureCase):
    """Tests that users read all generated texts in their language."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in LANGUAGES:
            cls.env["res.lang"]._activate_lang(lang)
        cls.load()

    @classmethod
    def load(cls):
        cls.env["ir.module.module"]._load_module_terms(["suture"], list(LANGUAGES))

    def translations(self, lang):
        """Returns the translations of a language: `{(model, field, XML ID): text}`."""
        found = {}
        for entry in polib.pofile(file_path(f"suture/i18n/{LANGUAGES[lang]}.po")):
            for place, _line in entry.occurrences:
                if hit := PLACE.match(place):
                    found[hit.groups()] = entry.msgstr
        return found

    def texts(self, lang):
        """Yields `(model, field, XML ID, English text, text in the language)` of all generated records."""
        for model in GENERATED:
            Model = self.env[model]
            translated = [name for name, field in Model._fields.items() if field.translate and field.store]
            records = Model.search([])
            xml_ids = records.get_external_id()
            for record in records:
                module, _, name = xml_ids[record.id].partition(".")
                if module == "suture":
                    for field in translated:
                        english = record.with_context(lang="en_US")[field]
                        if re.search(r"[A-Za-z]", english or ""):
                            yield model, field, name, english, record.with_context(lang=lang)[field]

    def test_every_text_is_read_in_the_language_of_the_user(self):
        for lang in LANGUAGES:
            translations, english = self.translations(lang), []
            count = 0
            for model, field, name, source, text in self.texts(lang):
                count += 1
                same = source in SAME[lang] | NAMES or ONLY_PARAMETERS.fullmatch(source)
                if text != translations.get((model, field, name)) or (text == source and not same):
                    english.append((model, field, name, text))
            self.assertEqual(english, [], lang)
            self.assertGreater(count, 900)

    def test_codes_have_labels_in_the_language_of_the_user(self):
        Entry = self.env["suture.catalogue.entry"]
        for lang in LANGUAGES:
            for model, names in CODES.items():
                described = self.env[model].with_context(lang=lang).fields_get(names, ["selection"])
                entries = Entry.with_context(lang=lang).search([])
                for name in names:
                    labels = set(dict(described[name]["selection"]).values())
                    with self.subTest(f"{lang}: {model}.{name}"):
                        self.assertLessEqual(labels, set(entries.mapped("label")))
                        self.assertTrue(labels)

    def test_the_form_of_the_settings_is_in_the_language_of_the_user(self):
        form = self.connection.with_context(lang="de_DE").get_settings_form("format_options", ["x12"])
        labels = {setting["path"]: setting["label"] for setting in form["settings"]}
        self.assertEqual(labels["priceBasis"], "Preisbasis")

    def test_flows_have_their_names_and_descriptions_in_the_language_of_the_user(self):
        Entry = self.env["suture.catalogue.entry"]
        entries = Entry.with_context(lang="en_US")._of("flow")
        declared = [{"code": each.code, "name": each.label, "description": each.help} for each in entries]
        self.gateway.with_context(lang="de_DE").configuration(None, declared)
        flows = self.env["suture.flow"].with_context(active_test=False)
        flows = flows.search([("code", "in", entries.mapped("code"))])
        self.assertEqual(len(flows), len(entries))
        for lang in LANGUAGES:
            texts = {entry.code: (entry.label, entry.help) for entry in entries.with_context(lang=lang)}
            for flow in flows.with_context(lang=lang):
                self.assertEqual((flow.name, flow.description), texts[flow.code])
                self.assertNotEqual(flow.description, flow.with_context(lang="en_US").description)

    def test_a_changed_text_replaces_the_translation_of_the_earlier_one(self):
        term = self.env.ref("suture.term_reason_unknown_item")
        expected = term.with_context(lang="de_DE").text
        term.with_context(lang="de_DE").text = "Die Übersetzung eines früheren Textes mit {gone}"
        term.flush_recordset()
        self.load()
        self.assertEqual(term.with_context(lang="de_DE").text, expected)

    def test_a_language_that_is_added_later_reaches_the_flows(self):
        flow = self.env["suture.flow"].search([("code", "=", "order-response")])
        flow.flush_recordset()
        self.env.cr.execute("""UPDATE suture_flow SET name = '{"en_US": "Order response"}'""")
        flow.invalidate_recordset()
        self.assertEqual(flow.with_context(lang="fr_FR").name, "Order response")
        self.load()
        self.assertEqual(flow.with_context(lang="fr_FR").name, "Réponse à la commande")
