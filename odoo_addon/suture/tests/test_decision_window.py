from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import SutureCase

PRICE = {
    "code": "PRICE_VARIANCE",
    "line": "1",
    "field": "price",
    "ours": "4.50",
    "theirs": "5.25",
    "text": "Line 1: the vendor's price is 5.25 instead of 4.50.",
    "acceptable": True,
    "choices": [{"code": "keep-ours"}],
}
REJECTED = {
    "code": "LINE_REJECTED",
    "line": "2",
    "field": "quantity",
    "ours": "10 × Box",
    "text": "Line 2: the vendor rejected the line.",
    "choices": [{"code": "drop"}, {"code": "keep-ours"}],
}
TOLD = {name: PRICE[name] for name in ("code", "line", "field", "ours", "theirs")}
TOLD_REJECTED = {name: REJECTED[name] for name in ("code", "line", "field", "ours")}
CHANGE = {
    "model": "res.partner",
    "id": None,
    "name": "P1: Gloves",
    "field": "name",
    "label": "Name",
    "from": None,
    "to": "Gloves",
}


@tagged("post_install", "-at_install")
class TestDecisionWindow(SutureCase):
    """Tests the wizard that asks what to do about each finding and shows what would change."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_user,base.group_partner_manager,suture.group_operator"
        cls.operator = new_test_user(cls.env, "suture_test_decider", groups=groups, name="Ona Operator")
        cls.reader = new_test_user(cls.env, "suture_test_seer", groups="base.group_user,suture.group_user")

    def exception(self, key, *findings):
        about = {"state": "attention", "reason_code": "PRICE_VARIANCE", "reason": "?", "done_at": None}
        return self.report(key, **about, findings=list(findings)).with_user(self.operator)

    def window(self, row):
        action = row.action_ask_accept()
        return self.env[action["res_model"]].with_user(self.operator).browse(action["res_id"])

    def previewed(self, row, decisions, **preview):
        """Reports the preview of these decisions, as the sidecar does."""
        told = {"outcome": "would-apply", "note": "Changed.", "changes": [CHANGE], "decisions": decisions}
        told["request"] = self.command(row).key
        row.sudo()._show_preview({**told, **preview})
        # The browser reads the wizard in a new request.
        self.env.invalidate_all()

    def command(self, row):
        domain = [("res_model", "=", row._name), ("res_id", "=", row.id)]
        return self.env["suture.outbox"].search(domain, order="id desc", limit=1)

    def test_the_preview_is_requested_as_soon_as_it_opens(self):
        row = self.exception("window-1", PRICE)
        window = self.window(row)
        self.assertEqual(
            (self.command(row).event, self.command(row).arguments["findings"]), ("preview", [TOLD])
        )
        self.assertFalse(window.outcome)
        self.previewed(row, [TOLD])
        self.assertEqual(window.outcome, "would-apply")
        [record] = window.shown["records"]
        self.assertEqual((record["title"], record["is_new"]), ("Contact: P1: Gloves", True))
        self.assertEqual((record["rows"][0]["before"], record["rows"][0]["after"]), ("", "Gloves"))

    def test_every_finding_is_decided_by_itself(self):
        row = self.exception("window-2", PRICE, REJECTED)
        window = self.window(row)
        self.assertEqual(
            [each["chosen"] and each["chosen"]["code"] for each in window.rows], ["accept", None]
        )
        self.assertEqual(
            [[option["code"] for option in each["options"]] for each in window.rows],
            [["accept", "keep-ours"], ["drop", "keep-ours"]],
        )
        self.assertEqual(window.rows[1]["options"][0]["label"], "Remove from the order")
        window.decide([{"at": 0, "code": "keep-ours"}, {"at": 1, "code": "drop"}])
        wanted = [{**TOLD, "decision": "keep-ours"}, {**TOLD_REJECTED, "decision": "drop"}]
        self.assertEqual((self.command(row).arguments["findings"], window.others), (wanted, 0))
        self.previewed(row, wanted)
        window.action_accept()
        self.assertEqual(
            (self.command(row).event, self.command(row).arguments["findings"]), ("accept", wanted)
        )
        self.assertIn("Remove from the order", row.message_ids[0].body)
        self.assertEqual(row.state, "queued")

    def test_a_preview_of_other_decisions_is_not_shown(self):
        row = self.exception("window-3", PRICE, REJECTED)
        window = self.window(row)
        window.decide([{"at": 0, "code": "keep-ours"}])
        self.previewed(row, [TOLD])
        self.assertFalse(window.outcome)
        self.previewed(row, [{**TOLD, "decision": "keep-ours"}])
        self.assertEqual(window.outcome, "would-apply")

    def test_a_decision_that_a_finding_does_not_offer_is_left_out(self):
        window = self.window(self.exception("window-4", REJECTED))
        window.decide([{"at": 0, "code": "split"}, {"at": 7, "code": "drop"}])
        self.assertEqual((window.findings or [], window.others), ([], 1))
        with self.assertRaises(UserError):
            window.action_accept()

    def test_a_failed_preview_says_why_and_accepts_nothing(self):
        row = self.exception("window-5", PRICE)
        window = self.window(row)
        row.sudo()._show_preview({"outcome": "refused", "reason": "Odoo is unreachable."})
        self.assertEqual((window.outcome, window.shown["reason"]), ("refused", "Odoo is unreachable."))
        with self.assertRaises(UserError):
            window.action_accept()

    def test_a_record_must_be_one_that_the_person_can_read(self):
        told = {"model": "res.partner", "scheme": "payer", "value": "P-1", "name": "Birch Medical"}
        row = self.exception("window-6", {**REJECTED, "choices": [{"code": "substitute", "record": told}]})
        window = self.window(row)
        self.assertEqual(window.rows[0]["options"][0]["record"]["model"], "res.partner")
        window.decide([{"at": 0, "code": "substitute"}])
        self.assertFalse(window.findings)
        window.decide([{"at": 0, "code": "substitute", "record": self.supplier.id}])
        self.assertEqual(window.findings[0]["record"], self.supplier.id)

    def test_what_is_only_decided_has_its_own_button(self):
        accept, decide = self.exception("window-7", PRICE), self.exception("window-8", REJECTED)
        self.assertEqual((accept.can_accept, accept.can_decide), (True, False))
        self.assertEqual((decide.can_accept, decide.can_decide), (False, True))

    def test_only_operators_decide(self):
        row = self.exception("window-9", PRICE)
        with self.assertRaises(AccessError):
            self.env["suture.exchange.accept"].with_user(self.reader).create({"exchange_id": row.id})
