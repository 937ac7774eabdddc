import importlib.util
from pathlib import Path

from odoo import Command
from odoo.addons import suture
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import OrderCase

MIGRATION = Path(suture.__file__).parent / "migrations" / "19.0.1.1.0" / "post-companies.py"


class TwoCompaniesCase(OrderCase):
    """Sets up two clinics, each with its own connection and users."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["res.company"].create({"name": "Other clinic"})
        cls.theirs = cls.env["suture.connection"].create(
            {"code": "edi-elm", "name": "Elm EDI", "company_id": cls.other.id, "flow_ids": cls.flows.ids}
        )
        cls.ours = cls.connection
        cls.manager = cls.person("manager", cls.env.company)
        cls.their_manager = cls.person("their_manager", cls.other)
        cls.everybodys = cls.person("everybodys", cls.env.company | cls.other)

    @classmethod
    def person(cls, name, companies):
        return new_test_user(
            cls.env,
            f"suture_test_{name}",
            groups="base.group_user,purchase.group_purchase_user,suture.group_manager",
            company_id=companies[0].id,
            company_ids=[Command.set(companies.ids)],
        )

    def as_(self, user, record):
        context = {"allowed_company_ids": user.company_ids.ids}
        return record.with_env(self.env(user=user.id, su=False, context=context))

    def entry(self, connection, value="X-1", record=None):
        record = record or self.product
        target = {"res_model": record._name, "res_id": record.id}
        return self.env["suture.crosswalk"].create(
            {"connection_id": connection.id, "scheme": "item", "value": value, **target}
        )

    def identifier(self, connection):
        return self.env["suture.connection.identifier"].create(
            {"connection_id": connection.id, "scheme": "ZZ", "value": "BIRCH"}
        )


@tagged("post_install", "-at_install")
class TestHandedOver(TwoCompaniesCase):
    """Tests that records of one company cannot be moved to another, however they are written."""

    @mute_logger("odoo.addons.base.models.ir_rule")
    def refused(self, call, error=AccessError):
        with self.assertRaises(error), self.env.cr.savepoint():
            call()
            self.env.flush_all()

    def test_a_connection_is_not_handed_to_a_company_of_others(self):
        self.ours.active = False
        ours = self.as_(self.manager, self.ours)
        self.refused(lambda: ours.write({"company_id": self.other.id}))
        self.assertEqual(self.ours.company_id, self.env.company)

    def test_what_belongs_to_a_connection_is_not_handed_to_that_of_others(self):
        theirs = {"connection_id": self.theirs.id}
        for record in (self.entry(self.ours), self.identifier(self.ours)):
            with self.subTest(record._name):
                mine = self.as_(self.manager, record)
                self.refused(lambda mine=mine: mine.write(theirs))
                self.refused(lambda mine=mine: mine.copy({**theirs, "value": "X-2"}))
                both = self.as_(self.everybodys, record)
                self.refused(lambda both=both: both.write(theirs), UserError)
                self.assertEqual(record.connection_id, self.ours)

    def test_nor_by_the_lists_of_a_connection_or_by_an_import(self):
        entry, identifier = self.entry(self.theirs), self.identifier(self.theirs)
        ours = self.as_(self.manager, self.ours)
        for command in (
            Command.link(identifier.id),
            Command.update(identifier.id, {"value": "MINE"}),
            Command.delete(identifier.id),
        ):
            self.refused(lambda command=command: ours.write({"identifier_ids": [command]}))
        product = self.as_(self.manager, self.product)
        self.refused(lambda: product.write({"crosswalk_ids": [Command.update(entry.id, {"value": "MINE"})]}))
        Crosswalk = self.as_(self.manager, self.env["suture.crosswalk"])
        row = [str(self.theirs.id), "item", "X-9", str(self.product.id), "product.product"]
        names = ["connection_id/.id", "scheme", "value", "res_id", "res_model"]
        self.assertFalse(Crosswalk.load(names, [row])["ids"])
        self.assertFalse(self.env["suture.crosswalk"].search([("value", "=", "X-9")]))
        self.refused(
            lambda: Crosswalk.create(
                {
                    "connection_id": self.theirs.id,
                    "scheme": "item",
                    "value": "X-9",
                    "record": f"product.product,{self.product.id}",
                }
            )
        )
        flow = self.as_(self.manager, self.flows[0])
        self.refused(lambda: flow.write({"connection_ids": [Command.unlink(self.theirs.id)]}))
        self.assertIn(self.flows[0], self.theirs.flow_ids)

    def test_partners_accounts_and_records_are_of_the_same_company(self):
        partner = self.env["res.partner"].create({"name": "Theirs", "company_id": self.other.id})
        product = self.env["product.product"].create({"name": "Theirs", "company_id": self.other.id})
        self.refused(lambda: self.ours.write({"partner_id": partner.id}), UserError)
        self.refused(lambda: self.ours.write({"policy": {"patient_partner_id": partner.id}}), UserError)
        self.refused(lambda: self.entry(self.ours, record=product), ValidationError)
        entry = self.entry(self.ours)
        self.refused(lambda: entry.write({"res_id": product.id}), ValidationError)
        self.refused(lambda: entry.write({"record": f"product.product,{product.id}"}), ValidationError)
        self.assertEqual(self.entry(self.theirs, record=product).res_id, product.id)

    def test_code_and_company_of_a_connection_at_work_stay(self):
        self.refused(lambda: self.ours.write({"code": "edi-oak"}), UserError)
        self.refused(lambda: self.ours.write({"company_id": self.other.id}), UserError)
        self.ours.write({"code": "edi-birch", "company_id": self.env.company.id})  # no change
        self.ours.active = False
        self.ours.code = "edi-oak"
        self.ours.code = "edi-birch"
        self.report("settled/1")
        with self.assertRaisesRegex(UserError, "documents have already been exchanged"):
            self.ours.code = "edi-oak"
        with self.assertRaisesRegex(UserError, "documents have already been exchanged"):
            self.ours.company_id = self.other

    def test_an_import_is_seen_by_whom_all_of_it_concerns(self):
        batch = self.env["suture.crosswalk.batch"].create(
            {
                "file_name": "both.csv",
                "user_id": self.env.uid,
                "connection_ids": [Command.set((self.ours | self.theirs).ids)],
            }
        )
        for user, seen in ((self.manager, False), (self.their_manager, False), (self.everybodys, True)):
            found = self.as_(user, batch).search([("id", "=", batch.id)])
            self.assertEqual(bool(found), seen, user.login)

    def test_what_was_applied_is_shown_to_its_company(self):
        self.gateway.apply([self.item("seen/1")])
        Key = self.env["suture.idempotency.key"]
        domain = [("key", "=", "seen/1")]
        self.assertTrue(self.as_(self.manager, Key).search(domain))
        self.assertFalse(self.as_(self.their_manager, Key).search(domain))


@tagged("post_install", "-at_install")
class TestSwitch(TwoCompaniesCase):
    """Tests that a flow can be switched off in one company and stay on in the other."""

    def flow(self, code="order-dispatch"):
        return self.flows.filtered(lambda flow: flow.code == code)

    def told(self):
        self.gateway_user.company_ids |= self.other
        answer = self.gateway.configuration(None, None)
        return {row["code"]: row["flows"] for row in answer["connections"]}

    def test_in_one_company_only(self):
        theirs = self.as_(self.their_manager, self.flow())
        theirs.switched_on = False
        self.assertFalse(theirs.switched_on)
        self.assertTrue(self.as_(self.manager, self.flow()).switched_on)
        told = self.told()
        self.assertIn("order-dispatch", told["edi-birch"])
        self.assertNotIn("order-dispatch", told["edi-elm"])
        theirs.switched_on = True
        self.assertIn("order-dispatch", self.told()["edi-elm"])

    def test_orders_go_out_where_it_is_on(self):
        self.theirs.partner_id = self.supplier
        self.as_(self.their_manager, self.flow()).switched_on = False
        self.assertTrue(self.order()._dispatch_connection())
        order = self.order(company_id=self.other.id, confirm=False)
        self.assertFalse(order._dispatch_connection())

    def test_it_is_found_by_where_one_works(self):
        self.as_(self.manager, self.flow()).switched_on = False
        for user, off in ((self.manager, True), (self.their_manager, False)):
            Flow = self.as_(user, self.env["suture.flow"])
            mine = [("id", "in", self.flows.ids)]
            self.assertEqual(self.flow() in Flow.search([*mine, ("switched_on", "=", False)]), off)
            self.assertEqual(self.flow() in Flow.search([*mine, ("switched_on", "=", True)]), not off)

    def test_people_change_nothing_else_of_a_flow(self):
        flow = self.as_(self.manager, self.flow())
        flow.decision_hours = 12
        for values in ({"active": False}, {"retired": True}, {"code": "x"}, {"lane": "bulk"}):
            with self.subTest(str(values)), self.assertRaises(AccessError):
                flow.write(values)
        with self.assertRaises(AccessError):
            flow.read(["off_company_ids"])

    def test_an_upgrade_keeps_what_was_switched_off(self):
        spec = importlib.util.spec_from_file_location("suture_migration", MIGRATION)
        migration = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(migration)
        retired = self.env["suture.flow"].create({"code": "old", "name": "old", "retired": True})
        (self.flow() | retired).active = False
        self.env.flush_all()
        migration.migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        self.assertEqual((self.flow().active, retired.active), (True, False))
        for user in (self.manager, self.their_manager):
            self.assertFalse(self.as_(user, self.flow()).switched_on)
        self.assertTrue(self.as_(self.manager, self.flow("order-response")).switched_on)


@tagged("post_install", "-at_install")
class TestReadAcross(TwoCompaniesCase):
    """Tests that the integration user of one clinic cannot read anything of the other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        prices = [{"partner_id": cls.supplier.id, "product_tmpl_id": cls.product.product_tmpl_id.id}] * 2
        companies = (cls.env.company, cls.other)
        cls.our_price, cls.their_price = cls.env["product.supplierinfo"].create(
            [
                {**values, "company_id": company.id, "product_code": f"CODE-{company.id}"}
                for values, company in zip(prices, companies, strict=True)
            ]
        )
        cls.their_order = (
            cls.env["purchase.order"]
            .with_company(cls.other)
            .create(
                {
                    "partner_id": cls.supplier.id,
                    "company_id": cls.other.id,
                    "order_line": [Command.create({"product_id": cls.product.id, "product_qty": 1})],
                }
            )
        )

    def ask(self, model, domain, *fields, **more):
        request = {"model": model, "domain": domain, "fields": ["id", *fields], **more}
        return self.gateway.read({"one": request})["one"]

    def mine(self, *domain, model="product.product", **more):
        return self.ask(model, [["id", "=", self.product.id], *domain], **more)

    def test_lists_hold_our_own_only(self):
        ours, theirs = self.entry(self.ours), self.entry(self.theirs)
        our_line = self.order().order_line
        fields = ("crosswalk_ids", "seller_ids", "purchase_order_line_ids")
        [row] = self.ask("product.product", [["id", "=", self.product.id]], *fields)
        self.assertEqual(row["crosswalk_ids"], ours.ids)
        self.assertEqual(row["seller_ids"], self.our_price.ids)
        self.assertEqual(row["purchase_order_line_ids"], our_line.ids)
        self.gateway_user.company_ids |= self.other
        [row] = self.ask("product.product", [["id", "=", self.product.id]], *fields)
        self.assertEqual(set(row["crosswalk_ids"]), {ours.id, theirs.id})
        self.assertEqual(set(row["seller_ids"]), {self.our_price.id, self.their_price.id})

    def test_paths_lead_to_our_own_only(self):
        self.entry(self.theirs, "THEIRS")
        self.entry(self.ours, "OURS")
        their_code, our_code = self.their_price.product_code, self.our_price.product_code
        for path, theirs, ours in (
            ("crosswalk_ids.value", "THEIRS", "OURS"),
            ("crosswalk_ids.connection_id.code", "edi-elm", "edi-birch"),
            ("product_tmpl_id.product_variant_ids.crosswalk_ids.value", "THEIRS", "OURS"),
            ("seller_ids.product_code", their_code, our_code),
            ("seller_ids", self.their_price.id, self.our_price.id),
        ):
            with self.subTest(path):
                self.assertFalse(self.mine([path, "=", theirs]))
                self.assertTrue(self.mine([path, "=", ours]))
                self.assertFalse(self.mine([path, "in", [theirs]]))
                self.assertTrue(self.mine([path, "in", [theirs, ours]]))
        names = [["purchase_order_line_ids.order_id.name", "=", self.their_order.name]]
        self.assertFalse(self.mine(*names))
        self.assertFalse(self.ask("product.uom", [["product_id.crosswalk_ids.value", "=", "THEIRS"]]))

    def test_lists_are_asked_for_ids_or_emptiness(self):
        price = self.our_price.id
        self.assertFalse(self.mine(["seller_ids", "not in", [price]]))
        self.assertFalse(self.mine(["seller_ids", "!=", price]))
        self.assertTrue(self.mine(["seller_ids", "!=", False]))
        self.assertFalse(self.mine(["seller_ids", "=", False]))
        self.assertFalse(self.mine(["seller_ids", "in", []]))
        self.assertTrue(self.mine(["seller_ids", "not in", []]))
        self.our_price.unlink()
        self.assertTrue(self.mine(["seller_ids", "=", False]), "theirs is not there for us")
        self.assertFalse(self.mine(["seller_ids", "!=", False]))
        for operator, value in (("ilike", "Birch"), ("=", "Birch"), ("child_of", [price])):
            with self.assertRaisesRegex(ValidationError, "is a list"):
                self.mine(["seller_ids", operator, value])

    def test_a_read_for_a_connection_sees_its_company_only(self):
        self.gateway_user.company_ids |= self.other
        theirs = self.env["res.partner"].create({"name": "Theirs", "ref": "V-1", "company_id": self.other.id})
        ours = self.env["res.partner"].create(
            {"name": "Ours", "ref": "V-1", "company_id": self.env.company.id}
        )
        named = [["ref", "=", "V-1"]]
        for company, expected in (
            (None, {ours.id, theirs.id}),
            (self.env.company.id, {ours.id}),
            (self.other.id, {theirs.id}),
        ):
            rows = self.ask("res.partner", named, company=company)
            self.assertEqual({row["id"] for row in rows}, expected)
        self.gateway_user.company_ids -= self.other
        with self.assertRaisesRegex(ValidationError, "the integration user has no access"):
            self.ask("res.partner", named, company=self.other.id)

    def test_a_report_writes_to_no_other_company(self):
        row = self.report("across/1", connection="edi-elm")
        self.assertFalse(row.connection_id)
        self.assertEqual(row.company_id, self.env.company)
        theirs = self.env["suture.exchange"].create(
            {"message_key": "across/2", "company_id": self.other.id, "connection_id": self.theirs.id}
        )
        self.report("across/2", state="attention", preview={"outcome": "done"}, revision=9)
        self.assertEqual((theirs.state, theirs.revision, theirs.company_id), ("queued", -1, self.other))
        self.assertFalse(theirs.preview or theirs.link_ids)
