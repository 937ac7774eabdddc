import importlib.util
import json

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import file_path

from ..catalogue.checks import fits
from .common import SutureCase


@tagged("post_install", "-at_install")
class TestFormatOptions(SutureCase):
    """Tests that the options of a format are checked against the catalogue when they are written."""

    def setUp(self):
        super().setUp()
        self.connection.write({"format_code": "x12", "format_version": "005010"})

    def options(self, **options):
        return {"format_options": json.dumps(options)}

    def kept(self):
        sent = self.gateway.configuration(None)["connections"]
        return next(row for row in sent if row["code"] == "edi-birch")["format"]["options"]

    def refused(self, values, *texts):
        with self.subTest(values):
            with self.assertRaises(ValidationError) as refusal:
                self.connection.write(values)
            for text in texts:
                self.assertIn(text, str(refusal.exception))

    def test_another_format_and_back_leaves_a_valid_form(self):
        self.connection.write(self.options(orderType="SA"))
        with Form(self.connection) as form:
            form.format_code = "cloudevents"
            self.assertEqual((form.format_version, form.format_options), ("1.0", "{}"))
            form.format_code = "x12"
            self.assertEqual(form.format_version, "005010")
            self.assertEqual(json.loads(form.format_options), {"orderType": "SA"})
        self.assertEqual(self.connection.format_version, "005010")

    def test_another_transport_and_back_keeps_its_settings(self):
        self.env["suture.catalogue.setting"].create(
            {
                "subject": "transport",
                "owner": "https",
                "path": "settings.pressure",
                "label": "Pressure",
                "type": "integer",
            }
        )
        self.connection.write({"route_transport": "https", "route_url": "https://edi.birch.example/in"})
        self.connection.route_settings = {"pressure": 5}
        with Form(self.connection) as form:
            form.route_transport = "folder"
            form.route_transport = "https"
        self.assertEqual(self.connection.route_settings, {"pressure": 5})

    def test_options_reach_the_sidecar_as_they_are_kept(self):
        options = {
            "orderType": "SA",
            "priceBasis": "HP",
            "itemQualifiers": {"buyer": "IN"},
            "descriptions": False,
            "purposes": {"duplicate": "00", "replacement": "00"},
            "inOrder": True,
            "acknowledgement": "999",
            "mostSegments": 9,
        }
        self.connection.write(self.options(**options))
        self.assertEqual(self.kept(), options)

    def test_options_that_are_no_object_are_refused(self):
        for text in ("[1]", "{", "7"):
            self.refused({"format_options": text}, "not a JSON object")

    def test_what_could_never_be_sent_is_refused_by_the_name_of_the_setting(self):
        for options, *texts in (
            ({"orderType": "BK"}, "Order Type: Choose one of: NE"),
            ({"orderType": 7}, "Order Type: Choose one of"),
            ({"requestedDateQualifier": "001"}, "Requested Date: Choose one of"),
            ({"priceBasis": "PP"}, "Price Basis: Choose one of"),
            ({"acknowledgement": "998"}, "Acknowledgement: Choose one of: 997"),
            ({"purposes": {"duplicate": "01"}}, "Unchanged Order: Choose one of: 07"),
            ({"itemQualifiers": {"buyer": "buyer"}}, "Our Item Numbers: “buyer” does not have", "such as BP"),
            ({"itemQualifiers": {"buyer": 7}}, "Our Item Numbers: Enter a text."),
            ({"mostSegments": 0}, "Segments per Transaction Set: Enter a number from 1 to 1000000."),
            ({"mostSegments": 1.5}, "Segments per Transaction Set: Enter a whole number."),
            ({"mostTransactionSets": True}, "Transaction Sets per Interchange: Enter a whole number."),
            ({"descriptions": "no"}, "Send Descriptions: Choose yes or no."),
            ({"inOrder": 1}, "One File at a Time: Choose yes or no."),
            ({"nonsense": 1}, "nonsense: This setting is unknown. Known settings: orderType"),
            ({"purposes": "00"}, "purposes: This setting is unknown"),
            ({"itemQualifiers": {"other": "VP"}}, "itemQualifiers.other: This setting is unknown"),
            ({"orderType": "BK", "inOrder": 1}, "Order Type: ", "One File at a Time: "),
        ):
            self.refused(self.options(**options), *texts)

    def test_rules_across_settings_are_kept(self):
        self.refused(self.options(itemQualifiers={"buyer": "VN"}), "the qualifier VN")
        self.connection.write(self.options(itemQualifiers={"buyer": "VN", "seller": "VC"}))
        self.refused(
            {"format_options": '{"acknowledgement": "999"}', "format_version": "004010"}, "004010 has no"
        )
        self.connection.write(self.options(acknowledgement="999"))
        self.refused({"format_version": "004010"}, "Version 004010 has no 999")
        self.refused({"format_version": False}, "Version 004010 has no 999")

    def test_a_version_that_is_not_one_of_the_format_is_refused(self):
        for version in ("004030", "4010", "003050", "006020", "X12"):
            self.refused({"format_version": version}, f"X12 {version} is not supported", "004010, 005010")
        for version in ("004010", "005010", "004010VICS"):
            self.connection.format_version = version

    def test_lists_and_maps_are_checked_entry_by_entry(self):
        self.connection.write({"format_code": "hl7v2", "format_version": "2.5.1", "format_options": "{}"})
        for options, *texts in (
            ({"passOver": ["admissions"]}, "“admissions” does not have the expected form"),
            ({"passOver": "ADT"}, "Enter a list."),
            ({"encounter": {"costCentre": ["ZCC-1", "ZCC"]}}, "“ZCC” does not have the expected form"),
            ({"encounter": {"classes": {"OBS": "banana"}}}, "OBS: Choose one of"),
            ({"encounter": {"classes": {"": "inpatient"}}}, "Enter a code for each meaning."),
            ({"encounter": {"classes": ["OBS"]}}, "Enter each code with its meaning."),
            ({"movement": {"units": {"DOSE": "each"}}}, "DOSE: “each” does not have the expected form"),
            ({"movement": {"number": []}}, "Enter at least one value."),
            ({"movement": {"utcOffset": "-5"}}, "“-5” does not have the expected form"),
            ({"movement": {"utcOffset": "-05:00\n"}}, "does not have the expected form"),
            ({"supply": {"segment": "PID"}}, "“PID” does not have the expected form"),
            ({"supply": {"item": 1000}}, "Enter a number from 1 to 999."),
            ({"supply": {"size": 1}}, "supply.size: This setting is unknown"),
        ):
            self.refused(self.options(**options), *texts)
        self.connection.write(
            self.options(
                passOver=["SIU^S12"],
                encounter={"classes": {"OBS": "outpatient"}, "costCentre": ["ZCC-1", "PV1-3.1"]},
                supply={"segment": "ZUS", "occurredAt": 9},
                movement={"orderControls": {"SC": "leaves"}, "units": {"DOSE": "C62"}},
            )
        )

    def test_a_new_connection_is_checked_too(self):
        values = {"code": "edi-new", "name": "New", "format_code": "x12", "format_version": "004010"}
        with self.assertRaises(ValidationError):
            self.env["suture.connection"].create({**values, **self.options(acknowledgement="999")})

    def test_changes_are_told_in_words(self):
        self.connection.write(
            self.options(orderType="SA", descriptions=False, itemQualifiers={"buyer": "IN"})
        )
        body = str(self.connection.message_ids[:1].body)
        self.assertIn("Send Descriptions: Yes → No", body)
        self.assertIn("Our Item Numbers: BP → IN", body)
        self.assertRegex(body, "Order Type: NE[^<]* → SA")
        told = len(self.connection.message_ids)
        self.connection.write(
            self.options(itemQualifiers={"buyer": "IN"}, descriptions=False, orderType="SA")
        )
        self.assertEqual(len(self.connection.message_ids), told)

    def test_the_form_has_what_the_catalogue_says(self):
        form = self.connection.get_settings_form("format_options", ["x12"])
        by_path = {setting["path"]: setting for setting in form["settings"]}
        order_type = by_path["orderType"]
        self.assertEqual(
            (order_type["label"], order_type["type"], order_type["default"]), ("Order Type", "choice", "NE")
        )
        self.assertIn("SA", [choice["value"] for choice in order_type["choices"]])
        self.assertEqual(by_path["itemQualifiers.buyer"]["group"], "Item Numbers")

    def migrate(self):
        path = file_path("suture/migrations/19.0.2.1.0/post-options.py")
        spec = importlib.util.spec_from_file_location("suture_post_options", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.migrate(self.env.cr, "19.0.1.1.0")
        self.env.invalidate_all()

    def test_an_upgrade_removes_options_that_the_catalogue_does_not_know_and_no_others(self):
        kept = {"orderType": "BK", "itemQualifiers": {"buyer": "IN"}, "descriptions": False}
        old = {**kept, "colour": "red", "itemQualifiers": {"buyer": "IN", "upc": "UP"}, "stock": {"a": 1}}
        other = self.connection.copy({"code": "edi-other", "format_code": False})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE suture_connection SET format_options = %s WHERE id IN %s",
            [json.dumps(old), tuple((self.connection | other).ids)],
        )
        self.env.invalidate_all()
        self.migrate()
        self.assertEqual(json.loads(self.connection.format_options), kept)
        self.assertEqual(json.loads(other.format_options), old)
        told = "Removed format options that had no effect: itemQualifiers.upc, colour, stock"
        self.assertIn(told, str(self.connection.message_ids[0].body))


