from odoo.addons.suture.tests.common import guard
from odoo.tests import new_test_user, tagged

from .common import OrderCase, write_line


@tagged("post_install", "-at_install")
class TestCompanies(OrderCase):
    """Tests that a connection cannot reach records of another company, even if the integration user has
    access to both.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["res.company"].create({"name": "Other clinic"})
        cls.gateway_user.company_ids |= cls.other
        cls.theirs = (
            cls.env["purchase.order"]
            .with_company(cls.other)
            .create(
                {
                    "partner_id": cls.supplier.id,
                    "company_id": cls.other.id,
                    "order_line": [
                        (0, 0, {"product_id": cls.product.id, "product_qty": 10, "price_unit": 2.5})
                    ],
                }
            )
        )

    def refused(self, key, *operations, **item):
        result = self.gateway.apply([self.item(key, *operations, **item)])[0]
        self.assertEqual(result["status"], "rejected", result)
        self.assertIn(self.env.company.name, result["reason"]["message"])

    def test_no_operation_reaches_the_other_company(self):
        line = self.theirs.order_line
        link = {"model": "purchase.order", "id": self.theirs.id}
        self.refused("company/1", write_line(line, product_qty=1))
        self.refused("company/2", guards=[guard(self.theirs, "state", "draft")])
        self.refused("company/3", documents=[self.theirs])
        self.refused("company/4", {"op": "notify", "to": link, "body": "x"})
        self.refused(
            "company/5",
            {
                "op": "create",
                "model": "purchase.order.line",
                "values": {"order_id": self.theirs.id, "product_id": self.product.id, "product_qty": 1},
            },
        )
        self.refused(
            "company/6",
            {
                "op": "do",
                "verb": "draft_vendor_bill",
                "arguments": {"order_ids": self.theirs.ids, "number": "x"},
            },
        )
        self.assertEqual(line.product_qty, 10)
        self.assertEqual(len(self.theirs.order_line), 1)

    def test_nothing_is_created_for_the_other_company(self):
        values = {"partner_id": self.supplier.id, "company_id": self.other.id}
        create = {"op": "create", "model": "purchase.order", "values": values}
        result = self.gateway.apply([self.item("company/7", create)])[0]
        self.assertEqual(result["status"], "rejected")

    def test_reports_do_not_link_the_other_companys_records(self):
        row = self.report("company/8", self.theirs)
        self.assertFalse(row.link_ids)
        self.assertEqual(self.theirs.integration_state, "none")

    def test_reads_only_the_users_companies(self):
        request = {"model": "purchase.order", "domain": [["id", "=", self.theirs.id]], "fields": ["name"]}
        self.assertEqual(len(self.gateway.read({"one": request})["one"]), 1)
        self.gateway_user.company_ids -= self.other
        self.assertEqual(self.gateway.read({"one": request})["one"], [])

    def test_the_user_must_be_allowed_in_the_connections_company(self):
        values = {"code": "edi-elm", "name": "Elm EDI", "company_id": self.other.id}
        self.env["suture.connection"].create(values)
        self.gateway_user.company_ids -= self.other
        result = self.gateway.apply([self.item("company/9", connection="edi-elm")])[0]
        self.assertEqual(result["status"], "rejected")
        self.assertIn("Other clinic", result["reason"]["message"])
        codes = [row["code"] for row in self.gateway.configuration(None, [])["connections"]]
        self.assertNotIn("edi-elm", codes)

    def test_the_order_of_another_company_does_not_use_our_connection(self):
        self.theirs.button_confirm()
        self.assertFalse(self.env["suture.outbox"].search([("res_id", "=", self.theirs.id)]))

    def test_people_see_the_exchanges_of_their_companies(self):
        row = self.report("company/10")
        stranger = new_test_user(
            self.env,
            "suture_test_stranger",
            groups="base.group_user,suture.group_manager",
            company_id=self.other.id,
            company_ids=[(6, 0, self.other.ids)],
        )
        Exchange = self.env["suture.exchange"].with_user(stranger)
        self.assertFalse(Exchange.search([("id", "=", row.id)]))
        self.assertFalse(self.connection.with_user(stranger).search([("code", "=", "edi-birch")]))
