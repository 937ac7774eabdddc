import json
from pathlib import Path

from odoo.addons.suture.gateway.access import allowed
from odoo.tests import TransactionCase, tagged

FILE = Path(__file__).parent / "allowed.json"


def allowed_as_data(env):
    """Returns what all modules together allow the sidecar to do, as JSON data. In `read`, each field has as
    its value the model to which it refers, or null: `{"read": {model: {field: model | null}}, "write":
    {model: [field]}, "create", "link": [model], "verbs"}`.
    """
    access = allowed(env)
    return {
        "read": {
            model: {name: env[model]._fields[name].comodel_name or None for name in sorted(names)}
            for model, names in sorted(access.read.items())
        },
        "write": {model: sorted(names) for model, names in sorted(access.write.items())},
        "create": {model: sorted(names) for model, names in sorted(access.create.items())},
        "link": sorted(access.link),
        "verbs": sorted(env["suture.gateway"]._suture_verbs()),
    }


@tagged("post_install", "-at_install")
class TestAllowed(TransactionCase):
    """Tests that `allowed.json` matches what Odoo allows. The sidecar's tests check their flows against
    it.
    """

    maxDiff = None

    def test_the_file_is_what_the_modules_declare(self):
        self.assertEqual(
            json.loads(FILE.read_text(encoding="utf-8")),
            allowed_as_data(self.env),
            "run `node dev/write-allowed.ts` and commit the file",
        )
