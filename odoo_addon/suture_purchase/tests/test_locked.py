from unittest.mock import patch

from odoo import SUPERUSER_ID, Command, api
from odoo.addons.suture.gateway import patience
from odoo.addons.suture.tests.at_once import AtOnceCase
from odoo.exceptions import LockError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

CODES = [f"LOCKED-{number}" for number in range(8)]


@tagged("post_install", "-at_install")
class TestLocked(AtOnceCase):
    """Tests that while a user changes an order, only the documents about that order wait."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            supplier = env["res.partner"].create({"name": "Locked Supplies"})
            product = env["product.product"].create({"name": "Locked gauze"})
            line = {"product_id": product.id, "product_qty": 10, "price_unit": 1}
            orders = env["purchase.order"].create(
                [
                    {"partner_id": supplier.id, "origin": code, "order_line": [Command.create(line)]}
                    for code in CODES
                ]
            )
            self.order_ids, self.line_ids = orders.ids, orders.order_line.ids
            self.supplier_id, self.product_id = supplier.id, product.id
        self.enterContext(patch.object(patience, "FIRST_WAIT_MILLISECONDS", 700))

    def tidy_up(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            orders = env["purchase.order"].browse(self.order_ids)
            orders.button_cancel()
            orders.unlink()
            env["product.product"].browse(self.product_id).unlink()
            env["res.partner"].browse(self.supplier_id).unlink()
        super().tidy_up()

    def change(self, number, guarded=True, **more):
        """Returns a document that confirms five pieces of the order with this number."""
        line_id = self.line_ids[number]
        write = {"op": "write", "model": "purchase.order.line", "id": line_id, "values": {"product_qty": 5}}
        guard = {"model": "purchase.order.line", "id": line_id, "field": "product_qty", "equals": 10}
        item = self.item(f"locked/{self.order_ids[number]}", write)
        return {**item, "guards": [guard] if guarded else [], **more}

    def hold(self, numbers, model="purchase.order.line"):
        """Locks the lines of these orders, or the orders themselves, as a user's save in progress does.
        Returns the cursor of the transaction that holds the locks.
        """
        cr = self.enterContext(self.registry.cursor())
        ids = self.line_ids if model == "purchase.order.line" else self.order_ids
        held = tuple(ids[number] for number in numbers)
        table = SQL.identifier(model.replace(".", "_"))
        cr.execute(SQL("SELECT id FROM %s WHERE id IN %s FOR UPDATE", table, held))
        return cr

    def applied_beside(self, held, items):
        """Applies items while another transaction locks the lines of the orders with the numbers `held`.
        Returns the statuses, and the results.
        """
        holder = self.hold(held)
        results = self.call("apply", items)
        holder.rollback()
        return [result["status"] for result in results], results

    def quantities(self):
        with self.registry.cursor() as cr:
            lines = api.Environment(cr, SUPERUSER_ID, {})["purchase.order.line"].browse(self.line_ids)
            return lines.mapped("product_qty")

    def test_four_locked_orders_keep_no_other_waiting(self):
        expected = ["locked" if number in (0, 2, 5, 7) else "applied" for number in range(8)]
        for guarded in (True, False):
            with self.subTest(guarded=guarded):
                items = [
                    {**self.change(number, guarded), "key": f"locked/{guarded}/{number}"}
                    for number in range(8)
                ]
                with patch.object(patience, "_wait_at_most", wraps=patience._wait_at_most) as waits:
                    statuses, results = self.applied_beside((0, 2, 5, 7), items)
                self.assertEqual(statuses, expected)
                self.assertEqual([row["key"] for row in results], [item["key"] for item in items])
                # One wait covers all of them. After it, no document waits.
                first, *later = [each.args[1] for each in waits.call_args_list]
                self.assertEqual((first, set(later)), (700, {20}))
                self.assertEqual(self.quantities(), [10 if each == "locked" else 5 for each in expected])
                self.reset()
        self.assertEqual(results[0]["reason"]["code"], "CONFLICT")

    def test_an_order_that_is_held_only_where_its_state_is_shown(self):
        linked = [{"links": [{"model": "purchase.order", "id": order_id}]} for order_id in self.order_ids]
        items = [self.change(number, **linked[number]) for number in range(4)]
        holder = self.hold((1, 2), "purchase.order")
        results = self.call("apply", items)
        holder.rollback()
        statuses = [row["status"] for row in results]
        self.assertEqual(statuses, ["applied", "locked", "locked", "applied"])
        self.assertEqual(self.quantities()[:4], [5, 10, 10, 5])

    def reset(self):
        with self.registry.cursor() as cr:
            lines = api.Environment(cr, SUPERUSER_ID, {})["purchase.order.line"].browse(self.line_ids)
            lines.write({"product_qty": 10})

    def test_what_was_locked_is_applied_when_it_comes_again(self):
        items = [self.change(0), self.change(1)]
        self.assertEqual(self.applied_beside((0,), items)[0], ["locked", "applied"])
        again = self.call("apply", items)
        self.assertEqual([row["status"] for row in again], ["applied", "duplicate"])

    def test_one_alone_is_told_too_and_odoo_does_not_repeat_it(self):
        self.assertEqual(self.applied_beside((3,), [self.change(3)])[0], ["locked"])
        self.assertEqual(self.applied_beside((3,), [self.change(3, guarded=False)])[0], ["locked"])

    def test_what_somebody_has_changed_since_the_call_began_is_put_off_alone(self):
        changing = self.registry.cursor()
        self.addCleanup(changing.close)
        real = patience.lose_patience

        def committed_meanwhile(cr):
            real(cr)
            changing.commit()

        changing.execute("UPDATE purchase_order_line SET price_unit = 2 WHERE id = %s", [self.line_ids[4]])
        items = [self.change(3), self.change(4), self.change(5)]
        # The first locked order uses up the wait; the other one is committed before it is checked.
        holder = self.hold((3,))
        with patch("odoo.addons.suture.gateway.apply.lose_patience", committed_meanwhile):
            results = self.call("apply", items)
        holder.rollback()
        self.assertEqual([row["status"] for row in results], ["locked", "locked", "applied"])

    def test_a_preview_tells_of_it_too(self):
        holder = self.hold((6,))
        answers = self.call("preview", [self.change(6), self.change(7)])
        holder.rollback()
        self.assertEqual([row["status"] for row in answers], ["locked", "applied"])

    def test_a_malformed_guard_harms_its_own_document_only(self):
        bad = self.change(0, guards=[{"id": 1, "field": "state", "equals": "x"}])
        statuses = [row["status"] for row in self.call("apply", [bad, self.change(1)])]
        self.assertEqual(statuses, ["rejected", "applied"])

    @mute_logger("odoo.sql_db")
    def test_a_report_that_meets_a_lock_is_a_conflict_at_once(self):
        row = self.call("report", [self.exchange("locked/report", state="waiting")])[0]
        with self.registry.cursor() as cr:
            cr.execute("SELECT id FROM suture_exchange WHERE id = %s FOR UPDATE", [row["exchange_id"]])
            with self.assertRaises(LockError):
                self.call("report", [self.exchange("locked/report", state="waiting", revision=2)])
