"""Tests access rights over HTTP, as browsers and other programs call Odoo."""

import json

from odoo.tests import HttpCase, new_test_user, tagged

from .common import OrderCase

# The kinds of users whose access is tested: outsider, user, operator, administrator, user with access to
# sensitive content, and the gateway's integration user.
PERSONS = ("outside", "user", "operator", "manager", "sensitive", "gateway")
NOBODY = ()
EXCHANGES = ("user", "operator", "manager", "sensitive")
OPERATORS = ("operator", "manager", "sensitive")
BUYERS = ("outside", "user", "operator", "manager", "sensitive")


@tagged("post_install", "-at_install")
class TestAccessByRpc(HttpCase, OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        buyer = "base.group_user,purchase.group_purchase_user"
        groups = {
            "outside": buyer,
            "user": f"{buyer},suture.group_user",
            "operator": f"{buyer},suture.group_operator",
            "manager": f"{buyer},suture.group_manager",
            "sensitive": f"{buyer},suture.group_sensitive",
            "gateway": "base.group_user,suture.group_gateway",
        }
        for name in PERSONS:
            login = f"suture_rpc_{name}"
            new_test_user(cls.env, login, groups=groups[name], password=login)
        cls.purchase = cls.env["purchase.order"].create(
            {
                "partner_id": cls.supplier.id,
                "order_line": [(0, 0, {"product_id": cls.product.id, "product_qty": 1, "price_unit": 2})],
            }
        )
        cls.purchase.button_confirm()
        cls.env["ir.config_parameter"].sudo().set_param("suture.sidecar_url", "https://sidecar.example")

    def setUp(self):
        super().setUp()
        self.row = self.report(
            "rpc-1",
            self.purchase,
            state="attention",
            reason_code="PRICE_VARIANCE",
            source_view=[{"title": "PO1", "rows": [{"label": "x", "value": "source-canary"}]}],
        )
        self.env.flush_all()

    def call(self, model, method, *args, **kwargs):
        """Calls a method over HTTP. Returns the text of the response, and whether access was denied."""
        body = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
        answer = self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": body}),
            headers={"Content-Type": "application/json"},
        ).json()
        error = answer.get("error")
        if error:
            name = error["data"]["name"]
            self.assertEqual(
                name, "odoo.exceptions.AccessError", f"{model}.{method}: {error['data']['message']}"
            )
        return json.dumps(answer), bool(error)

    def check(self, allowed, model, method, *args, **kwargs):
        """Asserts that the users in `allowed` get a result and that all others are denied access."""
        for person in PERSONS:
            with self.subTest(f"{person}: {model}.{method} {args}"):
                self.authenticate(f"suture_rpc_{person}", f"suture_rpc_{person}")
                with self.env.cr.savepoint():
                    _text, refused = self.call(model, method, *args, **kwargs)
                self.assertEqual(refused, person not in allowed)

    def test_exchanges_are_read_by_members_only(self):
        ids = self.row.ids
        self.check(
            EXCHANGES, "suture.exchange", "read", ids, ["state", "reason", "time_left", "amount_at_stake"]
        )
        self.check(EXCHANGES, "suture.exchange", "web_search_read", [], {"state": {}})
        self.check(EXCHANGES, "suture.exchange", "get_queue_counts")
        self.check(EXCHANGES, "suture.exchange", "web_read_group", [], ["age_group"])

    def test_content_is_for_operators(self):
        for name in ("payload", "source_view", "panes"):
            self.check(OPERATORS, "suture.exchange", "read", self.row.ids, [name])

    def test_nobody_edits_facts_or_makes_exchanges(self):
        for values in ({"state": "done"}, {"source_view": []}, {"amount_at_stake": 5}, {"due_at": False}):
            self.check(NOBODY, "suture.exchange", "write", self.row.ids, values)
        self.check(NOBODY, "suture.exchange", "create", [{"message_key": "made-up"}])
        self.check(NOBODY, "suture.exchange", "unlink", self.row.ids)

    def test_operators_decide(self):
        self.check(OPERATORS, "suture.exchange", "action_assign_to_me", self.row.ids)
        self.check(OPERATORS, "suture.exchange", "action_schedule_activity", self.row.ids)
        self.check(OPERATORS, "suture.exchange", "action_ask_dismiss", self.row.ids)

    def test_operators_decide_what_else_can_be_decided(self):
        Exchange = "suture.exchange"
        finding = {
            "code": "PRICE_VARIANCE",
            "field": "price",
            "theirs": "5",
            "text": "Dear.",
            "acceptable": True,
            "unknown": {"model": "product.product", "scheme": "item", "value": "HM-9"},
        }
        payload = {"type": "OrderResponse", "id": "A-1"}
        told = {"state": "attention", "findings": [finding], "payload": payload, "done_at": None}
        self.row = self.report("rpc-2", self.purchase, **told)
        self.env.flush_all()
        for name in ("action_ask_accept", "action_reject", "action_ask_wait", "action_undo_wait"):
            self.check(OPERATORS, Exchange, name, self.row.ids)
        self.check(OPERATORS, Exchange, "action_forget_preview", self.row.ids)
        self.check(OPERATORS, Exchange, "read", self.row.ids, ["corrections"])
        self.check(EXCHANGES, Exchange, "read", self.row.ids, ["can_accept", "can_reject", "wait_until"])
        change = [{"pointer": "/id", "from": "A-1", "to": "A-2"}]
        self.check(OPERATORS, Exchange, "preview_fields", self.row.ids, change)
        unknown = self.row.unknown_ids.ids
        self.check(EXCHANGES, "suture.exchange.unknown", "read", unknown, ["value", "record_name"])
        self.check(OPERATORS, "suture.exchange.unknown", "action_map", unknown)
        self.check(NOBODY, "suture.exchange.unknown", "write", unknown, {"value": "X"})
        for model in ("map", "accept"):
            given = {"unknown_id": unknown[0]} if model == "map" else {"exchange_id": self.row.id}
            self.check(OPERATORS, f"suture.exchange.{model}", "create", [given])
        for values in ({"corrections": []}, {"wait_until": False}, {"rejected_at": False}):
            self.check(NOBODY, Exchange, "write", self.row.ids, values)

    def test_operators_enter_what_stands_for_what_and_remove_nothing(self):
        target = {"res_model": "product.product", "res_id": self.product.id}
        entry = self.env["suture.crosswalk"].create(
            {"connection_id": self.connection.id, "scheme": "item", "value": "HM-1", **target}
        )
        self.env.flush_all()
        self.check(OPERATORS, "suture.crosswalk", "write", entry.ids, {"value": "HM-2"})
        for person in ("outside", "user", "operator", "sensitive", "gateway"):
            self.authenticate(f"suture_rpc_{person}", f"suture_rpc_{person}")
            with self.subTest(person):
                _text, refused = self.call("suture.crosswalk", "unlink", entry.ids)
                self.assertTrue(refused)

    def test_raw_messages_are_for_people_by_name(self):
        self.check(("sensitive",), "suture.exchange", "action_open_raw", self.row.ids)

    def test_setting_up_is_for_administrators(self):
        self.check(("manager",), "suture.connection", "write", self.connection.ids, {"name": "Other"})
        self.check(("manager",), "suture.flow", "write", self.flows[:1].ids, {"decision_hours": 4})

    def test_the_setup_is_for_administrators(self):
        for method in ("get_checklist", "dismiss_checklist", "restore_checklist"):
            self.check(("manager",), "suture.setup", method)
        self.env["ir.config_parameter"].sudo().set_param("suture.sidecar_url", False)
        self.check(("manager",), "suture.setup", "test_connection")
        self.check(("manager",), "suture.gateway.key", "search_read", [], ["beginning", "state"])

    def test_keys_and_users_are_not_for_the_integrations_administrators_alone(self):
        self.check(NOBODY, "suture.integration.user", "create", [{"days": 1}])
        self.check(NOBODY, "suture.gateway.key", "action_remove", [])
        self.check(NOBODY, "res.config.settings", "create", [{"suture_sidecar_url": "http://elsewhere"}])

    def test_connections_are_set_up_by_administrators_and_looked_at_by_operators(self):
        self.connection.format_code = "x12"
        self.env.flush_all()
        ids = self.connection.ids
        self.check(("manager",), "suture.connection", "rehearse", ids, "SVNBKjAw", "855.x12")
        self.check(("manager",), "suture.connection", "show_sample", ids, self.purchase.id)
        self.check(OPERATORS, "suture.connection", "get_rehearsal", ids)
        self.check(OPERATORS, "suture.connection", "read", ids, ["rehearsal"])
        self.check(("manager",), "suture.connection", "read", ids, ["rehearsal_request"])
        for name in ("action_setup_next", "action_setup_back", "action_pause", "action_resume"):
            self.check(("manager",), "suture.connection", name, ids)
        self.check(NOBODY, "suture.connection", "_show_rehearsal", ids, "x", {})

    def test_the_crosswalk_is_imported_and_exported_by_operators(self):
        values = {"file": "YQ==", "file_name": "a.csv"}
        self.check(OPERATORS, "suture.crosswalk.import", "create", [values])
        self.check(OPERATORS, "suture.crosswalk.export", "create", [{}])
        self.check(OPERATORS, "suture.crosswalk", "action_export", [])
        self.check(OPERATORS, "suture.crosswalk.batch", "search_read", [], ["changes"])
        self.check(NOBODY, "suture.crosswalk.batch", "create", [{"file_name": "a.csv"}])

    def test_the_gateway_is_for_the_sidecar_alone(self):
        self.check(("gateway",), "suture.gateway", "report", [])
        self.check(("gateway",), "suture.gateway", "outbox_take", 1, 60)
        self.check(("gateway",), "suture.gateway", "hello")
        self.check(("gateway",), "suture.gateway", "report_rehearsal", "edi-birch", "x", {"outcome": "read"})

    def test_on_the_order_members_see_timeline_and_banner_others_the_badge(self):
        ids = self.purchase.ids
        self.check(BUYERS, "purchase.order", "read", ids, ["integration_state"])
        self.check(EXCHANGES, "purchase.order", "read", ids, ["integration_timeline", "integration_alerts"])
        self.check(BUYERS, "purchase.order", "action_ask_for_status", ids)

    def test_the_form_of_the_order_holds_nothing_for_others(self):
        for person, expected in (("outside", False), ("user", True)):
            self.authenticate(f"suture_rpc_{person}", f"suture_rpc_{person}")
            text, _refused = self.call("purchase.order", "get_views", [[False, "form"]])
            with self.subTest(person):
                self.assertEqual("integration_timeline" in text, expected)
                self.assertEqual("integration_alerts" in text, expected)
                self.assertIn("integration_state", text)

    def test_another_companys_exceptions_are_not_there(self):
        other = self.env["res.company"].create({"name": "Other clinic"})
        self.row.company_id = other
        self.row.user_id = self.env["res.users"].search([("login", "=", "suture_rpc_operator")])
        self.env.flush_all()
        for person in EXCHANGES:
            self.authenticate(f"suture_rpc_{person}", f"suture_rpc_{person}")
            with self.subTest(person):
                _text, refused = self.call("suture.exchange", "read", self.row.ids, ["state"])
                self.assertTrue(refused)
                text, _refused = self.call("suture.exchange", "search", [("id", "=", self.row.id)])
                self.assertEqual(json.loads(text)["result"], [])
                text, _refused = self.call("suture.exchange", "get_queue_counts")
                self.assertEqual(json.loads(text)["result"]["mine"], 0)
                text, _refused = self.call(
                    "purchase.order", "read", self.purchase.ids, ["integration_alerts"]
                )
                self.assertFalse(json.loads(text)["result"][0]["integration_alerts"])
