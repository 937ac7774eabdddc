"""Tests what an operator is limited to, and which exceptions are offered to whom."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .test_rights import OPERATOR, RightsCase


@tagged("post_install", "-at_install")
class TestLimits(RightsCase):
    def sees(self, user, row):
        return bool(self.env["suture.exchange"].with_user(user).search([("id", "=", row.id)]))

    def test_an_operator_limited_to_a_flow_sees_no_other(self):
        response, invoice = self.exception("flow-1"), self.exception("flow-2", flow="vendor-invoice")
        self.assertTrue(self.sees(self.buyer, response) and self.sees(self.buyer, invoice))
        self.buyer.suture_flow_ids = self.flows.filtered(lambda flow: flow.code == "vendor-invoice")
        self.assertFalse(self.sees(self.buyer, response))
        self.assertTrue(self.sees(self.buyer, invoice))
        with self.assertRaises(AccessError):
            response.with_user(self.buyer).action_try_again()
        with self.assertRaises(AccessError):
            response.with_user(self.buyer).link_ids.mapped("res_id")
        self.buyer.suture_flow_ids = False
        self.assertTrue(self.sees(self.buyer, response))

    def test_to_a_connection_and_a_company(self):
        row = self.exception("connection")
        target = {"res_model": "product.product", "res_id": self.product.id}
        entry = self.env["suture.crosswalk"].create(
            {"connection_id": self.connection.id, "scheme": "seller", "value": "RIGHTS-1", **target}
        )
        other = self.connection.copy({"code": "edi-rights-other", "name": "Other"})
        Crosswalk = self.env["suture.crosswalk"].with_user(self.buyer)
        self.buyer.suture_connection_ids = other
        self.assertFalse(self.sees(self.buyer, row))
        self.assertFalse(Crosswalk.search([("id", "=", entry.id)]))
        self.buyer.suture_connection_ids = self.connection
        self.assertTrue(self.sees(self.buyer, row))
        self.assertTrue(Crosswalk.search([("id", "=", entry.id)]))
        self.buyer.suture_company_ids = self.env["res.company"].create({"name": "Rights clinic"})
        self.assertFalse(self.sees(self.buyer, row))

    def test_apps_that_a_person_cannot_open_are_not_in_the_queue(self):
        owners = {"vendor-invoice": "Accounts payable", "order-response": "Purchasing"}
        for flow in self.flows.filtered(lambda each: each.code in owners):
            flow.sudo().write({"owner": owners[flow.code], "sensitivity": "business"})
        encounters = self.env["suture.flow"].create(
            {"code": "rights-encounter", "name": "Encounters", "owner": "Patient billing"}
        )
        stock = encounters.create({"code": "rights-stock", "name": "Use", "owner": "Pharmacy and supply"})
        rows = {
            "invoice": self.exception("app-1", flow="vendor-invoice", due_at=self.from_now(hours=-1)),
            "encounter": self.exception("app-2", flow=encounters.code, due_at=self.from_now(hours=-1)),
            "stock": self.exception("app-3", flow=stock.code, due_at=self.from_now(hours=-1)),
            "order": self.exception("app-4", due_at=self.from_now(hours=-1)),
        }
        seen = {
            self.keeper: {"stock", "order"},
            self.buyer: {"invoice", "order"},
            self.accountant: {"invoice", "encounter", "order"},
            new_test_user(self.env, "suture_rights_plain", groups=OPERATOR): {"order"},
            new_test_user(self.env, "suture_rights_manager", groups="suture.group_manager"): set(rows),
        }
        for user, expected in seen.items():
            with self.subTest(user.login):
                self.assertEqual({name for name, row in rows.items() if self.sees(user, row)}, expected)
        rows_late = self.env["suture.exchange"].with_user(self.keeper).get_queue_counts()["late"]
        all_late = self.env["suture.exchange"].with_user(self.accountant).get_queue_counts()["late"]
        self.assertEqual(all_late - rows_late, 1)

    def test_a_document_without_a_flow_is_only_for_those_who_see_all_flows_of_its_connection(self):
        Flow, unread = self.env["suture.flow"], {"flow": None, "document_type": None}
        clinical = {"owner": "Pharmacy and supply", "sensitivity": "clinical"}
        use = Flow.create({"code": "rights-use", "name": "Use", **clinical})
        orders = self.flows.filtered(lambda flow: flow.code == "order-response")
        self.connection.flow_ids = orders
        row = self.exception("no-flow", reason_code="UNREADABLE", **unread)
        self.assertTrue(self.sees(self.buyer, row) and self.sees(self.keeper, row))
        self.assertIn("A-1", self.purchase.message_ids[0].body)
        self.connection.flow_ids = orders | use
        self.assertTrue(self.sees(self.keeper, row))
        self.assertFalse(self.sees(self.buyer, row))
        Link = self.env["suture.exchange.link"].with_user(self.buyer)
        self.assertFalse(Link.search([("exchange_id", "=", row.id)]))
        later = self.exception("no-flow-later", reason_code="UNREADABLE", **unread)
        self.assertIn("Unreadable", self.purchase.message_ids[0].body)
        self.assertNotIn("A-1", self.purchase.message_ids[0].body)
        self.assertFalse(later.can_reject)

    def test_a_mapping_needs_access_to_what_it_decides_about(self):
        account = self.env["account.account"].search([("company_ids", "in", self.env.company.ids)], limit=1)
        Crosswalk = self.env["suture.crosswalk"]
        values = {"connection_id": self.connection.id, "scheme": "charge", "value": "D240"}
        target = {"res_model": account._name, "res_id": account.id}
        with self.assertRaises(AccessError):
            Crosswalk.with_user(self.keeper).create({**values, **target})
        entry = Crosswalk.with_user(self.accountant).create({**values, **target})
        item = {"res_model": "product.product", "res_id": self.product.id}
        with self.assertRaises(AccessError):
            entry.with_user(self.keeper).write(item)
        entry.with_user(self.buyer).write({"res_id": account.id})
        Crosswalk.with_user(self.keeper).create({**values, "scheme": "seller", **item})

    def test_the_crosswalk_of_a_connection_without_visible_flows_is_hidden(self):
        billing = self.env["suture.flow"].create(
            {"code": "rights-bills", "name": "Bills", "owner": "Patient billing"}
        )
        self.connection.flow_ids = billing
        values = {"connection_id": self.connection.id, "scheme": "payer", "value": "P-1"}
        values |= {"res_model": "res.partner", "res_id": self.supplier.id}
        entry = self.env["suture.crosswalk"].create(values)
        mine = [("id", "=", entry.id)]
        self.assertFalse(entry.with_user(self.buyer).search(mine))
        self.assertTrue(entry.with_user(self.accountant).search(mine))
        with self.assertRaises(AccessError):
            entry.with_user(self.buyer).create({**values, "value": "P-2"})
        self.connection.flow_ids |= self.flows.filtered(lambda flow: flow.code == "order-response")
        self.assertTrue(entry.with_user(self.buyer).search(mine))
