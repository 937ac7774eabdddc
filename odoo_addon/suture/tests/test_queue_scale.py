"""Tests that the cost of the queue does not depend on the number of exchanges. The tests examine query plans,
because they do not depend on the speed of the machine.
"""

from odoo.tests import TransactionCase, new_test_user, tagged

FILL = """
    INSERT INTO suture_exchange (
        message_key, name, direction, state, acknowledgement, revision, attempts, company_id, connection_id,
        reason_code, reason_class, received_at, due_at, document_number, res_model, res_id)
    SELECT 'scale/' || n, 'EX' || n, 'inbound', CASE WHEN open THEN 'attention' ELSE 'done' END, 'none', 1, 1,
           %(company)s, %(connection)s, CASE WHEN open THEN 'PRICE_VARIANCE' END,
           CASE WHEN open THEN 'business' END, now() AT TIME ZONE 'UTC' - n * interval '1 minute',
           CASE WHEN open THEN now() AT TIME ZONE 'UTC' - n * interval '1 minute' + interval '1 day' END,
           'P' || lpad(n::text, 5, '0'), 'purchase.order', n
      FROM (SELECT n, n %% 50 = 0 AS open FROM generate_series(1, 20000) AS n) AS numbers
"""
LINKS = """
    INSERT INTO suture_exchange_link (exchange_id, res_model, res_id)
         SELECT id, res_model, res_id FROM suture_exchange WHERE message_key LIKE 'scale/%'
"""
QUEUE = [("state", "in", ("attention", "staged"))]


@tagged("post_install", "-at_install")
class TestQueueScale(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        connection = cls.env["suture.connection"].create({"code": "scale", "name": "Scale"})
        cls.env.flush_all()
        company = cls.env.company.id
        cls.env.cr.execute(FILL, {"company": company, "connection": connection.id})
        cls.env.cr.execute(LINKS)
        cls.env.cr.execute("ANALYZE suture_exchange; ANALYZE suture_exchange_link")
        # The physical order of rows depends on earlier tests and on the last vacuum. As on an SSD, random
        # access must cost no more than sequential access here.
        cls.env.cr.execute("SET LOCAL random_page_cost = 1.1")
        groups = "base.group_user,suture.group_operator"
        cls.operator = new_test_user(cls.env, "suture_test_scale", groups=groups)

    def plan(self, model, domain, order=None, limit=None):
        query = self.env[model].with_user(self.operator)._search(domain, order=order, limit=limit)
        sql = query.select()
        self.env.cr.execute(f"EXPLAIN {self.env.cr.mogrify(sql.code, sql.params).decode()}")
        return "\n".join(line for (line,) in self.env.cr.fetchall())

    def assertByIndex(self, plan, *names):
        self.assertNotIn("Seq Scan on suture_exchange", plan)
        self.assertTrue(any(name in plan for name in names), plan)

    def test_the_queue_in_the_order_in_which_it_is_due(self):
        plan = self.plan("suture.exchange", QUEUE, order="due_at, id", limit=80)
        self.assertByIndex(plan, "open_due_index")

    def test_counting_the_queue(self):
        self.assertByIndex(self.plan("suture.exchange", QUEUE, limit=10001), "open_due_index", "open_index")

    def test_mine_and_late(self):
        mine = QUEUE + [("user_id", "=", self.operator.id)]
        self.assertByIndex(self.plan("suture.exchange", mine), "user_id_index", "open_due_index")
        late = QUEUE + [("late", "=", True)]
        self.assertByIndex(self.plan("suture.exchange", late, limit=80), "due_index")

    def test_the_list_of_all_exchanges(self):
        plan = self.plan("suture.exchange", [], order="received_at desc, id desc", limit=80)
        self.assertByIndex(plan, "received_index")

    def test_late_among_all_exchanges(self):
        plan = self.plan("suture.exchange", [("late", "=", True)])
        self.assertByIndex(plan, "due_index")

    def test_the_exchanges_of_a_document(self):
        plan = self.plan(
            "suture.exchange.link", [("res_model", "=", "purchase.order"), ("res_id", "in", [7])]
        )
        self.assertNotIn("Seq Scan", plan)

    def test_a_number_is_found_and_by_how_it_begins(self):
        for operator, number in (("=", "P00001"), ("=like", "P0000%")):
            with self.subTest(operator):
                plan = self.plan("suture.exchange", [("document_number", operator, number)])
                self.assertByIndex(plan, "document_number")
