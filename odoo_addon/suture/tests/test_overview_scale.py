"""Tests with query plans (like `test_queue_scale`) that the cost of the overview depends on what it shows,
and not on the number of all exchanges.
"""

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from .test_queue_scale import FILL, LINKS

SECTIONS = ("flows", "money", "health")


@tagged("post_install", "-at_install")
class TestOverviewScale(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        connection = cls.env["suture.connection"].create({"code": "scale", "name": "Scale"})
        cls.env.flush_all()
        company = cls.env.company.id
        cls.env.cr.execute(FILL, {"company": company, "connection": connection.id})
        cls.env.cr.execute(LINKS)
        # Exchanges are one minute apart by default, so 30 days would cover all of them. These are 30 minutes
        # apart.
        cls.env.cr.execute(
            "UPDATE suture_exchange SET received_at = now.utc - (now.utc - received_at) * 30"
            " FROM (SELECT now() AT TIME ZONE 'UTC' AS utc) AS now WHERE message_key LIKE 'scale/%'"
        )
        cls.env.cr.execute("ANALYZE suture_exchange; ANALYZE suture_exchange_link")

    def plans(self, section, period):
        """Returns the query plan of each statement with which the section reads exchanges."""
        asked, execute = [], type(self.env.cr).execute

        def listen(cursor, query, params=None, **more):
            code = query.code if isinstance(query, SQL) else query
            values = query.params if isinstance(query, SQL) else params
            if "suture_exchange" in code and code.lstrip().upper().startswith(("SELECT", "WITH")):
                asked.append((code, values))
            return execute(cursor, query, params, **more)

        self.patch(type(self.env.cr), "execute", listen)
        self.env["suture.overview"].with_user(self.env.ref("base.user_admin")).get_overview(section, period)
        self.patch(type(self.env.cr), "execute", execute)
        plans = []
        for code, values in asked:
            self.env.cr.execute(f"EXPLAIN {self.env.cr.mogrify(code, values).decode()}")
            plans.append("\n".join(line for (line,) in self.env.cr.fetchall()))
        return plans

    def test_no_section_goes_through_all_exchanges(self):
        for section in ("flows", "money", "health"):
            plans = self.plans(section, "week")
            self.assertTrue(plans, section)
            for plan in plans:
                with self.subTest(section):
                    self.assertNotIn("Seq Scan on suture_exchange", plan)

    def test_the_number_of_statements_does_not_grow_with_what_is_shown(self):
        overview = self.env["suture.overview"].with_user(self.env.ref("base.user_admin"))
        for section in SECTIONS:
            overview.get_overview(section)  # fills the caches
            before = self.env.cr.sql_log_count
            overview.get_overview(section)
            with self.subTest(section):
                self.assertLess(self.env.cr.sql_log_count - before, 30)
