"""Writes the .pot files of the modules, and merges them into their de.po and fr.po.

Reads `{module: content of the .pot file}` as JSON from standard input. Prints texts without a translation,
and exits with 1 if there are any. The headers of existing files do not change.
"""

import json
import sys
from pathlib import Path

import polib

ADDONS = Path(__file__).resolve().parent.parent / "odoo_addon"
LANGUAGES = ("de", "fr")
WIDTH = 78


def main():
    templates = json.load(sys.stdin)
    missing = []
    for language in LANGUAGES:
        known = translations(language)
        for module, content in templates.items():
            missing += merge(module, polib.pofile(content), language, known)
    for module, content in templates.items():
        write(module, f"{module}.pot", entries(module, polib.pofile(content)))
    for text in missing:
        print(text)
    return 1 if missing else 0


def translations(language):
    """Returns the translations in all .po files of a language by `(module, English text)`. The module None
    stands for any module."""
    known = {}
    for path in sorted(ADDONS.glob(f"*/i18n/{language}.po")):
        for entry in polib.pofile(str(path)):
            if entry.msgstr:
                known[path.parts[-3], entry.msgid] = entry.msgstr
                known.setdefault((None, entry.msgid), entry.msgstr)
    return known


def entries(module, template):
    """Returns the entries of a template, except entries that occur only in demo data."""
    return [
        entry
        for entry in template
        if not all(f"{module}.demo_" in place for place, _line in entry.occurrences)
    ]


def merge(module, template, language, known):
    """Writes the translations of a module and returns a line for each missing translation."""
    found = entries(module, template)
    for entry in found:
        entry.msgstr = known.get((module, entry.msgid)) or known.get((None, entry.msgid)) or ""
    write(module, f"{language}.po", found)
    return [f"{module}, {language}: {entry.msgid!r}" for entry in found if not entry.msgstr]


def write(module, name, found):
    path = ADDONS / module / "i18n" / name
    existing = polib.pofile(str(path)) if path.exists() else polib.POFile()
    file = polib.POFile(wrapwidth=WIDTH)
    file.metadata, file.header = existing.metadata, existing.header
    file.extend(found)
    file.save(str(path))


sys.exit(main())
