"""Prints the permissions that all installed modules grant to the sidecar as JSON, for `dev/write-allowed.ts`.

Run by `odoo shell`, which defines `env`.
"""

import json

from odoo.addons.suture_demo.tests.test_allowed import allowed_as_data

print(f"ALLOWED {json.dumps(allowed_as_data(env))}")  # noqa: F821
