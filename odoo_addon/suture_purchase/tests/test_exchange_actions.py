from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestExchangeActions(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operator = new_test_user(
            cls.env,
            "suture_test_deciding",
            groups="base.group_user,suture.group_operator",
            name="Ona Operator",
        )

    def open_exchanges(self, *keys, **values):
        rows = self.env["suture.exchange"]
        for key in keys:
            rows |= self.report(key, state="attention", reason_code="BACKORDER", reason="Later.", **values)
        return rows.with_user(self.operator)

    def commands(self, rows):
        return self.env["suture.outbox"].search(
            [("res_model", "=", rows._name), ("res_id", "in", rows.ids)], order="id"
        )

    def test_try_again_in_bulk(self):
        rows = self.open_exchanges("again-1", "again-2")
        rows.action_try_again()
        self.assertEqual(rows.mapped("state"), ["queued", "queued"])
        commands = self.commands(rows)
        self.assertEqual(commands.mapped("event"), ["replay", "replay"])
        self.assertEqual(commands.mapped("message_key"), ["again-1", "again-2"])
        taken = {row["message_key"]: row for row in self.gateway.outbox_take(50, 60)}
        self.assertEqual((taken["again-1"]["kind"], taken["again-1"]["connection"]), ("command", "edi-birch"))

    def test_twice_tried_again_is_two_commands(self):
        rows = self.open_exchanges("again-3")
        rows.action_try_again()
        self.report("again-3", revision=2, state="attention")
        rows.action_try_again()
        self.assertEqual(len(set(self.commands(rows).mapped("key"))), 2)

    def test_dismiss_keeps_the_reason(self):
        order = self.order()
        rows = self.open_exchanges("drop-1")
        self.report("drop-1", order, revision=2, state="attention")
        self.assertEqual(order.integration_state, "attention")
        context = rows.action_ask_dismiss()["context"]
        with Form(
            self.env["suture.exchange.dismiss"].with_user(self.operator).with_context(**context)
        ) as window:
            window.reason = "The supplier sent another one."
        window.record.action_dismiss()
        self.assertEqual(rows.state, "dismissed")
        self.assertIn("The supplier sent another one.", rows.message_ids[0].body)
        command = self.commands(rows)
        self.assertEqual(command.event, "dismiss")
        self.assertEqual(
            command.arguments, {"reason": "The supplier sent another one.", "by": "Ona Operator"}
        )
        self.assertNotEqual(order.integration_state, "attention")

    def test_what_is_being_sent_can_be_hastened_and_dropped(self):
        rows = self.open_exchanges("sending-1")
        rows.sudo().state = "processing"
        rows.action_try_again()
        self.assertEqual(self.commands(rows).event, "replay")
        rows.sudo().state = "processing"
        self.assertEqual(rows.action_ask_dismiss()["context"]["default_exchange_ids"], rows.ids)
        with self.assertRaises(UserError):
            rows.sudo().with_user(self.operator).correct_document({}, "No.")

    def test_what_is_done_stays_done(self):
        done = self.report("done-1").with_user(self.operator)
        with self.assertRaises(UserError):
            done.action_try_again()
        with self.assertRaises(UserError):
            done.action_ask_dismiss()
        self.assertFalse(self.commands(done))

    def test_a_refused_command_comes_back_to_a_person(self):
        rows = self.open_exchanges("back-1")
        rows.action_try_again()
        command = self.commands(rows)
        self.gateway.outbox_report(
            [{"id": command.id, "status": "refused", "message": "Raw message is gone."}]
        )
        self.assertEqual(rows.state, "attention")
        self.assertIn("Raw message is gone.", rows.message_ids[0].body)

    def test_a_preview_is_told_to_who_asked(self):
        rows = self.open_exchanges("look-1")
        rows.action_preview()
        command = self.commands(rows)
        self.assertEqual((command.event, command.arguments), ("preview", {"by": "Ona Operator"}))
        self.assertEqual(
            (rows.state, rows.preview, rows.preview_user_id), ("attention", False, self.operator)
        )
        self.env.cr.precommit.run()
        told = self.env["bus.bus"].search([], order="id desc", limit=1)
        preview = {"outcome": "would-apply", "note": "6 of 10 promised.", "changes": []}
        exchange = self.exchange("look-1", state="attention", preview=preview)
        self.gateway.report([exchange])
        self.assertEqual((rows.preview, rows.state), (preview, "attention"))
        self.assertTrue(rows.preview_at)
        self.env.cr.precommit.run()
        message = self.env["bus.bus"].search([("id", ">", told.id)])
        self.assertIn("suture.exchange/preview", message[-1].message)
        self.assertNotIn("promised", message[-1].message)

    def test_a_refused_preview_says_why(self):
        rows = self.open_exchanges("look-2")
        rows.action_preview()
        results = [{"id": self.commands(rows).id, "status": "refused", "message": "Odoo is away."}]
        self.gateway.outbox_report(results)
        self.assertEqual(rows.preview, {"outcome": "refused", "reason": "Odoo is away."})
        self.assertEqual(rows.state, "attention")

    def test_a_correction_goes_to_the_sidecar_and_does_not_stay(self):
        rows = self.open_exchanges("mend-1")
        document = {"type": "OrderResponse", "id": "A-1", "lines": []}
        for wrong in ((document, " "), ("text", "why")):
            with self.assertRaises(UserError):
                rows.correct_document(*wrong)
        rows.correct_document(document, "Item mistyped.")
        command = self.commands(rows)
        self.assertEqual(command.event, "correct")
        self.assertEqual(
            command.arguments, {"document": document, "reason": "Item mistyped.", "by": "Ona Operator"}
        )
        self.assertEqual(rows.state, "queued")
        self.assertIn("Item mistyped.", rows.message_ids[0].body)
        self.gateway.outbox_report([{"id": command.id, "status": "taken"}])
        self.assertIsNone(command.arguments["document"])

    def test_only_what_is_held_can_be_let_pass(self):
        rows = self.open_exchanges("pass-1")
        with self.assertRaises(UserError):
            rows.action_let_pass()
        self.report("pass-1", revision=2, state="held")
        rows.action_let_pass()
        self.assertEqual((rows.state, self.commands(rows).event), ("queued", "pass"))

    def test_a_refusal_does_not_undo_what_was_reported_since(self):
        rows = self.open_exchanges("back-2")
        rows.action_try_again()
        self.report("back-2", revision=2, state="done")
        results = [{"id": self.commands(rows).id, "status": "refused", "message": "It is done."}]
        self.gateway.outbox_report(results)
        self.assertEqual(rows.state, "done")

    def test_deciding_is_for_operators(self):
        rows = self.open_exchanges("who-1")
        reader = new_test_user(self.env, "suture_test_reader", groups="base.group_user,suture.group_user")
        for decide in (
            lambda row: row.action_preview(),
            lambda row: row.action_let_pass(),
            lambda row: row.correct_document({}, "x"),
            lambda row: row.preview,
        ):
            with self.assertRaises(AccessError):
                decide(rows.with_user(reader))

    def test_opens_the_document(self):
        order = self.order()
        row = self.report("open-1", order)
        action = row.action_open_document()
        self.assertEqual((action["res_model"], action["res_id"]), ("purchase.order", order.id))
        self.assertEqual(row.document_name, order.display_name)
        with self.assertRaises(UserError):
            self.report("open-2").action_open_document()

    def test_counts_on_the_connection(self):
        self.open_exchanges("count-1", "count-2")
        self.report("count-3")
        self.assertEqual(
            (self.connection.exchange_count, self.connection.attention_count, self.connection.done_count),
            (3, 2, 1),
        )
        action = self.connection.with_context(suture_states=["attention"]).action_open_exchanges()
        self.assertEqual(self.env["suture.exchange"].search_count(action["domain"]), 2)
