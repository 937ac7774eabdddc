from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged

from .common import SutureCase


@tagged("post_install", "-at_install")
class TestExchangeActions(SutureCase):
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
