from odoo.addons.suture.search_terms import search_term, search_terms
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import OrderCase

TRACE = "7af7651916cd43dd8448eb211c80319c"
TERMS = ["P70031", "7012/703", "7012", "703", "701", "HARBOR-855.X12", "SO-7001", "LOT-71", TRACE.upper()]


@tagged("post_install", "-at_install")
class TestSearch(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = new_test_user(cls.env, "suture_searcher", groups="base.group_user,suture.group_user")

    def found(self, text, operator="ilike"):
        Exchange = self.env["suture.exchange"].with_user(self.viewer)
        return Exchange.search([("found_by", operator, text)]).sudo()

    def response(self, order, **values):
        return self.report(
            "search-1",
            order,
            document_number="P70031",
            control_reference="7012/0703",
            trace_id=TRACE,
            message_id="0199aaaa-test",
            search_terms=TERMS,
            **values,
        )

    def test_one_box_finds_a_document_by_whatever_identifies_it(self):
        order = self.order(name="PO-SEARCHED")
        row = self.response(order, received_at="2026-11-20T12:00:00Z")
        other = self.report("search-2", document_number="Q1", search_terms=["Q1", "7013/703", "703"])
        self.assertEqual(self.found("703"), row | other)
        for text in (
            *(
                "P70031",
                " p70031 ",
                "P700",
                "p700",
                "000000701",
                "701",
                "7012",
                "7012/0703",
                "SO-7001",
                "lot-71",
            ),
            *("Harbor-855.x12", TRACE, "0199aaaa-test", row.name, order.name, "2026-11-20"),
        ):
            with self.subTest(text=text):
                self.assertEqual(self.found(text), row)
        for text in ("   ", "P70039", "O-7001", "%", "_70031", "x" * 200, "2026-11-21", "EX99999999999"):
            with self.subTest(text=text):
                self.assertFalse(self.found(text))

    def test_a_day_is_that_of_the_reader(self):
        row = self.response(self.order(), received_at="2026-11-20T01:30:00Z")
        self.viewer.tz = "America/Chicago"
        self.assertEqual(self.found("2026-11-19"), row)
        self.assertEqual(self.found("11/19/2026"), row)
        self.assertFalse(self.found("2026-11-20"))

    def test_a_later_report_adds_terms_and_keeps_the_earlier_ones(self):
        order = self.order()
        row = self.response(order)
        self.response(order, revision=2)
        self.report("search-1", order, revision=3, document_number="P70032", search_terms=["P70032"])
        self.assertEqual(self.found("P70032"), row)
        self.assertEqual(self.found("LOT-71"), row)

    def test_many2one_fields_and_negations_search_the_same(self):
        row = self.response(self.order())
        names = self.env["suture.exchange"].with_user(self.viewer).name_search("LOT-71")
        self.assertEqual(names, [(row.id, row.display_name)])
        self.assertIn(row, self.found(["701", "nothing"], "in"))
        self.assertNotIn(row, self.found(["701"], "not in"))

    def test_the_terms_themselves_are_nobodys_to_read(self):
        self.response(self.order())
        with self.assertRaises(AccessError):
            self.env["suture.exchange.term"].with_user(self.viewer).search([])

    def test_exchanges_of_other_companies_are_not_found(self):
        row = self.response(self.order())
        self.assertEqual(self.found("701"), row)
        self.env.cr.execute(
            "UPDATE suture_exchange SET company_id = %s WHERE id = %s",
            [self.env["res.company"].create({"name": "Other clinic"}).id, row.id],
        )
        self.env.invalidate_all()
        self.assertFalse(self.found("701"))

    def test_deleting_an_exchange_deletes_its_terms(self):
        row = self.response(self.order())
        row.sudo().unlink()
        self.env.cr.execute("SELECT count(*) FROM suture_exchange_term WHERE term = 'LOT-71'")
        self.assertEqual(self.env.cr.fetchone(), (0,))

    def test_terms_have_the_form_that_the_sidecar_gives_them(self):
        self.assertEqual(
            [search_term(text) for text in ("p1", "0001", "12/0001", "0", "000", " a\x00b ", "", "x" * 101)],
            ["P1", "1", "12/1", "0", "0", "A B", None, None],
        )
        self.assertEqual(search_terms(["1", "0001", None, 5, ""]), ["1"])


@tagged("post_install", "-at_install")
class TestTitles(OrderCase):
    def title(self, key, **values):
        return self.report(key, **values).display_name

    def test_say_what_the_document_is_and_whose(self):
        self.assertEqual(
            self.title("t1", document_number="P00031"), "Order response to P00031 from Birch Medical"
        )
        self.assertEqual(
            self.title("t2", document_type="Order", document_number="P00031", direction="outbound"),
            "Order P00031 to Birch Medical",
        )
        self.assertEqual(
            self.title("t3", document_type="Invoice", document_number="INV-1"),
            "Invoice INV-1 from Birch Medical",
        )
        row = self.report("t4", document_type=None, document_code=None, document_number=None)
        self.assertEqual(row.display_name, f"Message {row.name} from Birch Medical")
        unread = self.title("t5", document_type=None, document_code="855", document_number="P1")
        self.assertEqual(unread, "855 P1 from Birch Medical")
        nothing = dict.fromkeys(("document_type", "document_code", "document_number", "connection"))
        nobody = self.report("t6", **nothing)
        self.assertEqual(nobody.display_name, f"Message {nobody.name}")

    def test_of_links_are_those_of_the_records(self):
        order = self.order()
        row = self.report("t7", order)
        self.assertEqual(row.link_ids.display_name, order.display_name)
