import json

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import OrderCase

SECRET = "a-secret-canary"


@tagged("post_install", "-at_install")
class TestAllowedModels(OrderCase):
    """Tests that unexpected model names from partners and programs are refused without revealing anything."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operator = new_test_user(
            cls.env, "suture_test_models", groups="base.group_user,suture.group_operator"
        )
        cls.parameter = cls.env["ir.config_parameter"].create({"key": SECRET, "value": SECRET})

    def mine(self, record):
        return record.with_env(self.env(user=self.operator.id, su=False, context={}))

    def entry(self, model, record_id, user=None):
        Crosswalk = self.env["suture.crosswalk"]
        return (self.mine(Crosswalk) if user else Crosswalk).create(
            {
                "connection_id": self.connection.id,
                "scheme": "item",
                "value": f"{model}-{record_id}",
                "res_model": model,
                "res_id": record_id,
            }
        )

    def test_the_crosswalk_takes_what_flows_look_for_and_nothing_else(self):
        for model in ("ir.config_parameter", "res.users.apikeys", "res.users", "no.such.model"):
            for user in (None, self.operator):
                with self.subTest(f"{model} {user}"):
                    with self.assertRaises(ValidationError) as caught:
                        self.entry(model, self.parameter.id, user)
                    self.assertIn("Choose one of", str(caught.exception))
        entry = self.entry("product.product", self.product.id)
        with self.assertRaises(ValidationError):
            entry.write({"res_model": "ir.config_parameter", "res_id": self.parameter.id})
        with self.assertRaises(ValueError):  # from a selection of Odoo's own
            self.mine(entry).write({"record": f"ir.config_parameter,{self.parameter.id}"})
        with self.assertRaises(ValidationError):
            self.mine(self.env["suture.crosswalk"]).create(
                {
                    "connection_id": self.connection.id,
                    "scheme": "item",
                    "value": "by reference",
                    "record": f"ir.config_parameter,{self.parameter.id}",
                }
            )

    def test_an_entry_of_old_tells_no_name(self):
        entry = self.entry("product.product", self.product.id)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE suture_crosswalk SET res_model = 'ir.config_parameter', res_id = %s WHERE id = %s",
            [self.parameter.id, entry.id],
        )
        self.env.invalidate_all()
        mine = self.mine(entry)
        self.assertTrue(mine.record_missing)
        self.assertFalse(mine.record or mine.record_name)
        self.assertNotIn(SECRET, mine._in_words())

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_names_are_told_to_whom_may_read_the_record(self):
        account = self.env["account.account"].create(
            {"code": "499907", "name": SECRET, "account_type": "expense"}
        )
        hidden = {"name": "Hidden", "domain_force": f"[('name', '!=', '{SECRET}')]"}
        self.env["ir.rule"].create({**hidden, "model_id": self.env.ref("account.model_account_account").id})
        unknown = {"model": "account.account", "scheme": "item", "value": f"account.account-{account.id}"}
        finding = {"code": "UNKNOWN_ACCOUNT", "text": "?", "unknown": unknown}
        row = self.report("names/1", state="attention", findings=[finding])
        with self.assertRaises(AccessError):
            self.entry("account.account", account.id, self.operator)
        self.entry("account.account", account.id)
        mine = self.mine(row)
        self.assertFalse(mine.unknown_ids.record_name)
        self.assertFalse(self.mine(self.env["suture.crosswalk"]).search([]).mapped("record_name")[0])
        told = "".join(self.connection.message_ids.mapped("body"))
        self.assertNotIn(SECRET, told)
        self.assertEqual(row.unknown_ids.record_name, account.display_name)

    def test_an_exchange_tells_no_name_of_what_the_user_may_not_read(self):
        row = self.report("names/2", self.order())
        self.assertTrue(row.document_name)
        self.assertFalse(self.mine(row).document_name)

    def test_what_is_not_known_is_of_a_foreseen_model(self):
        for model in ("ir.config_parameter", "res.users", "no.such.model", 7, None):
            unknown = {"model": model, "scheme": "item", "value": "V"}
            finding = {"code": "UNKNOWN_ITEM", "text": "?", "unknown": unknown}
            row = self.report(f"unknown/{model}", state="attention", findings=[finding])
            self.assertFalse(row.unknown_ids, model)

    def test_a_plan_links_and_writes_what_is_listed(self):
        named = {"model": "ir.config_parameter", "id": self.parameter.id}
        before = self.parameter.value
        for number, more in enumerate(
            (
                {"links": [named]},
                {"operations": [{"op": "write", **named, "values": {"value": "x"}}]},
                {"operations": [{"op": "notify", "to": named, "body": "x"}]},
                {"guards": [{**named, "field": "value", "equals": SECRET}]},
            )
        ):
            item = {**self.item(f"listed/{number}"), **more}
            for batch in ([item], [item, self.item(f"beside/{number}")]):
                result = self.gateway.apply(batch)[0]
                self.assertEqual(result["status"], "rejected", more)
                self.assertIn("allow-list", result["reason"]["message"])
        self.assertEqual(self.parameter.value, before)
        row = self.report("listed/report")
        self.gateway.report([self.exchange("listed/report", revision=2, links=[named])])
        self.assertFalse(row.link_ids)


@tagged("post_install", "-at_install")
class TestWizardsOfOthers(HttpCase, OrderCase):
    """Tests over HTTP that users cannot access the open wizards of others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_user,purchase.group_purchase_user,suture.group_manager,base.group_system"
        for login in ("suture_test_owner", "suture_test_other"):
            new_test_user(cls.env, login, groups=groups, password=login)

    def call(self, login, model, method, *args, **kwargs):
        self.authenticate(login, login)
        body = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
        answer = self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": body}),
            headers={"Content-Type": "application/json"},
        ).json()
        return answer.get("result"), answer.get("error", {}).get("data", {}).get("name")

    def wizards(self):
        """Returns values for one record of each wizard of the addon."""
        unknown = {"model": "product.product", "scheme": "item", "value": "V-1"}
        finding = {"code": "UNKNOWN_ITEM", "line": "1", "text": "?", "unknown": unknown}
        row = self.report("wizards/1", self.order(), state="attention", findings=[finding])
        import_id, _error = self.call("suture_test_owner", "suture.crosswalk.import", "create", {})
        map_values = {"unknown_id": row.unknown_ids.id}
        map_id, _error = self.call("suture_test_owner", "suture.exchange.map", "create", map_values)
        retry_id, _error = self.call("suture_test_owner", "suture.exchange.retry", "create", {})
        return {
            "suture.crosswalk.export": {"file_name": "x.csv"},
            "suture.crosswalk.import": {"file_name": "x.csv"},
            "suture.crosswalk.import.line": {"import_id": import_id},
            "suture.exchange.accept": {"exchange_id": row.id},
            "suture.exchange.dismiss": {"exchange_ids": [[6, 0, row.ids]], "reason": "x"},
            "suture.exchange.map": map_values,
            "suture.exchange.map.suggestion": {"map_id": map_id},
            "suture.exchange.retry": {},
            "suture.exchange.retry.line": {"retry_id": retry_id, "exchange_id": row.id},
            "suture.exchange.send.back": {"exchange_ids": [[6, 0, row.ids]], "reason": "x"},
            "suture.exchange.wait": {"exchange_ids": [[6, 0, row.ids]]},
            "suture.integration.user": {"login": "x"},
            "suture.order.withhold": {"order_id": row.res_id, "reason": "x"},
        }

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_nobody_reads_changes_or_presses_what_another_has_open(self):
        refused = f"{AccessError.__module__}.{AccessError.__name__}"
        wizards = self.wizards()
        transient = {
            name
            for name, model in self.registry.items()
            if model._transient and name.startswith("suture.") and not model._abstract
        }
        self.assertEqual(wizards.keys(), transient, "each wizard of the addon is tried")
        for model, values in wizards.items():
            with self.subTest(model):
                record_id, error = self.call("suture_test_owner", model, "create", values)
                self.assertFalse(error)
                ids = record_id if isinstance(record_id, list) else [record_id]
                read, error = self.call("suture_test_owner", model, "read", ids, ["id"])
                self.assertEqual((len(read or []), error), (1, None))
                other = "suture_test_other"
                for method, *args in (("read", ["id"]), ("write", {}), ("unlink",), ("copy",)):
                    _result, error = self.call(other, model, method, ids, *args)
                    self.assertEqual(error, refused, method)
                found, error = self.call(other, model, "search", [["id", "in", ids]])
                self.assertEqual((found, error), ([], None))
