"""Prints what the installed modules let the sidecar do, as JSON: `dev/write-allowed.ts` keeps it in a file.

Run by `odoo shell`, which defines `env`.
"""

import json

from odoo.addons.suture_demo.tests.test_allowed import allowed_as_data

print(f"ALLOWED {json.dumps(allowed_as_data(env))}")  # noqa: F821
