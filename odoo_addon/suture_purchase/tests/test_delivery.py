from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestWaiting(OrderCase):
    """Tests that waiting for a retry and waiting for a decision look different everywhere."""

    def waits(self, order, **values):
        defaults = {
            "direction": "outbound",
            "document_type": "Order",
            "flow": "order-dispatch",
            "state": "waiting",
            "reason_code": "PARTNER_UNAVAILABLE",
            "reason": "The partner's system cannot be reached at the moment.",
            "attempts": 3,
            "done_at": None,
            "next_attempt_at": "2099-11-20T09:05:00Z",
        }
        self.env["suture.outbox"].search([("res_id", "=", order.id)]).state = "taken"
        return self.report("waiting/1", order, **{**defaults, **values})

    def test_the_badge_and_the_journey_say_when_and_which_attempt(self):
        order = self.order()
        exchange = self.waits(order)
        self.assertEqual(order.integration_state, "retrying")
        journey = order.get_integration_journey()
        last = journey["steps"][-1]
        self.assertEqual((journey["label"], last["state"]), ("Retrying", "waiting"))
        self.assertEqual(last["detail"], "Attempt 3 failed")
        self.assertEqual(last["next_attempt_at"], "2099-11-20T09:05:00Z")
        self.assertEqual((exchange.attempts, str(exchange.next_attempt_at)), (3, "2099-11-20 09:05:00"))

    def test_no_attempt_is_told_while_none_is_made(self):
        order = self.order()
        self.waits(order, attempts=0)
        self.assertEqual(order.get_integration_journey()["steps"][-1]["detail"], "")

    def test_what_needs_a_person_is_not_tried_again_by_itself(self):
        order = self.order()
        self.waits(order)
        self.waits(order, revision=2, state="attention", reason_code="DELIVERY_FAILED", next_attempt_at=None)
        self.assertEqual(order.integration_state, "attention")
        last = order.get_integration_journey()["steps"][-1]
        self.assertEqual((last["state"], last["detail"], last["next_attempt_at"]), ("attention", "", False))

    def test_the_way_by_the_fallback_is_told(self):
        order = self.order()
        note = "Sent by email to orders@birch.example because Birch EDI has not answered since 09:16 UTC."
        self.waits(
            order, state="done", attempts=4, next_attempt_at=None, done_at="2099-11-20T09:30:00Z", note=note
        )
        sent = order.get_integration_journey()["steps"][-1]
        self.assertEqual((sent["title"], sent["detail"]), ("Sent to Birch Medical", note))
