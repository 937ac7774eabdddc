from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestOrderDispatch(OrderCase):
    def rows(self, order):
        return self.env["suture.outbox"].search([("res_model", "=", order._name), ("res_id", "=", order.id)])

    def test_confirming_puts_the_order_into_the_outbox(self):
        order = self.order(confirm=False)
        self.assertFalse(self.rows(order))
        self.assertEqual(order.integration_state, "none")
        order.button_confirm()
        self.assertEqual(self.rows(order).mapped("state"), ["pending"])
        self.assertEqual(order.integration_state, "in_progress")

    def test_an_order_that_awaits_approval_is_sent_when_approved(self):
        self.env.company.write({"po_double_validation": "two_step", "po_double_validation_amount": 1})
        buyer = new_test_user(
            self.env, "suture_test_first", groups="base.group_user,purchase.group_purchase_user"
        )
        order = self.order(confirm=False)
        order.with_user(buyer).button_confirm()
        self.assertEqual(order.state, "to approve")
        self.assertFalse(self.rows(order))
        order.button_approve()
        self.assertEqual(len(self.rows(order)), 1)

    def test_a_contact_of_the_supplier_is_the_supplier(self):
        contact = self.env["res.partner"].create({"name": "Desk", "parent_id": self.supplier.id})
        self.assertEqual(len(self.rows(self.order(partner_id=contact.id))), 1)

    def test_no_connection_no_row(self):
        other = self.env["res.partner"].create({"name": "By telephone"})
        self.assertFalse(self.rows(self.order(partner_id=other.id)))
        self.flows.filtered(lambda flow: flow.code == "order-dispatch").switched_on = False
        self.assertFalse(self.rows(self.order()))
        self.flows.filtered(lambda flow: flow.code == "order-dispatch").switched_on = True
        self.connection.active = False
        self.assertFalse(self.rows(self.order()))

    def test_lines_keep_their_numbers(self):
        section = Command.create({"display_type": "line_section", "name": "Ward 3", "product_qty": 0})
        order = self.order(lines=3, confirm=False)
        order.write({"order_line": [section]})
        order.button_confirm()
        lines = order.order_line.filtered(lambda line: not line.display_type)
        self.assertEqual(lines.mapped("suture_line_number"), [1, 2, 3])
        lines[1].sequence = 1
        order.button_cancel()
        order.button_draft()
        lines[2].unlink()
        added = Command.create({"product_id": self.product.id, "product_qty": 1})
        order.write({"order_line": [added]})
        order.button_confirm()
        kept = order.order_line.filtered(lambda line: not line.display_type)
        self.assertEqual(sorted(kept.mapped("suture_line_number")), [1, 2, 4])
        self.assertEqual(lines[1].suture_line_number, 2)
        self.assertEqual(set(order.copy().order_line.mapped("suture_line_number")), {0})

    def test_send_again_makes_a_row_of_its_own(self):
        order = self.order()
        order.action_send_again()
        keys = self.rows(order).sorted("id").mapped("key")
        self.assertEqual([key.rsplit("/", 1)[1] for key in keys], ["1", "2"])

    def test_send_again_says_why_not(self):
        draft = self.order(confirm=False)
        with self.assertRaisesRegex(UserError, draft.name):
            draft.action_send_again()
        order = self.order()
        self.connection.active = False
        with self.assertRaisesRegex(UserError, order.name):
            order.action_send_again()
        clerk = new_test_user(self.env, "suture_test_clerk", groups="base.group_user")
        with self.assertRaises(AccessError):
            order.with_user(clerk).action_send_again()

    def test_a_buyer_without_integration_rights_confirms_and_sends(self):
        buyer = new_test_user(
            self.env, "suture_test_plain", groups="base.group_user,purchase.group_purchase_user"
        )
        order = self.order(confirm=False).with_user(buyer)
        order.button_confirm()
        order.action_send_again()
        self.assertEqual(len(self.rows(order.sudo())), 2)
        form = order.get_views([(False, "form"), (False, "list"), (False, "search")])["views"]["form"]["arch"]
        self.assertNotIn("integration_exchange_count", form)
        self.assertIn("integration_status", form)

    def test_filter_not_sent(self):
        sent = self.order()
        self.connection.active = False
        unsent = self.order()
        elsewhere = self.order(partner_id=self.env["res.partner"].create({"name": "Other"}).id)
        draft = self.order(confirm=False)
        self.connection.active = True
        orders = sent | unsent | elsewhere | draft
        mine = [("id", "in", orders.ids)]
        self.assertEqual(orders.search(mine + [("integration_not_sent", "=", True)]), unsent)
        self.assertEqual(orders.search(mine + [("integration_not_sent", "=", False)]), orders - unsent)
        self.assertEqual(orders.filtered("integration_not_sent"), unsent)
