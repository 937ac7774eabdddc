"""Tests that a decision can do only what the person who made it could do by hand."""

from unittest.mock import patch

from odoo.addons.suture.tests.common import guard
from odoo.addons.suture_purchase.tests.common import OrderCase, write_line
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

OPERATOR = "base.group_user,suture.group_operator"
BUYER = f"{OPERATOR},purchase.group_purchase_user"
PRICE = {
    "code": "PRICE_VARIANCE",
    "line": "1",
    "field": "price",
    "ours": "2.50",
    "theirs": "4.00",
    "text": "Line 1: the price is 4.00 instead of 2.50.",
    "acceptable": True,
}
TOLD = {"findings": [{name: PRICE[name] for name in ("code", "line", "field", "ours", "theirs")}]}


class RightsCase(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = new_test_user(cls.env, "suture_rights_buyer", groups=BUYER, name="Bea Buyer")
        cls.keeper = new_test_user(
            cls.env, "suture_rights_keeper", groups=f"{OPERATOR},stock.group_stock_user", name="Stan Stock"
        )
        cls.accountant = new_test_user(
            cls.env,
            "suture_rights_accountant",
            groups=f"{OPERATOR},account.group_account_invoice",
            name="Ann Account",
        )
        cls.chief = new_test_user(cls.env, "suture_rights_chief", groups=BUYER, name="Cleo Chief")

    def setUp(self):
        super().setUp()
        self.purchase = self.order()
        self.line = self.purchase.order_line

    def exception(self, key, *documents, **values):
        about = {"state": "attention", "reason_code": "PRICE_VARIANCE", "done_at": None, "findings": [PRICE]}
        return self.report(f"message/{key}", *(documents or [self.purchase]), **{**about, **values})

    def priced(self, key, price=4.0, **values):
        """Returns the plan that changes the price of the order's line."""
        return self.item(
            key,
            write_line(self.line, price_unit=price),
            documents=[self.purchase],
            guards=[guard(self.line, "product_qty", self.line.product_qty)],
            **values,
        )

    def show_preview(self, row, user, item, arguments=TOLD):
        """Requests a preview as the user, and answers it as the sidecar does."""
        row.with_user(user)._preview_with(arguments)
        answer = self.gateway.preview([item])[0]
        preview = {"outcome": "would-apply", "note": None, "changes": answer["changes"]}
        self.gateway.report([{**item["exchange"], "state": "attention", "revision": 2, "preview": preview}])
        return answer["changes"]

    def apply(self, item):
        return self.gateway.apply([item])[0]


@tagged("post_install", "-at_install")
class TestRights(RightsCase):
    def test_without_a_decision_the_flow_decides(self):
        self.exception("auto")
        self.assertEqual(self.apply(self.priced("auto"))["status"], "applied")

    def test_a_buyer_accepts_a_price(self):
        row = self.exception("buyer")
        row.with_user(self.buyer)._accept([PRICE], "")
        self.assertEqual(self.apply(self.priced("buyer"))["status"], "applied")
        self.assertEqual(self.line.price_unit, 4.0)
        decision = row.decision_ids
        self.assertEqual(
            (decision.user_id, decision.event, decision.state), (self.buyer, "accept", "applied")
        )
        self.assertEqual(decision.amount, 15.0)

    def test_a_storekeeper_does_not(self):
        row = self.exception("keeper")
        row.with_user(self.keeper)._accept([PRICE], "")
        result = self.apply(self.priced("keeper"))
        self.assertEqual((result["status"], result["reason"]["code"]), ("rejected", "ACCESS_MISSING"))
        self.assertEqual(self.line.price_unit, 2.5)
        for words in ("Stan Stock", "Purchase Order Line", "Bea Buyer"):
            self.assertIn(words, result["reason"]["message"])
        self.assertEqual(row.decision_ids.state, "refused")

    def test_a_storekeeper_is_refused_at_once_after_a_preview(self):
        row = self.exception("at-once")
        item = self.priced("at-once")
        self.show_preview(row, self.keeper, item)
        with self.assertRaisesRegex(AccessError, "Bea Buyer"):
            row.with_user(self.keeper)._accept([PRICE], "")
        self.assertFalse(row.decision_ids)

    def test_every_decision_counts(self):
        def retry(row):
            row.with_user(self.keeper).action_try_again()

        def correct(row):
            row.with_user(self.keeper).correct_document(
                {"type": "OrderResponse", "id": "A-2"}, "Typed wrong."
            )

        def reopen(row):
            row.with_user(self.keeper)._dismiss("Not needed.")
            row.with_user(self.keeper).action_undo_dismiss()

        for decide in (retry, correct, reopen):
            with self.subTest(decide.__name__):
                key = f"every-{decide.__name__}"
                decide(self.exception(key))
                self.assertEqual(self.apply(self.priced(key))["reason"]["code"], "ACCESS_MISSING")
        held = self.exception("every-pass", state="held")
        held.with_user(self.keeper).action_let_pass()
        self.assertEqual(self.apply(self.priced("every-pass"))["reason"]["code"], "ACCESS_MISSING")

    def test_to_hasten_a_retry_is_no_decision(self):
        row = self.exception("hasten", state="waiting", reason_code="ODOO_UNAVAILABLE")
        row.with_user(self.keeper).action_try_again()
        self.assertFalse(row.decision_ids)
        self.assertEqual(self.apply(self.priced("hasten"))["status"], "applied")

    def test_a_refused_decision_binds_until_someone_else_decides(self):
        row = self.exception("binds")
        row.with_user(self.keeper)._accept([PRICE], "")
        for _attempt in range(2):
            self.assertEqual(self.apply(self.priced("binds"))["status"], "rejected")
        row.state = "attention"
        row.with_user(self.buyer).action_try_again()
        self.assertEqual(self.apply(self.priced("binds"))["status"], "applied")
        self.assertEqual(row.decision_ids.mapped("state"), ["applied", "closed"])

    def test_record_rules_and_field_groups_count(self):
        row = self.exception("rules")
        rule = {
            "name": "Only what is cheap",
            "model_id": self.env["ir.model"]._get_id("purchase.order.line"),
            "domain_force": "[('price_unit', '>', 100)]",
            "groups": [(4, self.env.ref("purchase.group_purchase_user").id)],
        }
        rule = self.env["ir.rule"].create(rule)
        row.with_user(self.buyer)._accept([PRICE], "")
        result = self.apply(self.priced("rules"))
        self.assertEqual(result["reason"]["code"], "ACCESS_MISSING")
        self.assertIn("record rule", result["reason"]["message"])
        rule.unlink()
        field = self.env["purchase.order.line"]._fields["price_unit"]
        with patch.object(field, "groups", "purchase.group_purchase_manager"):
            result = self.apply(self.priced("rules"))
            self.assertEqual(result["reason"]["code"], "ACCESS_MISSING")
            self.assertIn("Unit Price", result["reason"]["message"])
        self.assertEqual(self.apply(self.priced("rules"))["status"], "applied")

    def test_who_has_lost_the_rights_meanwhile_is_refused(self):
        row = self.exception("lost")
        row.with_user(self.buyer)._accept([PRICE], "")
        self.buyer.sudo().write({"group_ids": [(3, self.env.ref("suture.group_operator").id)]})
        self.assertEqual(self.apply(self.priced("lost"))["reason"]["code"], "ACCESS_MISSING")

    def test_nothing_is_applied_for_an_outgoing_document(self):
        row = self.exception("outgoing", direction="outbound", reason_code="DELIVERY_FAILED")
        row.with_user(self.keeper).action_try_again()
        self.assertEqual(row.decision_ids.state, "open")
        self.gateway.report([self.exchange("message/outgoing", direction="outbound", revision=5)])
        self.assertEqual(row.decision_ids.state, "applied")

    def test_others_in_the_batch_are_not_affected(self):
        row = self.exception("mixed")
        row.with_user(self.keeper)._accept([PRICE], "")
        other = self.order()
        free = self.item("free", write_line(other.order_line, price_unit=3), documents=[other])
        results = self.gateway.apply([self.priced("mixed"), free])
        self.assertEqual([each["status"] for each in results], ["rejected", "applied"])

    def test_only_what_was_previewed_is_applied(self):
        row = self.exception("seen")
        item = self.priced("seen")
        self.show_preview(row, self.buyer, item)
        row.with_user(self.buyer)._accept([PRICE], "")
        self.assertTrue(row.decision_ids.previewed_at)
        self.line.product_qty = 50  # somebody changes the order meanwhile
        result = self.apply(self.priced("seen", price=4.5))
        self.assertEqual((result["status"], result["reason"]["code"]), ("rejected", "PREVIEW_OUTDATED"))
        self.assertIn("2.5 → 4.5", result["reason"]["message"])
        self.assertEqual(self.line.price_unit, 2.5)
        self.line.product_qty = 10
        self.assertEqual(self.apply(item)["status"], "applied")
        self.assertFalse(row.decision_ids.approved_changes)  # the content is not kept longer than needed

    def test_what_no_longer_has_to_change_is_no_difference(self):
        row = self.exception("fewer")
        values = {"price_unit": 4, "date_planned": "2026-12-24T08:00:00Z"}
        item = self.item("fewer", write_line(self.line, **values), documents=[self.purchase])
        self.show_preview(row, self.buyer, item)
        self.line.date_planned = "2026-12-24 08:00:00"
        row.with_user(self.buyer)._accept([PRICE], "")
        self.assertEqual(self.apply(item)["status"], "applied")


@tagged("post_install", "-at_install")
class TestApproval(RightsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer.suture_approval_limit = 10
        cls.chief.suture_approval_limit = 100
        cls.env.company.suture_operator_limit = 5

    def staged(self, key):
        """Returns an exchange with a decision of the buyer that changes 15.00, and its plan."""
        row, item = self.exception(key), self.priced(key)
        row.with_user(self.buyer)._accept([PRICE], "")
        result = self.apply(item)
        self.assertEqual(result["reason"]["code"], "APPROVAL_REQUIRED")
        self.assertIn("Cleo Chief", result["reason"]["message"])
        self.assertNotIn("Stan Stock", result["reason"]["message"])
        refused = {"state": "attention", "reason_code": "APPROVAL_REQUIRED", "done_at": None}
        self.gateway.report([{**item["exchange"], "revision": 3, **refused}])
        return row, item

    def test_a_second_person_approves(self):
        row, item = self.staged("approve")
        self.assertEqual((row.state, row.approval_amount), ("staged", 15.0))
        self.assertIn("2.5 → 4", row.with_user(self.chief).approval_changes)
        self.assertTrue(row.with_user(self.chief).can_approve)
        self.assertFalse(row.with_user(self.buyer).can_approve)
        for person, words in ((self.buyer, "your own"), (self.accountant, "Cleo Chief")):
            with self.assertRaisesRegex(AccessError, words):
                row.with_user(person).action_approve()
        # A high limit alone is not enough: who approves must have the rights, too.
        self.keeper.suture_approval_limit = 1000
        self.assertFalse(row.with_user(self.keeper).can_approve)
        with self.assertRaisesRegex(AccessError, "Purchase Order Line"):
            row.with_user(self.keeper).action_approve()
        self.assertEqual(self.apply(item)["status"], "rejected")
        row.with_user(self.chief).action_approve()
        self.assertEqual(row.state, "queued")
        command = self.env["suture.outbox"].search([("res_id", "=", row.id)], order="id desc", limit=1)
        self.assertEqual(command.event, "replay")
        self.assertEqual(self.apply(item)["status"], "applied")
        self.assertEqual(row.decision_ids.approver_id, self.chief)

    def test_what_was_approved_is_exactly_what_is_applied(self):
        row, _item = self.staged("exactly")
        row.with_user(self.chief).action_approve()
        result = self.apply(self.priced("exactly", price=9))
        self.assertEqual(result["reason"]["code"], "PREVIEW_OUTDATED")
        self.assertEqual(self.line.price_unit, 2.5)

    def test_a_decision_is_sent_back(self):
        row, item = self.staged("back")
        with self.assertRaises(UserError):
            row.with_user(self.buyer).action_try_again()
        action = row.with_user(self.chief).action_ask_send_back()
        window = self.env[action["res_model"]].with_user(self.chief).with_context(**action["context"])
        window.create({"reason": "Ask first."}).action_send_back()
        self.assertEqual((row.state, row.user_id), ("attention", self.buyer))
        self.assertIn("Ask first.", row.reason)
        self.assertEqual(self.apply(item)["status"], "rejected")

    def test_within_the_limit_nobody_else_is_needed(self):
        row = self.exception("within")
        row.with_user(self.chief)._accept([PRICE], "")
        self.assertEqual(self.apply(self.priced("within"))["status"], "applied")
        self.env.company.suture_operator_limit = 0
        self.buyer.suture_approval_limit = 0
        row = self.exception("unlimited")
        row.with_user(self.buyer)._accept([PRICE], "")
        self.assertEqual(self.apply(self.priced("unlimited", price=900))["status"], "applied")

    def test_a_dearer_line_is_not_offset_by_a_cheaper_one(self):
        row, purchase = self.exception("offset"), self.order(lines=2)
        first, second = purchase.order_line
        row.with_user(self.buyer)._accept([PRICE], "")
        item = self.item("offset", write_line(first, price_unit=4), write_line(second, price_unit=1))
        item["links"] = [{"model": purchase._name, "id": purchase.id}]
        item["exchange"]["message_key"] = row.message_key
        self.assertEqual(self.apply(item)["reason"]["code"], "APPROVAL_REQUIRED")
        self.assertEqual(row.decision_ids.amount, 15.0)

    def test_other_currencies_are_converted(self):
        foreign = self.env["res.currency"].create({"name": "QQQ", "symbol": "Q", "rounding": 0.01})
        self.env["res.currency.rate"].create({"currency_id": foreign.id, "rate": 10.0, "name": "2020-01-01"})
        self.purchase.sudo().write({"currency_id": foreign.id})
        self.line.price_unit = 2.5
        row = self.exception("foreign")
        row.with_user(self.buyer)._accept([PRICE], "")
        self.assertEqual(self.apply(self.priced("foreign"))["status"], "applied")
        self.assertEqual(row.decision_ids.amount, 1.5)
