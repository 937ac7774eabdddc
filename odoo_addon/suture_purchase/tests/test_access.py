import json

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import OrderCase

READ_EVERYTHING = {"payload": {}, "findings": {}, "state": {}}


@tagged("post_install", "-at_install")
class TestAccess(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        buyer = "base.group_user,base.group_allow_export,purchase.group_purchase_user"
        cls.buyer = new_test_user(cls.env, "suture_test_buyer", groups=buyer)
        cls.onlooker = new_test_user(cls.env, "suture_test_user", groups=f"{buyer},suture.group_user")
        cls.operator = new_test_user(cls.env, "suture_test_operator", groups=f"{buyer},suture.group_operator")
        cls.manager = new_test_user(cls.env, "suture_test_manager", groups=f"{buyer},suture.group_manager")

    def setUp(self):
        super().setUp()
        self.purchase = self.order()
        self.row = self.report(
            "access-1",
            self.purchase,
            findings=[{"code": "BACKORDER", "field": "date", "text": "finding-canary"}],
            reason="Later than requested",
        )

    def as_user(self, user, record):
        return record.with_env(self.env(user=user.id, su=False, context={}))

    def test_buyer_without_group_sees_the_status(self):
        order = self.as_user(self.buyer, self.purchase)
        values = order.web_read({"integration_state": {}, "integration_note": {}})
        self.assertEqual(values[0]["integration_state"], "in_progress")
        self.assertEqual(values[0]["integration_note"], "Later than requested")
        journey = order.get_integration_journey()
        self.assertFalse(journey["can_open"])
        self.assertTrue(journey["steps"])
        self.assertNotIn("payload-canary", json.dumps(journey))

    def test_buyer_without_group_reaches_no_exchange_by_any_call(self):
        Exchange = self.as_user(self.buyer, self.env["suture.exchange"])
        row = self.as_user(self.buyer, self.row)
        calls = {
            "read": lambda: row.read(["payload"]),
            "read all": lambda: row.read(),
            "web_read": lambda: row.web_read(READ_EVERYTHING),
            "search": lambda: Exchange.search([]),
            "search_read": lambda: Exchange.search_read([], ["state"]),
            "web_search_read": lambda: Exchange.web_search_read([], READ_EVERYTHING),
            "search_count": lambda: Exchange.search_count([("reason", "ilike", "a")]),
            "name_search": lambda: Exchange.name_search("EX"),
            "read_group": lambda: Exchange.formatted_read_group([], ["state"], ["__count"]),
            "web_read_group": lambda: Exchange.web_read_group([], ["state"]),
            "export": lambda: row.export_data(["payload", "findings"]),
            "copy": lambda: row.copy(),
            "message": lambda: row.message_post(body="hello"),
            "journey": lambda: row.read(["journey"]),
            "links": lambda: self.as_user(self.buyer, self.row.link_ids).read(["res_id"]),
            "outbox": lambda: self.as_user(self.buyer, self.env["suture.outbox"]).search([]),
            "keys": lambda: self.as_user(self.buyer, self.env["suture.idempotency.key"]).search([]),
            "connection": lambda: self.as_user(self.buyer, self.connection).read(["format_options"]),
        }
        for name, call in calls.items():
            with self.subTest(name), self.assertRaises(AccessError):
                call()

    def test_buyer_without_group_reaches_no_exchange_through_the_order(self):
        order = self.as_user(self.buyer, self.purchase)
        calls = {
            "read": lambda: order.read(["integration_exchange_ids"]),
            "web_read": lambda: order.web_read({"integration_exchange_ids": {"fields": {"payload": {}}}}),
            "count": lambda: order.read(["integration_exchange_count"]),
            "domain": lambda: order.search([("integration_exchange_ids.payload", "ilike", "canary")]),
            "export": lambda: order.export_data(["integration_exchange_ids/payload"]),
            "open": lambda: order.action_open_exchanges(),
        }
        for name, call in calls.items():
            with self.subTest(name), self.assertRaises(AccessError):
                call()
        self.assertNotIn("payload-canary", str(order.read()))

    def test_a_supplier_in_the_portal_sees_nothing_of_it(self):
        portal = new_test_user(self.env, "suture_test_portal", groups="base.group_portal")
        self.purchase.message_subscribe(portal.partner_id.ids)
        portal.partner_id.parent_id = self.supplier
        order = self.as_user(portal, self.purchase)
        self.assertEqual(order.read(["name"])[0]["name"], self.purchase.name)
        for call in (
            order.get_integration_journey,
            order.action_send_again,
            lambda: order.read(["integration_state"]),
            lambda: order.read(["integration_note"]),
            lambda: order.search([("integration_not_sent", "=", True)]),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_user_sees_exchanges_without_their_content(self):
        row = self.as_user(self.onlooker, self.row)
        self.assertEqual(row.web_read({"state": {}})[0]["state"], "done")
        self.assertNotIn("payload", row.read()[0])
        order = self.as_user(self.onlooker, self.purchase)
        calls = {
            "read": lambda: row.read(["payload"]),
            "web_read": lambda: row.web_read({"payload": {}}),
            "export": lambda: row.export_data(["payload"]),
            "search": lambda: row.search([("payload", "!=", False)]),
            "group": lambda: row.formatted_read_group([], ["payload"], ["__count"]),
            "order": lambda: row.search([], order="payload"),
            "through": lambda: order.web_read({"integration_exchange_ids": {"fields": {"payload": {}}}}),
            "write": lambda: row.write({"user_id": self.onlooker.id}),
            "again": lambda: row.action_try_again(),
            "dismiss": lambda: row.action_ask_dismiss(),
        }
        for name, call in calls.items():
            with self.subTest(name), self.assertRaises(AccessError):
                call()

    def test_operator_reads_content_and_does_not_edit_facts(self):
        row = self.as_user(self.operator, self.row)
        self.assertEqual(row.read(["payload"])[0]["payload"]["canary"], "payload-canary")
        row.write({"user_id": self.operator.id})
        for values in ({"state": "done"}, {"payload": {}}, {"reason": "x"}, {"message_key": "y"}):
            with self.subTest(values), self.assertRaises(AccessError):
                row.write(values)
        with self.assertRaises(AccessError):
            row.unlink()
        with self.assertRaises(AccessError):
            row.create({"message_key": "made-up"})

    def test_only_managers_set_up_connections(self):
        with self.assertRaises(AccessError):
            self.as_user(self.operator, self.connection).write({"name": "other"})
        self.as_user(self.manager, self.connection).write({"name": "other"})
        self.assertEqual(self.connection.name, "other")

    def test_gateway_refuses_everybody_else(self):
        for user in (self.buyer, self.onlooker, self.operator, self.manager, self.env.ref("base.user_admin")):
            gateway = self.as_user(user, self.env["suture.gateway"])
            calls = {
                "read": lambda gateway=gateway: gateway.read({}),
                "apply": lambda gateway=gateway: gateway.apply([]),
                "report": lambda gateway=gateway: gateway.report([]),
                "configuration": lambda gateway=gateway: gateway.configuration(None, []),
                "take": lambda gateway=gateway: gateway.outbox_take(1, 1),
                "settle": lambda gateway=gateway: gateway.outbox_report([]),
            }
            for name, call in calls.items():
                with self.subTest(f"{user.login} {name}"), self.assertRaises(AccessError):
                    call()

    def test_gateway_user_reaches_nothing_by_other_calls(self):
        for model in (
            "suture.exchange",
            "suture.connection",
            "suture.outbox",
            "purchase.order",
            "account.move",
        ):
            records = self.as_user(self.gateway_user, self.env[model])
            with self.subTest(model), self.assertRaises(AccessError):
                records.search_read([], ["id"])
