import io
import re

import polib
from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.translate import trans_export

LANGUAGES = ("de", "fr")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?s|\{\w+\}|\{\{.*?\}\}|<t [^>]*>")


def entries(module, name):
    return {entry.msgid: entry.msgstr for entry in polib.pofile(file_path(f"{module}/i18n/{name}"))}


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """Tests the translations of the core and of the installed app modules. The demo module has none."""

    @property
    def modules(self):
        domain = [("name", "=like", "suture%"), ("name", "!=", "suture_demo"), ("state", "=", "installed")]
        return self.env["ir.module.module"].search(domain).mapped("name")

    def test_the_templates_have_every_term_of_their_module(self):
        for module in self.modules:
            exported = io.BytesIO()
            trans_export(False, [module], exported, "po", self.env)
            terms = {
                entry.msgid
                for entry in polib.pofile(exported.getvalue().decode())
                if not all(f"{module}.demo_" in place for place, _line in entry.occurrences)
            }
            with self.subTest(module):
                self.assertEqual(terms ^ set(entries(module, f"{module}.pot")), set())

    def test_every_term_of_a_template_is_translated(self):
        for module in self.modules:
            template = entries(module, f"{module}.pot")
            for language in LANGUAGES:
                translated = entries(module, f"{language}.po")
                with self.subTest(f"{module}: {language}"):
                    self.assertEqual(
                        set(template) - {source for source, text in translated.items() if text}, set()
                    )

    def test_what_is_filled_in_stays_in_its_place(self):
        for module in self.modules:
            for language in LANGUAGES:
                for source, text in entries(module, f"{language}.po").items():
                    with self.subTest(f"{module}: {language}: {source}"):
                        self.assertEqual(
                            sorted(PLACEHOLDER.findall(text)), sorted(PLACEHOLDER.findall(source))
                        )
