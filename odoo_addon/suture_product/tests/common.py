from odoo import Command
from odoo.addons.suture.tests.common import SutureCase


class ProductCase(SutureCase):
    """Sets up a product. It is storable if Inventory is installed, and has no taxes if Accounting is
    installed.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        of_apps = {"is_storable": True, "supplier_taxes_id": [Command.clear()]}
        known = cls.env["product.product"]._fields
        cls.product = cls.env["product.product"].create(
            {
                "name": "Gauze",
                "default_code": "T-1",
                **{name: value for name, value in of_apps.items() if name in known},
            }
        )
