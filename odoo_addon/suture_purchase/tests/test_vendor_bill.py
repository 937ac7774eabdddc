from odoo import Command
from odoo.addons.suture.tests.common import guard
from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestVendorBill(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls.env["account.tax"].create(
            {"name": "Test 8%", "amount": 8, "type_tax_use": "purchase", "company_id": cls.env.company.id}
        )
        cls.freight = cls.env["account.account"].create(
            {"code": "699901", "name": "Test freight", "account_type": "expense"}
        )

    def bill(self, key, order, lines=None, **arguments):
        result = self.gateway.apply([self.billed(key, order, lines, **arguments)])[0]
        return result, self.bills(key)

    def bills(self, key):
        return self.env["account.move"].search([("ref", "=", f"INV-{key}")])

    def billed(self, key, order, lines=None, guards=(), **arguments):
        """Returns an item that creates a bill from the order's lines."""
        lines = lines or [
            {
                "order_line_id": line.id,
                "quantity": "10",
                "price_unit": "2.50",
                "uom_id": line.product_uom_id.id,
            }
            for line in order.order_line
        ]
        item = self.item(
            key,
            {
                "op": "do",
                "verb": "draft_vendor_bill",
                "ref": "bill",
                "arguments": {
                    "order_ids": order.ids,
                    "number": f"INV-{key}",
                    "invoice_date": "2026-11-20",
                    "currency": order.currency_id.name,
                    "lines": lines,
                    "charges": [],
                    "tax_total": "0.00",
                    **arguments,
                },
            },
            documents=[order],
            document_type="Invoice",
        )
        item["links"].append({"ref": "bill"})
        return {**item, "guards": list(guards)}

    def test_a_draft_bill_from_the_orders_lines(self):
        order = self.order(lines=2)
        result, bill = self.bill("plain", order, total="50.00", due_date="2026-12-20")
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual((bill.state, bill.move_type), ("draft", "in_invoice"))
        self.assertEqual(bill.partner_id, self.supplier)
        self.assertEqual((str(bill.invoice_date), str(bill.invoice_date_due)), ("2026-11-20", "2026-12-20"))
        self.assertEqual((bill.amount_total, bill.invoice_origin), (50.0, order.name))
        self.assertEqual(bill.invoice_line_ids.purchase_line_id, order.order_line)
        self.assertEqual(order.order_line.mapped("qty_invoiced"), [10, 10])
        self.assertEqual((bill.integration_state, bill.integration_exchange_count), ("synced", 1))
        self.assertIn(
            {"ref": "bill", "model": "account.move", "id": bill.id}.items() <= result["records"][0].items(),
            [True],
        )

    def test_taxes_come_from_the_order_and_freight_has_none(self):
        order = self.order()
        order.order_line.tax_ids = self.tax
        charge = {"account_id": self.freight.id, "name": "Freight", "amount": "4.15"}
        result, bill = self.bill("taxed", order, charges=[charge], total="31.15", tax_total="2.00")
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual((bill.amount_untaxed, bill.amount_tax, bill.amount_total), (29.15, 2.0, 31.15))
        freight = bill.invoice_line_ids.filtered(lambda line: line.account_id == self.freight)
        self.assertEqual((freight.price_total, freight.tax_ids.ids), (4.15, []))

    def test_a_cent_too_much_and_nothing_is_kept(self):
        order = self.order()
        order.order_line.tax_ids = self.tax
        for key, total, tax_total in (
            ("cent", "27.01", "2.01"),
            ("tax", "27.00", "1.99"),
            ("total", "26.99", "2.00"),
        ):
            result, bill = self.bill(key, order, total=total, tax_total=tax_total)
            self.assertEqual((result["status"], result["reason"]["code"]), ("rejected", "TAX_VARIANCE"))
            self.assertIn("27.00", result["reason"]["message"])
            self.assertFalse(bill)
        self.assertEqual(order.order_line.qty_invoiced, 0)

    def test_the_suppliers_price_is_net_of_the_orders_discount(self):
        order = self.order(price=5.0)
        order.order_line.discount = 50
        result, bill = self.bill("discount", order, total="25.00")
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual(bill.amount_total, 25.0)

    def test_another_unit_of_the_same_product(self):
        order = self.order(quantity=24, price=1.0)
        dozen = self.env.ref("uom.product_uom_dozen")
        line = {
            "order_line_id": order.order_line.id,
            "quantity": "2",
            "price_unit": "12.00",
            "uom_id": dozen.id,
        }
        result, bill = self.bill("dozen", order, lines=[line], total="24.00")
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual(bill.invoice_line_ids.product_uom_id, dozen)
        self.assertEqual(order.order_line.qty_invoiced, 24)

    def test_prices_with_many_decimals_come_out_to_the_cent(self):
        order = self.order(quantity=1000)
        line = {"order_line_id": order.order_line.id, "quantity": "1000", "price_unit": "0.01234"}
        result, bill = self.bill("decimals", order, lines=[line], total="12.34")
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual(bill.amount_total, 12.34)

    def test_what_does_not_fit_is_refused(self):
        order, other = self.order(), self.order()
        line = {"order_line_id": other.order_line.id, "quantity": "1", "price_unit": "2.50"}
        result, _bill = self.bill("line", order, lines=[line], total="2.50")
        self.assertEqual(result["reason"]["code"], "INVOICE_UNMATCHED")
        draft = self.order(confirm=False)
        result, _bill = self.bill("draft", draft, total="25.00")
        self.assertEqual(result["reason"]["code"], "UNKNOWN_ORDER")
        result, _bill = self.bill("currency", order, total="25.00", currency="XXX")
        self.assertEqual(result["reason"]["code"], "ODOO_REJECTED")

    def test_a_refusal_is_in_the_language_of_the_company(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.connection.company_id.partner_id.lang = "de_DE"
        result, _bill = self.bill("german", self.order(confirm=False), total="25.00")
        self.assertEqual(result["reason"]["code"], "UNKNOWN_ORDER")
        self.assertIn("bezieht sich auf eine nicht bestätigte Bestellung", result["reason"]["message"])

    def test_a_charge_without_a_description_is_named_in_the_language_of_the_company(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.connection.company_id.partner_id.lang = "de_DE"
        term = self.env["suture.term"].create({"code": "test.charge", "text": "Charge {charge}"})
        term.with_context(lang="de_DE").text = "Zuschlag {charge}"
        name = {"term": "test.charge", "parameters": {"charge": "D240"}}
        charge = {"account_id": self.freight.id, "name": name, "amount": "1.00"}
        order = self.order()
        order.order_line.tax_ids = [Command.clear()]
        result, bill = self.bill("charged", order, charges=[charge], total="26.00")
        self.assertEqual(result["status"], "applied", result)
        self.assertIn("Zuschlag D240", bill.invoice_line_ids.mapped("name"))

    def test_default_taxes_of_the_company_are_not_added(self):
        self.product.supplier_taxes_id = [Command.set(self.tax.ids)]
        self.freight.tax_ids = self.tax
        order = self.order()
        order.order_line.tax_ids = [Command.clear()]
        charge = {"account_id": self.freight.id, "name": "Freight", "amount": "1.00"}
        result, bill = self.bill("untaxed", order, charges=[charge], total="26.00")
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual(bill.amount_tax, 0)

    def test_many_at_once_come_to_what_each_comes_to_alone(self):
        orders = [self.order(lines=2) for _n in range(4)]
        orders[2].order_line.tax_ids = self.tax
        totals = [{"total": "50.00"}] * 4
        totals[2] = {"total": "54.00", "tax_total": "4.00"}
        batch = [
            self.billed(f"many-{n}", order, **total)
            for n, (order, total) in enumerate(zip(orders, totals, strict=True))
        ]
        results = self.gateway.apply(batch)
        self.assertEqual([result["status"] for result in results], ["applied"] * 4)
        for n, (result, order) in enumerate(zip(results, orders, strict=True)):
            bill = self.bills(f"many-{n}")
            self.assertEqual([row["id"] for row in result["records"]], bill.ids)
            self.assertEqual(bill.invoice_line_ids.purchase_line_id, order.order_line)
            self.assertEqual((bill.state, f"{bill.amount_total:.2f}"), ("draft", totals[n]["total"]))
            self.assertEqual(bill.integration_state, "synced")
        again = self.gateway.apply(batch)
        self.assertEqual([result["status"] for result in again], ["duplicate"] * 4)
        self.assertEqual(sum(len(self.bills(f"many-{n}")) for n in range(4)), 4)

    def test_a_bad_one_among_many_keeps_no_other_back(self):
        orders = [self.order() for _n in range(5)]
        batch = [
            self.billed("good-0", orders[0], total="25.00"),
            self.billed("variance", orders[1], total="25.01"),
            self.billed("good-2", orders[2], total="25.00"),
            self.billed("stale", orders[3], total="25.00", guards=[self.none_billed(orders[3], 1)]),
            self.billed("good-4", orders[4], total="25.00", guards=[self.none_billed(orders[4])]),
        ]
        results = self.gateway.apply(batch)
        self.assertEqual(
            [(result["status"], result.get("reason", {}).get("code")) for result in results],
            [("applied", None), ("rejected", "TAX_VARIANCE"), ("applied", None), ("stale", "CONFLICT")]
            + [("applied", None)],
        )
        made = [len(self.bills(key)) for key in ("good-0", "variance", "good-2", "stale", "good-4")]
        self.assertEqual(made, [1, 0, 1, 0, 1])

    def test_of_two_for_the_same_goods_the_second_sees_the_first(self):
        order, other = self.order(), self.order()
        batch = [
            self.billed("first", order, total="25.00", guards=[self.none_billed(order)]),
            self.billed("second", order, total="25.00", guards=[self.none_billed(order)]),
            self.billed("third", other, total="25.00", guards=[self.none_billed(other)]),
        ]
        self.assertEqual(
            [result["status"] for result in self.gateway.apply(batch)], ["applied", "stale", "applied"]
        )
        self.assertEqual(order.order_line.qty_invoiced, 10)

    def none_billed(self, order, quantity=0):
        return guard(order.order_line, "qty_invoiced", quantity)

    def test_what_is_billed_in_pieces_is_known_to_the_piece(self):
        """Checks the exact billed quantity of an order in dozens. Odoo's own field shows 0.59 of a dozen
        after seven pieces, and adds 0.09 for each further piece.
        """
        dozen, piece = self.env.ref("uom.product_uom_dozen"), self.product.uom_id
        order = self.order(quantity=1, price=24)
        order.order_line.write({"product_uom_id": dozen.id, "product_qty": 1, "price_unit": 24})

        def pieces(key, quantity, total):
            line = {
                "order_line_id": order.order_line.id,
                "quantity": quantity,
                "price_unit": "2",
                "uom_id": piece.id,
            }
            result, bill = self.bill(key, order, [line], total=total)
            self.assertEqual(result["status"], "applied", result)
            return bill

        pieces("seven", "7", "14.00")
        self.assertEqual(order.order_line.qty_invoiced, 0.59)
        one = pieces("one", "1", "2.00")
        request = {
            "model": "purchase.order.line",
            "domain": [["order_id", "=", order.id]],
            "fields": ["qty_invoiced", "suture_qty_billed"],
        }
        [line] = self.gateway.read({"lines": request})["lines"]
        self.assertEqual(line["qty_invoiced"], 0.68)
        self.assertAlmostEqual(line["suture_qty_billed"], 8 / 12, places=9)
        one.button_cancel()
        self.assertAlmostEqual(order.order_line.suture_qty_billed, 7 / 12, places=9)

    def test_a_quantity_that_odoo_would_round_away_makes_no_bill(self):
        order = self.order(price=1)
        line = {"order_line_id": order.order_line.id, "quantity": "0.004", "price_unit": "1.00"}
        result, bill = self.bill("crumb", order, [line], total="0.00")
        self.assertEqual((result["status"], result["reason"]["code"]), ("rejected", "UNKNOWN_UNIT"))
        self.assertFalse(bill)

    def test_amounts_with_part_of_a_cent_make_no_bill(self):
        order = self.order()
        charge = {"account_id": self.freight.id, "name": "Freight", "amount": "4.149"}
        for key, arguments in (
            ("total", {"total": "25.004"}),
            ("tax", {"total": "25.00", "tax_total": "0.004"}),
            ("charge", {"total": "29.15", "charges": [charge]}),
        ):
            with self.subTest(key):
                result, bill = self.bill(key, order, **arguments)
                self.assertEqual((result["status"], result["reason"]["code"]), ("rejected", "OUT_OF_BALANCE"))
                self.assertIn("fraction of a cent", result["reason"]["message"])
                self.assertFalse(bill)
