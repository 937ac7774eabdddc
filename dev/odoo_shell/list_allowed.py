"""Prints what the installed modules permit the sidecar, as JSON. `dev/write-allowed.ts` stores it in a file.

Run by `odoo shell`, which defines `env`.
"""

import json

from odoo.addons.suture_demo.tests.test_allowed import allowed_as_data

print(f"ALLOWED {json.dumps(allowed_as_data(env))}")  # noqa: F821
