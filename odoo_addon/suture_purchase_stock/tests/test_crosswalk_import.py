import base64
import io
import zipfile

from odoo.addons.suture.crosswalk_file.cells import COLUMNS, guarded, unguarded
from odoo.addons.suture.crosswalk_file.reading import MOST_ROWS
from odoo.addons.suture.crosswalk_file.writing import as_xlsx, rows_of
from odoo.addons.suture_purchase.tests.common import OrderCase
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

HEADER = "connection,scheme,their_identifier,our_reference,kind\n"


def xlsx(*rows):
    return as_xlsx([tuple(row) + ("",) * (len(COLUMNS) - len(row)) for row in rows])


@tagged("post_install", "-at_install")
class TestCrosswalkImport(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_user,suture.group_operator,purchase.group_purchase_user,stock.group_stock_user"
        cls.operator = new_test_user(
            cls.env, "suture_import_operator", groups=f"{groups},account.group_account_user"
        )
        cls.user = new_test_user(cls.env, "suture_import_user", groups="suture.group_user")
        cls.manager = new_test_user(cls.env, "suture_import_manager", groups=f"{groups},suture.group_manager")
        cls.second = cls.env["product.product"].create({"name": "Swab", "default_code": "T-2"})

    def entry(self, value="V-1", record=None, scheme="item"):
        record = record or self.product
        return self.env["suture.crosswalk"].create(
            {
                "connection_id": self.connection.id,
                "scheme": scheme,
                "value": value,
                "res_model": record._name,
                "res_id": record.id,
            }
        )

    def wizard(self, content, user=None, name="items.csv"):
        content = content.encode() if isinstance(content, str) else content
        return (
            self.env["suture.crosswalk.import"]
            .with_user(user or self.operator)
            .create({"file": base64.b64encode(content), "file_name": name})
        )

    def checked(self, rows, **given):
        wizard = self.wizard(HEADER + rows, **given)
        wizard.action_check()
        return wizard

    def entries(self):
        rows = self.env["suture.crosswalk"].search([("connection_id", "=", self.connection.id)])
        return {(row.scheme, row.value): (row.res_model, row.res_id) for row in rows}

    def why(self, row):
        wizard = self.checked(row)
        self.assertEqual((wizard.refused_count, wizard.new_count, wizard.changed_count), (1, 0, 0), row)
        return wizard.line_ids.filtered(lambda line: line.outcome == "refused").why

    def test_checked_first_then_entered_then_undone(self):
        self.entry("V-1")
        self.entry("V-2")
        before = self.entries()
        wizard = self.checked(
            "edi-birch,item,V-1,T-1,\nedi-birch,item,V-2,T-2,\nedi-birch,item,V-3,T-2,item\n"
            "edi-birch,item,V-4,nothing,\n"
        )
        self.assertEqual(
            (wizard.new_count, wizard.changed_count, wizard.same_count, wizard.refused_count), (1, 1, 1, 1)
        )
        self.assertEqual(wizard.line_ids.mapped("outcome"), ["refused", "changed", "new", "same"])
        self.assertEqual(self.entries(), before)
        wizard.action_apply()
        second = ("product.product", self.second.id)
        self.assertEqual(self.entries(), {**before, ("item", "V-2"): second, ("item", "V-3"): second})
        told = self.connection.message_ids[:1]
        self.assertIn("1 new, 1 changed", told.body)
        self.assertEqual(told.author_id, self.operator.partner_id)
        wizard.action_undo()
        self.assertEqual(self.entries(), before)
        self.assertIn("undone", self.connection.message_ids[:1].body)
        with self.assertRaises(UserError):
            wizard.action_undo()

    def test_what_was_changed_since_is_not_undone(self):
        wizard = self.checked("edi-birch,item,V-3,T-2,\nedi-birch,item,V-4,T-2,\n")
        wizard.action_apply()
        entry = self.env["suture.crosswalk"].search([("value", "=", "V-3")])
        entry.record = f"product.product,{self.product.id}"
        told = wizard.action_undo()
        self.assertIn("not restored: 1.", told["params"]["message"])
        self.assertEqual(list(self.entries()), [("item", "V-3")])

    def test_what_has_changed_between_is_shown_again(self):
        wizard = self.checked("edi-birch,item,V-3,T-2,\n")
        self.entry("V-3")
        wizard.action_apply()
        self.assertEqual((wizard.state, wizard.changed_count, wizard.new_count), ("checked", 1, 0))
        wizard.action_apply()
        self.assertEqual(wizard.state, "done")

    def test_rows_are_refused_with_the_reason(self):
        self.env["product.product"].create([{"name": "A", "default_code": "TWICE"} for _n in range(2)])
        for row, why in (
            ("edi-none,item,V,T-1,", "no connection"),
            ("edi-birch,itm,V,T-1,", "no scheme itm"),
            ("edi-birch,unit,V,T-1,item", "not item"),
            ("edi-birch,item,V,T-1,nonsense", "not nonsense"),
            ("edi-birch,item,V,T-404,", "There is no item called T-404"),
            ("edi-birch,item,V,TWICE,", "2 records"),
            ("edi-birch,item,V,id:999999999,", "There is no item called"),
            ("edi-birch,item,,T-1,", "their_identifier"),
            ("edi-birch,item,4.0123E+13,T-1,", "rounded"),
            ('edi-birch,item,"a\nb",T-1,', "not a valid identifier"),
            (f"edi-birch,item,{'x' * 501},T-1,", "not a valid identifier"),
        ):
            with self.subTest(row):
                self.assertIn(why, self.why(row))

    def test_a_row_that_stands_twice(self):
        same = self.checked("edi-birch,item,V,T-1,\nedi-birch,item,V,T-1,\n")
        self.assertEqual((same.new_count, same.refused_count), (1, 1))
        differing = self.checked("edi-birch,item,V,T-1,\nedi-birch,item,V,T-2,\n")
        self.assertEqual((differing.new_count, differing.refused_count), (0, 2))

    def test_records_are_found_by_what_people_call_them(self):
        self.product.barcode = "04012345000016"
        box = self.env["uom.uom"].search([("unece_code", "!=", False)], limit=1)
        account = self.env["account.account"].search(
            [("company_ids", "in", self.env.company.ids), ("code", "!=", False)], limit=1
        )
        location = self.env["stock.location"].search([("usage", "=", "internal")], limit=1)
        rows = [
            "edi-birch,item,1,04012345000016,",
            f"edi-birch,item,2,id:{self.product.id},",
            f"edi-birch,unit,BX,{box.unece_code},",
            f"edi-birch,department,D1,{location.complete_name},",
            "edi-birch,supplier,S1,Birch Medical,",
        ]
        if account:
            rows.append(f"edi-birch,charge,D240,{account.code},")
        wizard = self.checked("\n".join(rows))
        self.assertEqual(wizard.line_ids.filtered("why").mapped("why"), [])
        self.assertEqual(wizard.new_count, len(rows))

    def test_an_archived_record_gives_way_to_one_in_use(self):
        old = self.env["product.product"].create({"name": "Old", "default_code": "T-1", "active": False})
        wizard = self.checked("edi-birch,item,V,T-1,\n")
        wizard.action_apply()
        self.assertEqual(self.entries()["item", "V"], ("product.product", self.product.id))
        self.entry("OLD", old)
        rows = dict(
            (row[2], row[3]) for row in rows_of(self.env["suture.crosswalk"].search([("value", "=", "OLD")]))
        )
        self.assertEqual(rows, {"OLD": f"id:{old.id}"})

    def test_bad_files_are_refused_in_words(self):
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * (101 * 1024 * 1024))
        row = "edi-birch,item,{},T-1,\n"
        for content, why in (
            (HEADER, "no rows"),
            ("\n\n", "empty"),
            ("a,b,c\n1,2,3\n", "does not contain all column names"),
            ((HEADER + row.format("Größe")).encode("cp1252"), "not UTF-8"),
            (HEADER + 'edi-birch,item,"never closed,T-1\n', "quotation mark"),
            (b"PK\x03\x04 no archive at all", "is not a valid XLSX"),
            (xlsx(("edi-birch", "item", "1", "T-1"))[:-200], "is not a valid XLSX"),
            (bomb.getvalue(), "uncompressed file is too large"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
            (b"connection\x00,scheme", "neither a CSV nor an XLSX"),
            (HEADER + "".join(row.format(n) for n in range(MOST_ROWS + 1)), "Split it"),
        ):
            with self.subTest(why), self.assertRaisesRegex(UserError, why):
                self.wizard(content).action_check()
        with self.assertRaisesRegex(UserError, "Choose a file"):
            self.env["suture.crosswalk.import"].create({}).action_check()

    def test_spreadsheets_of_other_countries_are_read(self):
        semicolons = HEADER.replace(",", ";") + "edi-birch;item;Größe;T-1;\n"
        for content in (
            semicolons,
            semicolons.encode("utf-8-sig"),
            semicolons.encode("utf-16"),
            semicolons.replace(";", "\t"),
            xlsx(("edi-birch", "item", "Größe", "T-1")),
        ):
            wizard = self.wizard(content)
            wizard.action_check()
            self.assertEqual((wizard.new_count, wizard.line_ids.value), (1, "Größe"))

    def test_what_goes_out_comes_back_the_same(self):
        self.env["product.product"].create({"name": "Same code", "default_code": "T-2"})
        for value in ("00123", "=1+1", "'=x", "'plain", "-5", "@a", "+1", 'a"b,c;d', "Größe"):
            self.entry(value, self.second)
        self.entry("BX", self.env.ref("uom.product_uom_dozen"), "unit")
        entries = self.env["suture.crosswalk"].search([("connection_id", "=", self.connection.id)])
        for kind in ("xlsx", "csv"):
            action = entries.with_user(self.operator).with_context(suture_csv=kind == "csv").action_export()
            export = self.env["suture.crosswalk.export"].browse(int(action["url"].split("/")[4]))
            content = base64.b64decode(export.with_context(bin_size=False).file)
            wizard = self.wizard(content, name=export.file_name)
            wizard.action_check()
            with self.subTest(kind):
                self.assertEqual((wizard.same_count, wizard.refused_count), (len(entries), 0))
            if kind == "csv":
                cells = content.decode("utf-8-sig").replace('"', "").split(",")
                self.assertFalse([cell for cell in cells if cell[:1] in ("=", "+", "@")])

    def test_guarding_loses_nothing(self):
        for value in ("", "a", "=a", "'=a", "''=a", "'a", "-", "\t=", "'"):
            self.assertEqual(unguarded(guarded(value)), value)
            self.assertNotIn(guarded(value)[:1], ("=", "+", "-", "@", "\t"))

    def test_the_template_can_be_imported_as_it_is(self):
        action = self.env["suture.crosswalk.import"].with_user(self.operator).create({}).action_template()
        export = self.env["suture.crosswalk.export"].browse(int(action["url"].split("/")[4]))
        wizard = self.wizard(base64.b64decode(export.file), name="template.xlsx")
        wizard.action_check()
        self.assertEqual(wizard.refused_count, 3)  # its connection is an example

    def test_operators_and_administrators_import_users_do_not(self):
        for person in (self.operator, self.manager):
            self.checked(f"edi-birch,item,{person.login},T-1,\n", user=person).action_apply()
            self.assertIn(("item", person.login), self.entries())
        with self.assertRaises(AccessError):
            self.wizard(HEADER, user=self.user)
        with self.assertRaises(AccessError):
            self.env["suture.crosswalk"].with_user(self.user).search([]).action_export()
        batch = self.env["suture.crosswalk.batch"].search([], limit=1)
        with self.assertRaises(AccessError):
            batch.with_user(self.user).action_undo()
        with self.assertRaises(AccessError):
            batch.with_user(self.operator).write({"state": "undone"})

    def test_another_companys_connection_is_not_known(self):
        self.elsewhere()
        self.assertIn("no connection", self.why("edi-birch,item,V,T-1,"))

    def test_another_companys_import_is_not_there(self):
        self.checked("edi-birch,item,V,T-1,\n").action_apply()
        batch = self.env["suture.crosswalk.batch"].search([], limit=1)
        self.elsewhere()
        self.assertFalse(
            self.env["suture.crosswalk.batch"].with_user(self.operator).search([("id", "=", batch.id)])
        )


@tagged("post_install", "-at_install")
class TestCrosswalkSearch(OrderCase):
    def setUp(self):
        super().setUp()
        self.other = self.env["product.product"].create({"name": "Catheter 14 Fr"})
        Crosswalk = self.env["suture.crosswalk"]
        self.gauze, self.catheter = (
            Crosswalk.create(
                {
                    "connection_id": self.connection.id,
                    "scheme": "item",
                    "value": value,
                    "record": f"product.product,{product.id}",
                }
            )
            for value, product in (("G", self.product), ("C", self.other))
        )
        self.mine = [("connection_id", "=", self.connection.id)]

    def found(self, *domain):
        return self.env["suture.crosswalk"].search(self.mine + list(domain))

    def test_by_what_our_record_is_called(self):
        self.assertEqual(self.found(("record_name", "ilike", "14 fr")), self.catheter)
        self.assertEqual(self.found(("record_name", "ilike", "T-1")), self.gauze)
        self.assertIn("Catheter", self.catheter.record_name)

    def test_by_their_record_being_gone(self):
        self.assertFalse(self.found(("record_missing", "=", True)))
        self.other.unlink()
        self.catheter.invalidate_recordset()
        self.assertEqual(self.found(("record_missing", "=", True)), self.catheter)
        self.assertEqual(self.found(("record_missing", "=", False)), self.gauze)
        self.assertTrue(self.catheter.record_missing)
        self.assertFalse(self.gauze.record_missing)

    def test_names_that_one_may_not_see_are_not_told(self):
        person = new_test_user(self.env, "suture_search_user", groups="suture.group_user")
        self.other.company_id = self.env["res.company"].create({"name": "Other clinic"})
        entry = self.catheter.with_user(person)
        entry.invalidate_recordset()
        self.assertFalse(entry.record_name)
        self.assertFalse(entry.record_missing)
