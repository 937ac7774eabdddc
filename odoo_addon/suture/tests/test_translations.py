import io
import re

import polib
from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.translate import trans_export

LANGUAGES = ("de", "fr")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?s|\{\w+\}|\{\{.*?\}\}|<t [^>]*>")


def entries(name):
    return {entry.msgid: entry.msgstr for entry in polib.pofile(file_path(f"suture/i18n/{name}"))}


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    def test_the_template_has_every_term_of_the_addon(self):
        exported = io.BytesIO()
        trans_export(False, ["suture"], exported, "po", self.env)
        terms = {
            entry.msgid
            for entry in polib.pofile(exported.getvalue().decode())
            if not all("suture.demo_" in place for place, _line in entry.occurrences)
        }
        self.assertEqual(terms ^ set(entries("suture.pot")), set())

    def test_every_term_of_the_template_is_translated(self):
        template = entries("suture.pot")
        for language in LANGUAGES:
            translated = entries(f"{language}.po")
            with self.subTest(language):
                self.assertEqual(
                    set(template) - {source for source, text in translated.items() if text}, set()
                )

    def test_what_is_filled_in_stays_in_its_place(self):
        for language in LANGUAGES:
            for source, text in entries(f"{language}.po").items():
                with self.subTest(f"{language}: {source}"):
                    self.assertEqual(sorted(PLACEHOLDER.findall(text)), sorted(PLACEHOLDER.findall(source)))
