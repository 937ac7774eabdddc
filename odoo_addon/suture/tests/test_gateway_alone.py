"""Tests what the gateway returns, applies and refuses with only the core installed."""

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..gateway.access import Access, allowed, union
from .common import SutureCase, guard


@tagged("post_install", "-at_install")
class TestGatewayAlone(SutureCase):
    def test_a_document_is_applied_and_opens_its_record(self):
        item = self.item(
            "alone/1",
            {"op": "notify", "to": {"model": "res.partner", "id": self.supplier.id}, "body": "Told"},
            documents=[self.supplier],
            guards=[guard(self.supplier, "name", "Birch Medical")],
        )
        result = self.gateway.apply([item])[0]
        self.assertEqual(result["status"], "applied", result)
        row = self.env["suture.exchange"].browse(result["exchange_id"])
        action = row.action_open_document()
        self.assertEqual((action["res_model"], action["res_id"]), ("res.partner", self.supplier.id))
        self.assertIn("Told", self.supplier.message_ids[:1].body)
        self.assertEqual(self.gateway.apply([item])[0]["status"], "duplicate")

    def test_what_was_read_is_guarded(self):
        item = self.item("alone/2", guards=[guard(self.supplier, "name", "Somebody else")])
        self.assertEqual(self.gateway.apply([item])[0]["status"], "stale")

    def test_documents_of_a_batch_are_answered_in_their_order(self):
        batch = [
            self.item("alone/3"),
            self.item("alone/4", {"op": "do", "verb": "no_such_verb", "arguments": {}}),
            self.item("alone/5"),
        ]
        statuses = [each["status"] for each in self.gateway.apply(batch)]
        self.assertEqual(statuses, ["applied", "rejected", "applied"])

    def test_what_nobody_declares_is_refused_by_name(self):
        fields = {"id": ["id"], "secret": ["password"]}
        for model, names in (("res.users", fields["id"]), ("res.partner", fields["secret"])):
            with self.subTest(model), self.assertRaisesRegex(ValidationError, "not on the allow-list"):
                self.gateway.read({"one": {"model": model, "domain": [], "fields": names}})
        operation = {"op": "create", "model": "res.partner", "values": {"name": "X"}}
        result = self.gateway.apply([self.item("alone/6", operation)])[0]
        self.assertEqual(result["status"], "rejected")
        self.assertIn("not on the allow-list", result["reason"]["message"])

    def test_a_pane_shows_the_name_of_a_record_that_no_app_describes(self):
        row = self.report("alone/7", self.supplier, state="attention")
        [section] = row.panes["ours"]["sections"]
        self.assertEqual([each["value"] for each in section["rows"]], ["Birch Medical"])

    def test_an_exchange_outlives_the_app_of_its_record(self):
        row = self.report("alone/8", self.supplier)
        row.sudo().write({"res_model": "no.longer.there", "res_id": 1})
        row.link_ids.sudo().write({"res_model": "no.longer.there"})
        self.assertFalse(row.document_name)
        self.assertFalse(row._document())
        row.link_ids._refresh_documents()

    def test_the_union_keeps_order_and_loses_nothing(self):
        one = Access(read={"a": {"x"}}, shown={"a": {"fields": ["x", "y"]}}, link=frozenset({"a"}))
        other = Access(read={"a": {"y"}, "b": {"z"}}, shown={"a": {"fields": ["y", "z"], "lines": ["l"]}})
        both = union([one, other])
        self.assertEqual(both.read, {"a": {"x", "y"}, "b": {"z"}})
        self.assertEqual(both.shown["a"], {"fields": ("x", "y", "z"), "lines": ("l",)})
        self.assertEqual(both.link, {"a"})

    def test_optional_models_that_are_not_there_are_read_as_empty(self):
        access = allowed(self.env)
        for model in access.read.keys() - self.env.registry.keys():
            with self.subTest(model):
                self.assertIn(model, access.optional)
                request = {"model": model, "domain": [], "fields": ["id"]}
                self.assertEqual(self.gateway.read({"one": request})["one"], [])
