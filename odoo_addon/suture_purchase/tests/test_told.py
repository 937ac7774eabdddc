from datetime import timedelta

from odoo import fields
from odoo.addons.mail.tests.common import MockEmail
from odoo.tests import new_test_user, tagged

from .common import OrderCase

OPERATOR = "base.group_user,suture.group_operator"
BUYER = f"{OPERATOR},purchase.group_purchase_user"


class ToldCase(OrderCase):
    """Adds a buyer, a person responsible for the connection, and exceptions about orders of the buyer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mia = new_test_user(cls.env, "suture_test_mia", groups=BUYER, name="Mia Buyer")
        cls.rex = new_test_user(cls.env, "suture_test_rex", groups=OPERATOR, name="Rex Responsible")
        cls.connection.user_id = cls.rex

    def make_clinical(self):
        """Makes order responses clinical, and gives Mia access to them if the Inventory app is installed."""
        inventory = self.env.ref("stock.group_stock_user", raise_if_not_found=False)
        self.mia.group_ids |= inventory or self.env["res.groups"]
        self.flows.filtered(lambda flow: flow.code == "order-response").sensitivity = "clinical"

    def exception(self, key, *documents, **values):
        about = {"state": "attention", "reason_code": "PRICE_VARIANCE", "done_at": None}
        return self.report(key, *documents, **{**about, **values})

    def activities(self, row):
        return self.env["mail.activity"].search([("suture_exchange_id", "=", row.id)])

    def lines(self, record):
        """Returns the notes of Suture in the chatter of a record, oldest first, as text."""
        messages = record.message_ids.filtered("suture_note").sorted("id")
        return [str(message._suture_body()) for message in messages]


@tagged("post_install", "-at_install")
class TestOwner(ToldCase):
    def test_the_buyer_of_the_order_is_the_owner(self):
        row = self.exception("owner-1", self.order(user_id=self.mia.id))
        self.assertEqual(row.user_id, self.mia)

    def test_whoever_may_not_see_it_does_not_become_its_owner(self):
        blind = new_test_user(self.env, "suture_test_blind", groups="base.group_user")
        outsider = new_test_user(self.env, "suture_test_portal", groups="base.group_portal")
        gone = new_test_user(self.env, "suture_test_gone", groups=BUYER)
        gone.active = False
        for user in (blind, outsider, gone):
            with self.subTest(user.login):
                order = self.order()
                order.user_id = user
                self.assertEqual(self.exception(f"owner-2/{user.id}", order).user_id, self.rex)

    def test_a_buyer_of_another_company_does_not_become_its_owner(self):
        other = self.env["res.company"].create({"name": "Other clinic"})
        away = new_test_user(
            self.env,
            "suture_test_away",
            groups=BUYER,
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        order = self.order()
        order.sudo().user_id = away
        self.assertEqual(self.exception("owner-3", order).user_id, self.rex)

    def test_without_a_document_the_connection_decides_else_nobody(self):
        self.assertEqual(self.exception("owner-4").user_id, self.rex)
        self.connection.user_id = False
        row = self.exception("owner-5", document_number="A-5")
        self.assertFalse(row.user_id)
        self.assertFalse(self.activities(row))
        self.assertIn("no owner", self.lines(row)[0])

    def test_who_is_assigned_by_a_person_stays(self):
        order = self.order(user_id=self.mia.id)
        row = self.exception("owner-6", order)
        row.user_id = self.rex
        self.exception("owner-6", order, revision=2, reason_code="QUANTITY_OVER")
        self.assertEqual(row.user_id, self.rex)
        row.user_id = False
        self.exception("owner-6", order, revision=3, reason_code="PRICE_VARIANCE")
        self.assertFalse(row.user_id)

    def test_a_new_connection_belongs_to_whoever_creates_it(self):
        Connection = self.env["suture.connection"]
        vals = {"code": "edi-new", "name": "New"}
        manager = new_test_user(self.env, "suture_test_boss", groups="base.group_user,suture.group_manager")
        self.assertEqual(Connection.with_user(manager).create(vals).user_id, manager)
        self.assertFalse(Connection.create({**vals, "code": "edi-newer"}).user_id)


@tagged("post_install", "-at_install")
class TestActivity(ToldCase):
    def test_an_activity_on_the_order_and_a_line_in_both_chatters(self):
        order = self.order(user_id=self.mia.id)
        row = self.exception("todo-1", order, document_number=order.name)
        activity = self.activities(row)
        self.assertEqual((activity.res_model, activity.res_id), ("purchase.order", order.id))
        self.assertEqual((activity.user_id, activity.date_deadline), (self.mia, row.due_at.date()))
        self.assertEqual(activity.summary, f"Order response {order.name}: Price differs")
        self.assertEqual(self.lines(row), ["Needs a decision: Price differs. Owner: Mia Buyer."])
        [line] = self.lines(order)
        told = f"Order response {order.name} from Birch Medical needs a decision: Price differs."
        self.assertIn(told, line)
        self.assertIn(f'data-oe-id="{row.id}"', line)

    def test_on_the_exchange_where_no_record_is_linked_or_the_owner_may_not_see_it(self):
        activity = self.activities(self.exception("todo-2", document_number="A-2"))
        self.assertEqual(activity.res_model, "suture.exchange")
        order = self.order()
        order.user_id = False
        activity = self.activities(self.exception("todo-3", order))
        self.assertEqual((activity.user_id, activity.res_model), (self.rex, "suture.exchange"))

    def test_becoming_an_exception_again_tells_nothing_twice(self):
        order = self.order(user_id=self.mia.id)
        row = self.exception("todo-4", order)
        for revision in (2, 4):
            row.with_user(self.mia).action_try_again()
            self.exception("todo-4", order, revision=revision, state="processing", reason_code=None)
            self.exception("todo-4", order, revision=revision + 1)
        self.assertEqual(len(self.activities(row)), 1)
        self.assertEqual((len(self.lines(row)), len(self.lines(order))), (1, 1))
        self.exception("todo-4", order, revision=6, reason_code="QUANTITY_OVER")
        self.assertIn("Quantity too high", self.activities(row).summary)
        self.assertEqual((len(self.lines(row)), len(self.lines(order))), (2, 2))

    def test_done_by_hand_is_not_scheduled_again_for_the_same_exception(self):
        order = self.order(user_id=self.mia.id)
        row = self.exception("todo-5", order)
        self.activities(row).action_feedback("They call back.")
        self.exception("todo-5", order, revision=2, note="Again.")
        self.assertFalse(self.activities(row))

    def test_closed_by_itself_when_the_exception_is_settled(self):
        order = self.order(user_id=self.mia.id)
        done, dropped = self.exception("todo-6", order), self.exception("todo-7", order)
        self.report("todo-6", order, revision=2)
        dropped.with_user(self.mia)._dismiss("Not ours.")
        self.assertFalse(self.activities(done) | self.activities(dropped))
        self.assertIn("processed", self.lines(done)[-1])
        self.assertEqual(len(self.lines(dropped)), 1)
        self.assertEqual(len(self.lines(order)), 4)
        self.assertNotIn("Not ours", "".join(self.lines(order)))

    def test_undoing_a_dismissal_schedules_it_again(self):
        row = self.exception("todo-8", self.order(user_id=self.mia.id))
        row.with_user(self.mia)._dismiss("By mistake.")
        row.with_user(self.mia).action_undo_dismiss()
        self.assertEqual(self.activities(row).user_id, self.mia)

    def test_it_moves_with_the_owner_and_the_owner_with_it(self):
        row = self.exception("todo-9", self.order(user_id=self.mia.id))
        row.with_user(self.rex).action_assign_to_me()
        activity = self.activities(row)
        self.assertEqual((len(activity), activity.user_id, activity.res_model), (1, self.rex, row._name))
        activity.user_id = self.mia
        self.assertEqual(row.user_id, self.mia)
        blind = new_test_user(self.env, "suture_test_blind", groups="base.group_user")
        activity.user_id = blind
        self.assertEqual(row.user_id, self.mia)
        row.user_id = False
        self.assertFalse(self.activities(row))

    def test_documents_that_are_no_exceptions_tell_nothing(self):
        order = self.order(user_id=self.mia.id)
        row = self.report("todo-10", order)
        waiting = self.report("todo-11", order, state="waiting", reason_code="ODOO_UNAVAILABLE")
        self.assertFalse(self.activities(row) | self.activities(waiting))
        self.assertFalse(self.lines(row) + self.lines(waiting) + self.lines(order))

    def test_clinical_numbers_are_not_named(self):
        self.make_clinical()
        order = self.order(user_id=self.mia.id)
        row = self.exception("todo-12", order, document_number="VISIT-4711", reason="Secret.")
        told = self.lines(order) + self.lines(row) + [self.activities(row).summary]
        self.assertNotIn("4711", "".join(told))
        self.assertNotIn("Secret", "".join(told))

    def test_lines_are_read_in_the_language_of_their_reader(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["ir.module.module"]._load_module_terms(["suture"], ["de_DE"])
        row = self.exception("todo-13", self.order(user_id=self.mia.id))
        message = row.message_ids.filtered("suture_note")
        told = str(message.with_context(lang="de_DE")._suture_body())
        self.assertIn("Entscheidung", told)
        self.assertNotIn("Price differs", told)

    def test_a_preview_tells_nobody(self):
        order = self.order(user_id=self.mia.id)
        item = self.item("todo-14", documents=[order], state="attention", reason_code="PRICE_VARIANCE")
        self.gateway.preview([item])
        self.assertFalse(self.lines(order))

    def test_a_thousand_are_told_together_and_mailed_to_nobody(self):
        orders = [self.order(user_id=self.mia.id) for _n in range(5)]
        # Odoo itself tells buyers about their new orders.
        told_by_mail = [self.env[model].search_count([]) for model in ("mail.mail", "mail.notification")]

        def queries(**values):
            rows = [self.exchange(f"many-{n}", orders[n % 5], done_at=None, **values) for n in range(105)]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.gateway.report(rows)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(state="waiting")
        plain = queries(state="waiting", revision=2, reason_code="CONFLICT")
        told = queries(state="attention", revision=3, reason_code="PRICE_VARIANCE")
        self.assertLess(told - plain, 105)
        self.assertEqual(len(self.env["mail.activity"].search([("user_id", "=", self.mia.id)])), 105)
        self.assertEqual([len(self.lines(one)) for one in orders], [1] * 5)
        now = [self.env[model].search_count([]) for model in ("mail.mail", "mail.notification")]
        self.assertEqual(now, told_by_mail)


@tagged("post_install", "-at_install")
class TestDigest(ToldCase, MockEmail):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["suture.exchange"].search([]).sudo().write({"state": "done"})
        cls.mia.email = "mia@northfield.example"
        cls.rex.email = "rex@northfield.example"

    def digests(self):
        """Runs the daily job and returns the emails that it adds to the queue."""
        before = self.env["mail.mail"].search([])
        self.env["suture.exchange"]._mail_digests()
        return self.env["mail.mail"].search([]) - before

    def test_one_email_a_day_to_each_owner_and_none_to_others(self):
        order = self.order(user_id=self.mia.id)
        late = fields.Datetime.now() - timedelta(days=3)
        for number in range(25):
            self.exception(f"mail-{number}", order, document_number=f"A-{number}")
        row = self.exception("mail-late", order, document_number="A-LATE", due_at=f"{late.isoformat()}Z")
        [mail] = self.digests()
        self.assertIn("mia@northfield.example", mail.email_to)
        self.assertEqual(mail.subject, "26 exceptions are waiting for your decision")
        body = str(mail.body_html)
        for part in ("Mia Buyer", "A-LATE", "Birch Medical", "Price differs", "Late: 1", "And 6 more"):
            self.assertIn(part, body)
        self.assertIn(f"/odoo/exceptions/{row.id}", body)
        self.assertFalse(self.digests())

    def test_the_preference_of_each_user(self):
        self.exception("mail-off", self.order(user_id=self.mia.id))
        self.mia.with_user(self.mia).suture_digest = False
        self.assertFalse(self.digests())
        self.mia.with_user(self.mia).suture_digest = True
        self.assertEqual(len(self.digests()), 1)

    def test_exceptions_of_archived_users_and_of_earlier_versions_get_an_owner(self):
        order = self.order(user_id=self.mia.id)
        left, old = self.exception("mail-left", order), self.exception("mail-old", order)
        self.activities(old).unlink()
        old.sudo().write({"raised_as": False, "user_id": False})
        self.mia.active = False
        self.digests()
        self.assertEqual((left | old).user_id, self.rex)
        self.assertEqual((self.activities(left) | self.activities(old)).user_id, self.rex)

    def test_postponed_exceptions_are_left_out(self):
        row = self.exception("mail-wait", self.order(user_id=self.mia.id))
        row.with_user(self.mia)._wait(fields.Datetime.now() + timedelta(days=1), "")
        self.assertFalse(self.digests())

    def test_nothing_clinical(self):
        self.make_clinical()
        told = {"document_number": "VISIT-4711", "reason": "Ann Doe", "findings": [{"text": "Ann Doe"}]}
        row = self.exception("mail-secret", self.order(user_id=self.mia.id), **told)
        [mail] = self.digests()
        body = str(mail.body_html)
        self.assertIn(row.name, body)
        for secret in ("4711", "Ann Doe", "payload-canary"):
            self.assertNotIn(secret, body + mail.subject)

    def test_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["ir.module.module"]._load_module_terms(["suture"], ["de_DE"])
        self.mia.lang = "de_DE"
        self.exception("mail-de", self.order(user_id=self.mia.id))
        [mail] = self.digests()
        self.assertIn("wartet auf Ihre Entscheidung", mail.subject)
        self.assertNotIn("Price differs", str(mail.body_html))
        self.assertNotIn("Open Exceptions", str(mail.body_html))

    def test_it_reaches_the_mail_server(self):
        self.exception("mail-sent", self.order(user_id=self.mia.id))
        with self.mock_mail_gateway():
            self.digests().send()
        [sent] = self._mails
        self.assertIn("mia@northfield.example", sent["email_to"][0])
        self.assertIn("waiting for your decision", sent["subject"])
