from odoo import Command
from odoo.addons.suture.tests.common import guard
from odoo.tests import new_test_user, tagged

from .common import StockCase


@tagged("post_install", "-at_install")
class TestConsumeStock(StockCase):
    def refused(self, key, code, *lines, **arguments):
        result, transfer = self.move(key, *lines, **arguments)
        self.assertEqual((result["status"], result["reason"]["code"]), ("rejected", code), result)
        self.assertFalse(transfer)
        return result["reason"]["message"]

    def test_what_was_used_leaves_the_department_by_lot_and_costs_its_cost_centre(self):
        result, transfer = self.move("use", self.line(self.product, 3), self.line(self.drug, 2, self.lots[0]))
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual(
            (transfer.state, transfer.location_id, transfer.integration_state), ("done", self.ward, "synced")
        )
        self.assertEqual(transfer.location_dest_id.usage, "production")
        self.assertEqual(transfer.picking_type_id, self.env.company.suture_consumption_type_id)
        self.assertEqual(transfer.move_line_ids.lot_id, self.lots[0])
        self.assertEqual(transfer.move_line_ids.mapped("quantity"), [3, 2])
        self.assertEqual(self.on_hand(self.product), 7)
        self.assertEqual([self.on_hand(self.drug, lot) for lot in self.lots], [4, 4])
        costs = self.costs().sorted("amount")
        self.assertEqual(costs.mapped("amount"), [-8.0, -7.5])
        self.assertEqual({str(day) for day in costs.mapped("date")}, {"2026-11-18"})
        exchange = self.env["suture.exchange"].browse(result["exchange_id"])
        self.assertEqual((exchange.res_model, exchange.res_id), ("stock.picking", transfer.id))
        self.assertEqual(exchange.document_label, "Stock movement")

    def test_twice_with_one_key_moves_once(self):
        self.move("once", self.line(self.product, 3))
        result, transfer = self.move("once", self.line(self.product, 3))
        self.assertEqual((result["status"], len(transfer)), ("duplicate", 1))
        self.assertEqual(self.on_hand(self.product), 7)

    def test_the_cost_of_the_goods_counts_for_the_approval_limit(self):
        keeper = new_test_user(
            self.env, "suture_test_use", groups="suture.group_operator,stock.group_stock_user"
        )
        keeper.suture_approval_limit = 15
        about = {"flow": "stock-consumption", "document_type": "StockMovement", "done_at": None}
        self.env["suture.flow"].search([("code", "=", about["flow"])]) or self.env["suture.flow"].create(
            {"code": about["flow"], "name": "Use"}
        )
        row = self.report("message/dear", state="attention", reason_code="QUANTITY_SHORT", **about)
        row.with_user(keeper).action_try_again()
        result, transfer = self.move("dear", self.line(self.drug, 4, self.lots[0]))
        self.assertEqual((result["reason"]["code"], transfer.ids), ("APPROVAL_REQUIRED", []))
        self.assertEqual(row.decision_ids.amount, 16.0)
        keeper.suture_approval_limit = 16
        result, transfer = self.move("dear", self.line(self.drug, 4, self.lots[0]))
        self.assertEqual((result["status"], transfer.state), ("applied", "done"))

    def test_a_return_brings_it_back_with_its_cost(self):
        self.move("out", self.line(self.drug, 2, self.lots[0]))
        result, transfer = self.move("back", self.line(self.drug, 1, self.lots[0]), direction="return")
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual((transfer.state, transfer.location_dest_id), ("done", self.ward))
        self.assertEqual(self.on_hand(self.drug, self.lots[0]), 5)
        self.assertEqual(sum(self.costs().mapped("amount")), -4.0)

    def test_what_lies_on_shelves_of_the_department_counts(self):
        result, _transfer = self.move("shelf", self.line(self.drug, 4, self.lots[1]))
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual(self.on_hand(self.drug, self.lots[1]), 0)

    def test_never_below_zero_and_nothing_is_kept_of_the_rest(self):
        good = self.line(self.product, 1)
        message = self.refused("short", "QUANTITY_SHORT", good, self.line(self.drug, 7, self.lots[0]))
        self.assertIn("only 6 are available in", message)
        self.refused("two", "QUANTITY_SHORT", self.line(self.product, 6), self.line(self.product, 5))
        self.assertEqual((self.on_hand(self.product), self.on_hand(self.drug)), (10, 10))
        self.assertFalse(self.costs())

    def test_two_lines_of_one_lot_are_counted_together(self):
        result, _transfer = self.move(
            "both", self.line(self.drug, 2, self.lots[0]), self.line(self.drug, 4, self.lots[0])
        )
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual(self.on_hand(self.drug, self.lots[0]), 0)

    def test_a_stale_plan_is_made_anew(self):
        domain = [("product_id", "=", self.product.id), ("location_id", "=", self.ward.id)]
        quant = self.env["stock.quant"].search(domain)
        self.stock(self.product, -1)
        result, _transfer = self.move(
            "stale", self.line(self.product, 1), guards=[guard(quant, "quantity", 10)]
        )
        self.assertEqual(result["status"], "stale", result)
        self.assertEqual(self.on_hand(self.product), 9)

    def test_reserved_goods_may_be_used_all_the_same(self):
        out = self.env.company.suture_consumption_type_id
        plan = self.env["stock.picking"].create(
            {
                "picking_type_id": out.id,
                "location_id": self.ward.id,
                "location_dest_id": out.default_location_dest_id.id,
                "move_ids": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "product_uom_qty": 10,
                            "location_id": self.ward.id,
                            "location_dest_id": out.default_location_dest_id.id,
                        }
                    )
                ],
            }
        )
        plan.action_confirm()
        plan.action_assign()
        self.assertEqual(plan.state, "assigned")
        result, _transfer = self.move("reserved", self.line(self.product, 8))
        self.assertEqual(result["status"], "applied", result)
        self.assertEqual(self.on_hand(self.product), 2)

    def test_what_does_not_fit_is_refused(self):
        self.refused("lotless", "LOT_MISSING", self.line(self.drug, 1))
        other = self.env["product.product"].create({"name": "Other", "is_storable": True, "tracking": "lot"})
        self.refused("lot", "LOT_MISSING", self.line(other, 1, self.lots[0]))
        self.refused("decimals", "UNKNOWN_UNIT", self.line(self.product, "0.005"))
        customers = self.env.ref("stock.stock_location_customers")
        self.refused("place", "UNKNOWN_LOCATION", self.line(self.product, 1), location_id=customers.id)
        self.refused("zero", "ODOO_REJECTED", self.line(self.product, 0))
        self.refused("way", "ODOO_REJECTED", self.line(self.product, 1), direction="theft")

    def test_without_a_cost_centre_nothing_is_charged(self):
        result, transfer = self.move("free", self.line(self.product, 1), analytic_account_id=None)
        self.assertEqual(result["status"], "applied", result)
        self.assertFalse(transfer.move_ids.analytic_account_line_ids)

    def test_a_consumable_has_no_stock_to_run_out_of(self):
        wipes = self.env["product.product"].create({"name": "Wipes", "type": "consu", "is_storable": False})
        result, transfer = self.move("wipes", self.line(wipes, 5))
        self.assertEqual((result["status"], transfer.state), ("applied", "done"), result)

    def test_a_company_with_a_warehouse_has_a_place_for_what_is_used(self):
        company = self.env["res.company"].create({"name": "Second clinic"})
        kind = company.suture_consumption_type_id
        self.assertEqual(kind.company_id, company)
        self.assertEqual(kind.default_location_dest_id.company_id, company)

    def test_records_are_found_by_the_identifiers_of_partners(self):
        Crosswalk = self.env["suture.crosswalk"]
        for scheme, value, record in (("item", "EHR-7", self.drug), ("department", "3W", self.ward)):
            target = f"{record._name},{record.id}"
            entry = {"connection_id": self.connection.id, "scheme": scheme, "value": value, "record": target}
            Crosswalk.create(entry)

        def entered(at, value):
            return [
                [f"{at}crosswalk_ids.connection_id.code", "=", "edi-birch"],
                [f"{at}crosswalk_ids.value", "in", [value]],
            ]

        found = self.gateway.read(
            {
                "products": {
                    "model": "product.product",
                    "domain": entered("", "EHR-7"),
                    "fields": ["id", "tracking", "is_storable"],
                },
                "quants": {
                    "model": "stock.quant",
                    "domain": entered("product_id.", "EHR-7") + entered("location_id.location_id.", "3W"),
                    "fields": ["id", "lot_id", "quantity"],
                },
                "lots": {
                    "model": "stock.lot",
                    "domain": [["product_id", "=", self.drug.id], *entered("quant_ids.location_id.", "3W")],
                    "fields": ["id", "name", "expiration_date"],
                },
            }
        )
        self.assertEqual(found["products"], [{"id": self.drug.id, "tracking": "lot", "is_storable": True}])
        self.assertEqual([row["quantity"] for row in found["quants"]], [4.0])
        self.assertEqual([(row["name"], row["expiration_date"]) for row in found["lots"]], [("L1", None)])
