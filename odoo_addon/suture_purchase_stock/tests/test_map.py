import json
from datetime import timedelta

from odoo import Command, fields
from odoo.addons.suture.suggest.names import like
from odoo.addons.suture.suggest.suggestions import suggestions
from odoo.addons.suture_purchase.tests.common import OrderCase
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

NITRILE = "Nitrile exam gloves medium"


@tagged("post_install", "-at_install")
class TestMap(OrderCase):
    """Tests mapping an unknown value to a record and retrying all documents that wait for it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_user,suture.group_operator,purchase.group_purchase_user"
        cls.operator = new_test_user(cls.env, "suture_test_mapping", groups=groups, name="Ona Operator")
        cls.reader = new_test_user(cls.env, "suture_test_reader", groups="base.group_user,suture.group_user")
        cls.gloves = cls.env["product.product"].create(
            {"name": "Nitrile gloves, medium", "default_code": "T-GL", "barcode": "4006381333931"}
        )

    def unknown_item(self, value="HM-9", **unknown):
        told = {"model": "product.product", "scheme": "item", "value": value, **unknown}
        words = f"Line 1 names an item ({value}) that is not on the order."
        return {"code": "UNKNOWN_ITEM", "line": "1", "field": "item", "text": words, "unknown": told}

    def exception(self, key, *findings, documents=(), **values):
        row = self.report(
            key,
            *documents,
            state="attention",
            reason_code="UNKNOWN_ITEM",
            reason="?",
            done_at=None,
            **{"findings": list(findings), **values},
        )
        return row.with_user(self.operator)

    def window(self, exchange, index=0):
        action = exchange.unknown_ids[index].action_map()
        return self.env[action["res_model"]].with_user(self.operator).browse(action["res_id"])

    def commands(self, rows):
        return self.env["suture.outbox"].search(
            [("res_model", "=", rows._name), ("res_id", "in", rows.ids)], order="id"
        )

    def entry(self, value="HM-9"):
        return self.env["suture.crosswalk"].search(
            [("connection_id", "=", self.connection.id), ("value", "=", value)]
        )

    def choose(self, window, product):
        window.product_id = product
        window.action_save()

    # unknown values

    def test_what_is_not_known_stands_beside_the_findings(self):
        row = self.exception("map-1", self.unknown_item(name="Gloves"), self.unknown_item())
        unknown = row.unknown_ids
        self.assertEqual(
            (unknown.value, unknown.scheme, unknown.description, unknown.kind, unknown.line),
            ("HM-9", "item", "Gloves", "Item", "1"),
        )
        self.report("map-1", revision=2, state="attention", findings=[self.unknown_item("HM-10")])
        self.assertEqual(row.unknown_ids.mapped("value"), ["HM-10"])
        self.report("map-1", revision=3, state="done", findings=[])
        self.assertFalse(row.unknown_ids)

    def test_findings_of_another_shape_do_no_harm(self):
        bad = [
            {"code": "X", "field": "x", "text": "x", "unknown": "nonsense"},
            {
                "code": "X",
                "field": "x",
                "text": "x",
                "unknown": {"model": "no.such", "value": "1", "scheme": "x"},
            },
            {"code": "X", "field": "x", "text": "x", "unknown": {"model": "product.product"}},
        ]
        self.assertFalse(self.exception("map-bad", *bad).unknown_ids)

    # suggestions

    def reasons(self, exchange):
        return {record: reason for record, reason in suggestions(exchange.unknown_ids[0])}

    def test_suggested_by_gtin_whatever_its_length(self):
        ids = [{"scheme": "gtin", "id": "04006381333931"}]
        self.assertIn(
            "same GTIN", self.reasons(self.exception("s-1", self.unknown_item(ids=ids)))[self.gloves]
        )

    def test_suggested_by_the_order_and_the_vendors_code(self):
        self.env["product.supplierinfo"].create(
            {
                "partner_id": self.supplier.id,
                "product_tmpl_id": self.gloves.product_tmpl_id.id,
                "product_code": "HM-9",
            }
        )
        order = self.order()
        order._number_lines()
        found = self.reasons(self.exception("s-2", self.unknown_item(), documents=[order]))
        self.assertEqual(list(found), [self.product, self.gloves])
        self.assertIn(f"line 1 of order {order.name}", found[self.product])
        self.assertIn("Birch Medical's code", found[self.gloves])

    def test_suggested_by_what_it_stands_for_elsewhere(self):
        other = self.env["suture.connection"].create({"code": "elsewhere", "name": "Elsewhere"})
        self.env["suture.crosswalk"].create(
            {
                "connection_id": other.id,
                "scheme": "item",
                "value": "HM-9",
                "record": f"product.product,{self.gloves.id}",
            }
        )
        found = self.reasons(self.exception("s-3", self.unknown_item()))
        self.assertEqual(found[self.gloves], "used on Elsewhere")

    def test_suggested_by_a_similar_name_with_and_without_trigrams(self):
        row = self.exception("s-4", self.unknown_item(name=NITRILE))
        for has_trigram in {False, self.registry.has_trigram}:
            self.patch(self.registry, "has_trigram", has_trigram)
            with self.subTest(has_trigram=has_trigram):
                self.assertIn("similar name", self.reasons(row)[self.gloves])
        self.assertGreater(like(NITRILE, "medium nitrile exam gloves"), like(NITRILE, "Sharps container"))

    def test_no_more_than_eight_and_none_of_another_company(self):
        company = self.env["res.company"].create({"name": "Other clinic"})
        names = [{"name": f"{NITRILE} {n}"} for n in range(12)]
        self.env["product.product"].create(names)
        hidden = self.env["product.product"].create(
            {"name": NITRILE, "company_id": company.id, "barcode": "9501101530003"}
        )
        ids = [{"scheme": "gtin", "id": "09501101530003"}]
        found = self.reasons(self.exception("s-5", self.unknown_item(name=NITRILE, ids=ids)))
        self.assertLessEqual(len(found), 8)
        self.assertNotIn(hidden, found)

    def test_units_partners_locations_and_accounts_are_suggested_by_their_codes(self):
        self.operator.group_ids += self.env.ref("account.group_account_readonly")
        unit = self.env.ref("uom.product_uom_unit")
        box = self.env["uom.uom"].create(
            {"name": "Box of 7", "unece_code": "ZZ", "relative_factor": 7, "relative_uom_id": unit.id}
        )
        payer = self.env["res.partner"].create({"name": "Payer", "ref": "PAY-1"})
        place = self.env["stock.location"].create({"name": "Ward 7", "barcode": "W-7", "usage": "internal"})
        account = self.env["account.account"].create(
            {"name": "Freight", "code": "609999", "account_type": "expense"}
        )
        cases = [
            ("uom.uom", "unit", "ZZ", box, "same UN/ECE code"),
            ("res.partner", "payer", "PAY-1", payer, "same reference"),
            ("stock.location", "department", "W-7", place, "same barcode"),
            ("account.account", "charge", "609999", account, "same code"),
        ]
        for model, scheme, value, record, reason in cases:
            told = {"model": model, "scheme": scheme, "value": value}
            finding = {"code": "UNKNOWN_UNIT", "field": "unit", "text": "?", "unknown": told}
            with self.subTest(model):
                self.assertIn(reason, self.reasons(self.exception(f"s-{model}", finding))[record])

    def test_who_may_not_see_accounts_is_told_so(self):
        told = {"model": "account.account", "scheme": "charge", "value": "D240"}
        finding = {"code": "UNKNOWN_ACCOUNT", "field": "charge", "text": "?", "unknown": told}
        row = self.exception("s-account", finding)
        self.env["ir.model.access"].search([("model_id.model", "=", "account.account")]).perm_read = False
        window = self.window(row)
        self.assertFalse(window.suggestion_ids)
        self.assertIn("do not have access", window.warning)

    # one click

    def test_one_press_saves_it_and_tells_who_waits_for_the_same(self):
        ids = [{"scheme": "gtin", "id": "04006381333931"}]
        first, second = (self.exception(f"same-{n}", self.unknown_item(ids=ids)) for n in (1, 2))
        other = self.exception("same-3", self.unknown_item("HM-10"))
        elsewhere = self.env["suture.connection"].create({"code": "edi-else", "name": "Else"})
        self.exception("same-4", self.unknown_item(), connection=elsewhere.code)
        self.assertEqual(first.unknown_ids.same_cause_count, 2)
        window = self.window(first)
        window.suggestion_ids.filtered(lambda one: one.res_id == self.gloves.id).action_choose()
        self.assertEqual(self.entry().res_id, self.gloves.id)
        self.assertEqual(window.waiting_ids, first | second)
        self.assertEqual(first.unknown_ids.record_name, self.gloves.display_name)
        window.action_try_all()
        self.assertEqual((first | second | other).mapped("state"), ["queued", "queued", "attention"])
        self.assertEqual(self.commands(first | second).mapped("event"), ["replay", "replay"])

    def test_who_and_what_stand_on_the_connection_and_the_exchange(self):
        row = self.exception("told-1", self.unknown_item())
        self.choose(self.window(row), self.gloves)
        said = self.connection.message_ids[0]
        self.assertEqual(said.author_id, self.operator.partner_id)
        self.assertIn("Item number HM-9", said.body)
        self.assertIn("Nitrile gloves", said.body)
        self.assertIn("Nitrile gloves", row.message_ids[0].body)
        self.entry().with_user(self.operator).record = f"product.product,{self.product.id}"
        self.assertIn("Crosswalk changed", self.connection.message_ids[0].body)

    def test_entries_made_by_the_sidecar_tell_nothing(self):
        before = len(self.connection.message_ids)
        target = {"res_model": "product.product", "res_id": self.gloves.id}
        values = {"connection_id": self.connection.id, "scheme": "item", "value": "X", **target}
        self.env["suture.crosswalk"].sudo().create(values)
        self.assertEqual(len(self.connection.message_ids), before)

    def test_the_others_can_be_tried_later_from_any_of_them(self):
        first, second = (self.exception(f"later-{n}", self.unknown_item()) for n in (1, 2))
        window = self.window(first)
        self.choose(window, self.gloves)
        window.action_try_one()
        self.assertEqual((first | second).mapped("state"), ["queued", "attention"])
        self.assertEqual(second.unknown_ids.record_name, self.gloves.display_name)
        second.unknown_ids.action_try_all_again()
        self.assertEqual(second.state, "queued")

    def test_what_is_chosen_takes_the_place_of_what_it_stood_for(self):
        row = self.exception("place-1", self.unknown_item())
        self.choose(self.window(row), self.product)
        window = self.window(row)
        self.assertIn("replaces this mapping", window.warning)
        self.choose(window, self.gloves)
        self.assertEqual(self.entry().res_id, self.gloves.id)
        window.action_undo()
        self.assertEqual(self.entry().res_id, self.product.id)

    def test_a_record_of_another_kind_or_company_is_refused(self):
        company = self.env["res.company"].create({"name": "Other clinic"})
        hidden = self.env["product.product"].create({"name": "Theirs", "company_id": company.id})
        window = self.window(self.exception("wrong-1", self.unknown_item()))
        with self.assertRaises(UserError):
            window.action_save()
        with self.assertRaises(UserError):
            window._save(self.supplier.with_user(self.operator))
        with self.assertRaises(UserError):
            window._save(hidden.with_user(self.operator))
        self.assertFalse(self.entry())

    # undo

    def test_it_can_be_taken_back_while_nothing_was_applied_by_it(self):
        row = self.exception("undo-1", self.unknown_item())
        window = self.window(row)
        self.choose(window, self.gloves)
        window.action_undo()
        self.assertFalse(self.entry())
        self.assertIn("Mapping undone", self.connection.message_ids[0].body)

    def test_it_stays_while_a_document_is_tried_with_it(self):
        row = self.exception("undo-2", self.unknown_item())
        window = self.window(row)
        self.choose(window, self.gloves)
        window.action_try_one()
        with self.assertRaisesRegex(UserError, "right now"):
            window.action_undo()
        self.report("undo-2", revision=5, state="attention", findings=[self.unknown_item("HM-77")])
        window.action_undo()
        self.assertFalse(self.entry())

    def test_it_stays_once_a_document_was_applied_by_it(self):
        row = self.exception("undo-3", self.unknown_item())
        window = self.window(row)
        self.choose(window, self.gloves)
        window.action_try_one()
        self.report("undo-3", revision=5, state="done", findings=[])
        self.assertTrue(self.entry().applied_at)
        with self.assertRaisesRegex(UserError, "applied since"):
            window.action_undo()
        self.assertTrue(self.entry())

    def test_it_stays_once_a_new_document_of_the_connection_was_applied(self):
        window = self.window(self.exception("undo-4", self.unknown_item()))
        self.choose(window, self.gloves)
        soon = fields.Datetime.now() + timedelta(minutes=1)
        self.report("undo-5", received_at=fields.Datetime.to_string(soon).replace(" ", "T") + "Z")
        with self.assertRaisesRegex(UserError, "applied since"):
            window.action_undo()

    def test_what_people_entered_by_hand_is_not_undone_here(self):
        self.env["suture.crosswalk"].with_user(self.operator).create(
            {
                "connection_id": self.connection.id,
                "scheme": "item",
                "value": "HM-9",
                "record": f"product.product,{self.gloves.id}",
            }
        )
        with self.assertRaisesRegex(UserError, "not created"):
            self.entry().with_user(self.operator)._take_back()

    # access rights

    def test_a_reader_chooses_nothing(self):
        row = self.exception("who-1", self.unknown_item()).with_user(self.reader)
        self.assertEqual(row.unknown_ids.value, "HM-9")
        with self.assertRaises(AccessError):
            row.unknown_ids.action_map()
        with self.assertRaises(AccessError):
            row.unknown_ids.action_try_all_again()
        with self.assertRaises(AccessError):
            self.env["suture.exchange.map"].with_user(self.reader).create({"unknown_id": row.unknown_ids.id})
        with self.assertRaises(AccessError):
            row.unknown_ids.write({"value": "X"})

    def test_an_operator_of_another_company_does_not_see_it(self):
        company = self.env["res.company"].create({"name": "Other clinic"})
        stranger = new_test_user(
            self.env,
            "suture_test_stranger",
            groups="base.group_user,suture.group_operator",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        row = self.exception("who-2", self.unknown_item())
        self.assertFalse(
            self.env["suture.exchange.unknown"].with_user(stranger).search([("exchange_id", "=", row.id)])
        )
        with self.assertRaises(AccessError):
            row.unknown_ids.with_user(stranger).action_map()

    def test_the_same_cause_is_found_by_its_index(self):
        self.env["suture.exchange.unknown"].flush_model()
        self.env.cr.execute(
            """
            INSERT INTO suture_exchange (message_key, direction, state, acknowledgement, connection_id,
                                         company_id)
            SELECT 'cause/' || n, 'inbound', 'attention', 'none', %(connection)s, %(company)s
              FROM generate_series(1, 5000) AS n;
            INSERT INTO suture_exchange_unknown (exchange_id, connection_id, res_model, scheme, value)
            SELECT id, connection_id, 'product.product', 'item', message_key FROM suture_exchange
             WHERE message_key LIKE 'cause/%%';
            ANALYZE suture_exchange_unknown; ANALYZE suture_exchange
            """,
            {"connection": self.connection.id, "company": self.connection.company_id.id},
        )
        row = self.env["suture.exchange.unknown"].search([("value", "=", "cause/7")])
        query = self.env["suture.exchange.unknown"]._search(
            row._cause() & fields.Domain("exchange_id.state", "=", "attention"), limit=500
        )
        sql = query.select()
        self.env.cr.execute(f"EXPLAIN (FORMAT JSON) {self.env.cr.mogrify(sql.code, sql.params).decode()}")
        plan = json.dumps(self.env.cr.fetchall())
        self.assertIn("cause_index", plan)
        self.assertNotIn("Seq Scan", plan)
