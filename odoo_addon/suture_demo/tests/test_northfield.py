from odoo import Command
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestNorthfield(TransactionCase):
    """Tests the data that fixtures and the demo depend on."""

    def ref(self, name):
        return self.env.ref(f"suture_demo.{name}")

    def test_every_item_has_its_identifiers(self):
        products = self.env["product.product"].search([("default_code", "=like", "NF-____")])
        self.assertEqual(len(products), 24)
        self.assertEqual(len(products.categ_id), 4)
        self.assertTrue(all(products.mapped("barcode")))
        self.assertTrue(all(seller.product_code for seller in products.seller_ids))
        self.assertEqual(products.filtered(lambda product: not product.seller_ids), products.browse())

    def test_gtins_have_the_right_check_digit(self):
        products = self.env["product.product"].search([("default_code", "=like", "NF-____")])
        codes = products.mapped("barcode") + products.product_uom_ids.mapped("barcode")
        self.assertGreater(len(codes), 40)
        for code in codes:
            weighted = sum(int(digit) * (3, 1)[index % 2] for index, digit in enumerate(reversed(code[:-1])))
            self.assertEqual(int(code[-1]), -weighted % 10, code)

    def test_units_have_codes_and_sizes(self):
        sizes = {
            "box_10": ("BX", 10),
            "box_50": ("BX", 50),
            "box_100": ("BX", 100),
            "case_100": ("CS", 100),
            "case_1000": ("CS", 1000),
            "carton_24": ("CT", 24),
        }
        for name, (code, size) in sizes.items():
            unit = self.ref(f"uom_{name}")
            self.assertEqual((unit.unece_code, unit.factor), (code, size))

    def test_an_order_to_harbor_is_priced_and_sent(self):
        line = Command.create({"product_id": self.ref("product_1001").id, "product_qty": 5})
        order = self.env["purchase.order"].create(
            {"partner_id": self.ref("partner_harbor").id, "order_line": [line]}
        )
        order.button_confirm()
        self.assertEqual(order.order_line.product_uom_id, self.ref("uom_box_100"))
        self.assertEqual((order.amount_total, order.currency_id.name), (47.0, "USD"))
        row = self.env["suture.outbox"].search([("res_model", "=", order._name), ("res_id", "=", order.id)])
        self.assertEqual(row.connection_id, self.ref("connection_edi_harbor"))

    def test_an_order_to_cedar_is_not_sent(self):
        line = Command.create({"product_id": self.ref("product_1009").id, "product_qty": 1})
        order = self.env["purchase.order"].create(
            {"partner_id": self.ref("partner_cedar").id, "order_line": [line]}
        )
        order.button_confirm()
        self.assertEqual((order.integration_state, order.integration_sendable), ("none", False))

    def test_only_two_items_are_taxed(self):
        products = self.env["product.product"].search([("default_code", "=like", "NF-____")])
        taxed = products.filtered("supplier_taxes_id")
        self.assertEqual(taxed, self.ref("product_1007") | self.ref("product_1008"))
        self.assertEqual(taxed.supplier_taxes_id.mapped("amount"), [8.0])

    def test_freight_has_an_account(self):
        entry = self.ref("crosswalk_freight_harbor")
        self.assertEqual((entry.scheme, entry.value), ("charge", "D240"))
        self.assertEqual(entry.record, self.ref("account_freight"))

    def test_departments_are_places_and_addresses(self):
        for name, code in (("clinic_east", "DEP-CLE"), ("clinic_west", "DEP-CLW"), ("laboratory", "DEP-LAB")):
            self.assertEqual(self.ref(f"location_{name}").barcode, code)
            self.assertEqual(self.ref(f"partner_{name}").ref, code)

    def test_pharmaceuticals_carry_lot_and_expiry(self):
        pharma = self.env["product.product"].search([("categ_id", "=", self.ref("category_pharma").id)])
        self.assertEqual(set(pharma.mapped("tracking")), {"lot"})
        self.assertTrue(all(pharma.mapped("use_expiration_date")))
        self.assertTrue(self.ref("lot_saline").expiration_date)
        shelf = self.env.ref("stock.warehouse0").lot_stock_id
        self.assertEqual(self.ref("product_3001").with_context(location=shelf.id).qty_available, 96)

    def test_departments_hold_lots_and_the_ehr_can_name_them(self):
        east = self.ref("location_clinic_east")
        saline = self.ref("product_3001").with_context(location=east.id)
        self.assertEqual(saline.qty_available, 39)
        self.assertEqual(east.crosswalk_ids.mapped("value"), ["CLE"])
        account = self.ref("analytic_clinic_east")
        entries = self.env["suture.crosswalk"].search(
            [("res_model", "=", account._name), ("res_id", "=", account.id)]
        )
        expected = [("cost-centre", "CC-CLE"), ("department-cost", "CLE"), ("department-cost", "DEP-CLE")]
        ehr = entries.filtered(lambda entry: entry.connection_id == self.ref("connection_ehr"))
        self.assertEqual([(entry.scheme, entry.value) for entry in ehr], expected)
        self.assertIn("stock-consumption", self.ref("connection_ehr").flow_ids.mapped("code"))

    def test_a_discharge_reaches_billing(self):
        ehr, billing = self.ref("connection_ehr"), self.ref("connection_billing")
        self.assertIn("encounter-completed", ehr.flow_ids.mapped("code"))
        self.assertIn("billing-trigger", billing.flow_ids.mapped("code"))
        self.assertEqual((billing.format_code, billing.route_transport), ("cloudevents", "folder"))

    def test_billing_knows_payers_revenues_and_departments(self):
        entries = self.env["suture.crosswalk"].search(
            [("connection_id", "=", self.ref("connection_billing").id)]
        )
        names = {(entry.scheme, entry.value): entry.record.display_name for entry in entries}
        self.assertEqual(names["payer", "EVERGREEN"], "Evergreen Health Plan")
        self.assertIn("Laboratory Services Revenue", names["revenue-account", "4200"])
        self.assertIn("Clinic East", names["department", "DEP-CLE"])
        patients = self.ref("connection_billing")._policy_record("patient_partner_id")
        self.assertEqual(patients, self.ref("partner_patients"))
