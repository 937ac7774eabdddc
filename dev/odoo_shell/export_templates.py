"""Prints the translation templates of our installed modules as JSON, for `dev/export-translations.ts`.

Run by `odoo shell`, which defines `env`.
"""

import io
import json

from odoo.tools.translate import trans_export

env = env  # noqa: F821
DOMAIN = [("name", "=like", "suture%"), ("name", "!=", "suture_demo"), ("state", "=", "installed")]


def template(module):
    content = io.BytesIO()
    trans_export(False, [module], content, "po", env)
    return content.getvalue().decode()


modules = env["ir.module.module"].search(DOMAIN).mapped("name")
print(f"TEMPLATES {json.dumps({module: template(module) for module in modules})}")
