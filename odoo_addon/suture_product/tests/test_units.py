from odoo.addons.suture.tests.common import SutureCase
from odoo.exceptions import ValidationError
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestUnits(SutureCase):
    def test_standard_units_have_their_code(self):
        codes = {"unit": "C62", "dozen": "DZN", "kgm": "KGM", "litre": "LTR", "hour": "HUR", "meter": "MTR"}
        for name, code in codes.items():
            self.assertEqual(self.env.ref(f"uom.product_uom_{name}").unece_code, code)

    def test_a_code_has_the_form_of_un_ece(self):
        with self.assertRaises(ValidationError):
            self.env.ref("uom.product_uom_unit").unece_code = "each"

    def test_a_scheme_is_shown_in_words(self):
        entries = self.env["suture.crosswalk"]
        self.assertEqual(entries.new({"scheme": "seller"}).scheme_name, "Vendor's item number")
        self.assertEqual(entries.new({"scheme": "custom"}).scheme_name, "custom")
