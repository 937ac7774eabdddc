from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..models.exchange_main_action import METHODS
from .common import SutureCase

FINDING = {
    "code": "PRICE_VARIANCE",
    "line": "1",
    "field": "price",
    "ours": "2.50",
    "theirs": "5.25",
    "text": "Line 1 differs.",
}
UNKNOWN = {
    "code": "UNKNOWN_SUPPLIER",
    "field": "seller",
    "text": "Nobody is ACME.",
    "unknown": {"model": "res.partner", "scheme": "seller", "value": "ACME"},
}


@tagged("post_install", "-at_install")
class TestMainAction(SutureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ona = new_test_user(
            cls.env, "suture_test_main", groups="base.group_user,suture.group_operator", name="Ona"
        )
        cls.vera = new_test_user(cls.env, "suture_test_vera", groups="base.group_user,suture.group_user")
        cls.bob = new_test_user(cls.env, "suture_test_bob", groups="base.group_user")

    def exception(self, key, code, **values):
        told = {"state": "attention", "reason_code": code, "done_at": None, **values}
        return self.report(f"main-{key}", **told).with_user(self.ona)

    def test_every_reason_has_actions_that_exist(self):
        reasons = self.env["suture.catalogue.entry"]._helpful_actions()
        self.assertGreater(len(reasons), 40)
        for code, actions in reasons.items():
            with self.subTest(code):
                self.assertTrue(actions)
                self.assertLessEqual(set(actions), set(METHODS))
        for method in METHODS.values():
            self.assertTrue(callable(getattr(self.env["suture.exchange"], method)), method)

    def test_every_reason_without_findings_gets_a_possible_action_or_none(self):
        for code, actions in self.env["suture.catalogue.entry"]._helpful_actions().items():
            with self.subTest(code):
                row = self.exception(code, code)
                self.assertIn(row.main_action, [*actions, False])
                self.assertNotIn(
                    row.main_action, ("decide", "choose", "approve"), "There is nothing to decide"
                )

    def test_what_can_be_accepted_is_accepted(self):
        row = self.exception("price", "PRICE_VARIANCE", findings=[{**FINDING, "acceptable": True}])
        self.assertEqual(row.main_action, "decide")
        self.assertNotEqual(
            self.exception("price-2", "PRICE_VARIANCE", findings=[FINDING]).main_action, "decide"
        )

    def test_an_unknown_value_is_chosen_and_then_the_document_is_retried(self):
        row = self.exception("unknown", "UNKNOWN_SUPPLIER", findings=[UNKNOWN])
        self.assertEqual(row.main_action, "choose")
        self.assertEqual(row.action_choose_first()["res_model"], "suture.exchange.map")
        self.env["suture.crosswalk"].create(
            {
                "connection_id": row.connection_id.id,
                "scheme": "seller",
                "value": "ACME",
                "res_model": "res.partner",
                "res_id": self.env.company.partner_id.id,
            }
        )
        row.invalidate_recordset()
        self.assertEqual(row.main_action, "retry")

    def test_a_reason_of_a_newer_sidecar_offers_no_retry(self):
        self.assertFalse(self.exception("newer", "NOT_KNOWN_YET").main_action)

    def test_a_closed_exchange_and_a_viewer_have_none(self):
        self.assertFalse(self.exception("done", "INVOICE_DUPLICATE", state="done").main_action)
        row = self.exception("viewer", "INVOICE_DUPLICATE")
        self.assertEqual(row.main_action, "dismiss")
        self.assertFalse(row.with_user(self.vera).main_action)

    def test_the_form_highlights_one_button_for_each_action(self):
        arch = self.env["suture.exchange"].with_user(self.ona).get_view(view_type="form")["arch"]
        for action, method in METHODS.items():
            if action != "approve":
                self.assertRegex(
                    arch, rf'<button name="{method}"[^>]*oe_highlight[^>]*main_action != \'{action}\''
                )

    def test_the_difference_is_our_value_before_theirs(self):
        findings = [FINDING, {**FINDING, "line": "2", "ours": "4 BX", "theirs": "2026-12-08"}]
        row = self.exception("difference", "PRICE_VARIANCE", findings=findings)
        self.assertEqual(row.difference, "Line 1: 2.50 → 5.25 (+1)")
        self.assertEqual(row._difference_of(findings[1]), "Line 2: 4 Box → 12/08/2026")
        only_text = self.exception("text", "UNKNOWN_ORDER", findings=[{**FINDING, "ours": None}])
        self.assertEqual(only_text.difference, "Line 1 differs.")

    def test_a_viewer_is_told_whom_to_ask_and_a_stranger_is_refused(self):
        row = self.exception("who", "INVOICE_DUPLICATE")
        row.sudo().user_id = self.ona
        self.assertEqual(row.with_user(self.vera).whom_to_ask, "You cannot decide on this. Ask Ona.")
        self.assertFalse(row.whom_to_ask)
        row.sudo().user_id = False
        self.assertIn("Ask ", row.with_user(self.vera).whom_to_ask)
        with self.assertRaises(AccessError):
            row.with_user(self.bob).read(["whom_to_ask"])