@tagged("post_install", "-at_install")
class TestCatalogueCodes(SutureCase):
    """Tests codes that are plain text, checked against the catalogue and shown with its labels."""

    def test_what_is_not_in_the_catalogue_is_refused_with_what_is(self):
        for values, text in (
            ({"format_code": "morse"}, "Format: morse is unknown. Choose one of: "),
            ({"route_transport": "pigeon"}, "pigeon is unknown. Choose one of: Folder, HTTPS, No transport."),
            ({"route_transport": "email"}, "email is unknown. Choose one of: Folder, HTTPS, No transport."),
            ({"fallback_transport": "pigeon"}, "Choose one of: Folder, HTTPS, Email, No transport."),
        ):
            with self.subTest(values), self.assertRaises(ValidationError) as refusal:
                self.connection.write(values)
            self.assertIn(text, str(refusal.exception))

    def test_labels_are_those_of_the_catalogue(self):
        self.env["suture.catalogue.entry"]._entry("format", "x12").label = "Ex-twelve"
        labels = dict(self.env["suture.connection"].fields_get(["format_code"])["format_code"]["selection"])
        self.assertEqual(labels["x12"], "Ex-twelve")

    def test_a_code_of_a_newer_sidecar_is_kept_and_left_to_an_engineer(self):
        row = self.report("new-reason-1", state="attention", reason_code="OUT_OF_THIS_WORLD")
        self.assertEqual((row.reason_code, row.reason_class), ("OUT_OF_THIS_WORLD", "technical"))
        groups = self.env["suture.exchange"].formatted_read_group(
            [("id", "=", row.id)], ["reason_code"], ["__count"]
        )
        self.assertEqual(groups[0]["reason_code"], "OUT_OF_THIS_WORLD")

    def test_each_state_has_a_label_and_a_colour(self):
        row = self.report("tone-1", state="attention")
        self.assertEqual(row.state_tone, "danger")
        labels = dict(row._fields["state"]._description_selection(self.env))
        self.assertEqual(labels["attention"], "Needs attention")

    def test_patterns_are_read_as_the_sidecar_reads_them(self):
        """Checks that each pattern, written for JavaScript, accepts its example, and that `$` matches only at
        the very end.
        """
        tried = 0
        for setting in self.env["suture.catalogue.setting"].search([]):
            described = setting._description_of()
            for pattern, example in (
                (described["pattern"], described["example"]),
                (described["item_pattern"], described["value_example"] or described["example"]),
            ):
                if pattern and example:
                    with self.subTest(f"{setting.owner}: {setting.path}"):
                        self.assertTrue(fits(pattern, example))
                        takes_all = not pattern.endswith("$") or "[\\s\\S]" in pattern
                        self.assertEqual(fits(pattern, f"{example}\n"), takes_all)
                    tried += 1
        self.assertGreater(tried, 5)

    def test_people_read_the_catalogue_and_do_not_edit_it(self):
        for model in ("entry", "document.field", "setting", "choice", "rule"):
            records = self.env[f"suture.catalogue.{model}"].with_user(self.env.ref("base.user_admin"))
            self.assertTrue(records.search([], limit=1))
            for operation in ("write", "create", "unlink"):
                self.assertFalse(records.has_access(operation), f"{model} {operation}")
