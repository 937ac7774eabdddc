"""Tests over HTTP, and with two companies, which users can see which parts of the overview."""

import json

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged

from .overview_common import OrderOverviewCase

BASE = "base.group_user"
USER, OPERATOR, MANAGER = (f"suture.group_{name}" for name in ("user", "operator", "manager"))
BUYER, HEAD = "purchase.group_purchase_user", "purchase.group_purchase_manager"
ACCOUNTANT = "account.group_account_invoice"
# Groups of a user, the default section, and all visible sections.
PERSONS = {
    "user": ([USER], "flows", ["flows", "money"]),
    "operator": ([OPERATOR], "health", ["flows", "money", "health"]),
    "engineer": ([MANAGER, BUYER], "health", ["flows", "orders", "money", "health"]),
    "buyer": ([USER, BUYER], "orders", ["flows", "orders", "money"]),
    "accountant": ([USER, ACCOUNTANT], "money", ["flows", "money"]),
    "head": ([USER, HEAD], "flows", ["flows", "orders", "money"]),
    "sensitive": (["suture.group_sensitive"], "health", ["flows", "money", "health"]),
}
OUTSIDE = {
    "internal": [BUYER, ACCOUNTANT],
    "gateway": ["suture.group_gateway"],
}


@tagged("post_install", "-at_install")
class TestOverviewAccess(HttpCase, OrderOverviewCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = {name: groups for name, (groups, _first, _all) in PERSONS.items()} | OUTSIDE
        for name, wanted in groups.items():
            login = f"suture_overview_{name}"
            new_test_user(cls.env, login, groups=",".join([BASE, *wanted]), password=login)

    def ask(self, person, method="get_overview", *args):
        """Calls a method of the overview as this user over HTTP. Returns its result, or the name of the
        error.
        """
        self.authenticate(f"suture_overview_{person}", f"suture_overview_{person}")
        body = {"model": "suture.overview", "method": method, "args": list(args), "kwargs": {}}
        answer = self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": body}),
            headers={"Content-Type": "application/json"},
        ).json()
        return answer.get("result") or answer["error"]["data"]["name"]

    def test_each_sees_first_what_their_work_is(self):
        for person, (_groups, first, sections) in PERSONS.items():
            with self.subTest(person):
                answer = self.ask(person)
                self.assertEqual((answer["section"], answer["sections"]), (first, sections))

    def test_what_is_not_theirs_is_not_given_by_asking(self):
        for person, (_groups, first, sections) in PERSONS.items():
            for section in {"flows", "orders", "money", "health", "secrets"} - set(sections):
                with self.subTest(f"{person}: {section}"):
                    self.assertEqual(self.ask(person, "get_overview", section)["section"], first)

    def test_outside_the_integration_there_is_nothing(self):
        for person in OUTSIDE:
            for section in (None, "flows", "orders", "money", "health"):
                with self.subTest(f"{person}: {section}"):
                    error = self.ask(person, "get_overview", section)
                    self.assertEqual(error, "odoo.exceptions.AccessError")

    def test_nothing_else_of_it_can_be_called(self):
        for method in ("_narrowed", "_suture_sections", "_visible_sections", "_first_section"):
            with self.subTest(method):
                self.assertIn("Error", self.ask("engineer", method))

    def test_without_rights_on_orders_and_bills_their_money_is_left_out(self):
        data = self.ask("user", "get_overview", "money")["data"]
        self.assertIsNone(data["unbilled"])
        self.assertIsNone(data["bills"])
        data = self.ask("accountant", "get_overview", "money")["data"]
        self.assertIsNotNone(data["unbilled"])
        self.assertIsNotNone(data["bills"])

    def test_an_unknown_time_is_the_week(self):
        self.assertEqual(self.ask("user", "get_overview", "flows", "century")["period"], "week")


@tagged("post_install", "-at_install")
class TestOverviewCompanies(OrderOverviewCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["res.company"].create({"name": "Other clinic"})
        cls.person.company_ids |= cls.other

    def attention(self, user=None, companies=None, company_id=None):
        self.env.flush_all()
        context = {"allowed_company_ids": companies.ids} if companies else {}
        env = self.env(user=(user or self.person).id, su=False, context=context)
        rows = env["suture.overview"].get_overview("flows", "week", company_id)["data"]["rows"]
        return sum(row["attention"] for row in rows if row["id"] == self.flow.id)

    def fill(self):
        self.row("attention")
        for _n in range(2):
            self.row("attention", company_id=self.other.id, connection_id=False)

    def test_figures_are_of_the_companies_that_are_selected(self):
        self.fill()
        both = self.env.company | self.other
        self.assertEqual(self.attention(companies=self.env.company), 1)
        self.assertEqual(self.attention(companies=self.other), 2)
        self.assertEqual(self.attention(companies=both), 3)

    def test_one_of_the_selected_companies_can_be_looked_at_alone(self):
        self.fill()
        both = self.env.company | self.other
        self.assertEqual(self.attention(companies=both, company_id=self.other.id), 2)
        self.assertEqual(self.attention(companies=both, company_id=self.env.company.id), 1)

    def test_a_company_that_is_not_selected_is_refused(self):
        with self.assertRaises(AccessError):
            self.attention(companies=self.env.company, company_id=self.other.id)

    def test_who_is_of_another_company_sees_nothing_of_this_one(self):
        self.fill()
        order = self.order()
        self.sent(order, self.ago(days=1))
        order.picking_ids.button_validate()
        stranger = new_test_user(
            self.env,
            "suture_test_elsewhere",
            groups=f"{BASE},{MANAGER},{BUYER},{ACCOUNTANT}",
            company_id=self.other.id,
            company_ids=[(6, 0, self.other.ids)],
        )
        self.assertEqual(self.attention(user=stranger), 2)
        orders = self.told("orders", user=stranger)
        self.assertEqual((orders["unanswered"]["count"], orders["suppliers"]), (0, []))
        self.assertEqual(self.told("money", user=stranger)["unbilled"], [])
