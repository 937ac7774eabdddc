import re

import polib
from odoo.tests import BaseCase, tagged
from odoo.tools import file_path

LANGUAGES = ("de", "fr")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?s|\{\{.*?\}\}|<t [^>]*>")


def entries(name):
    return {entry.msgid: entry.msgstr for entry in polib.pofile(file_path(f"suture/i18n/{name}"))}


@tagged("post_install", "-at_install")
class TestTranslations(BaseCase):
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
