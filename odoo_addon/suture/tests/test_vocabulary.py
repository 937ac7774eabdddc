from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import SutureCase


@tagged("post_install", "-at_install")
class TestVocabulary(SutureCase):
    """Tests the comparison of the sidecar's catalogue with Odoo's."""

    def setUp(self):
        super().setUp()
        self.Vocabulary = self.env["suture.catalogue.vocabulary"]
        self.Vocabulary.search([]).unlink()

    def connect(self, version="other", without=(), more=()):
        """Simulates a sidecar that knows Odoo's catalogue, except for the given (subject, code) pairs."""
        codes = {subject: list(known) for subject, known in self.Vocabulary._own_codes().items()}
        for subject, code in without:
            codes[subject].remove(code)
        for subject, code in more:
            codes[subject].append(code)
        self.gateway.configuration(None, [], {"version": version, "codes": codes})

    def check(self):
        checks = self.env["suture.setup"].test_connection()["checks"]
        return next(check for check in checks if check["code"] == "catalogue")

    def test_before_the_first_contact_nothing_is_compared(self):
        self.assertIsNone(self.Vocabulary._differences())
        self.assertEqual(self.check()["state"], "skipped")

    def test_the_same_version_says_nothing(self):
        version = self.env["ir.config_parameter"].sudo().get_param("suture.catalogue_version")
        self.assertTrue(version)
        self.connect(version)
        self.assertEqual(self.Vocabulary._differences(), [])
        self.assertEqual(self.check()["state"], "ok")

    def test_what_only_one_of_them_knows_is_named(self):
        self.connect(
            without=[("format", "x12"), ("setting", "flow/order-response/transit_days")],
            more=[("format", "edifact"), ("setting", "format/hl7v2/nonsense"), ("transport", "sftp")],
        )
        self.assertEqual(
            self.Vocabulary._differences(),
            [
                "Formats known only to Odoo: X12.",
                "Formats known only to the sidecar: edifact.",
                "Transports known only to the sidecar: sftp.",
                "Settings known only to Odoo: Transit Time (order-response).",
                "Settings known only to the sidecar: format/hl7v2/nonsense.",
            ],
        )
        check = self.check()
        self.assertEqual(check["state"], "failed")
        self.assertIn("Formats known only to Odoo: X12.", check["text"])
        self.assertIn("Upgrade the older of the two", check["advice"])

    def test_other_labels_of_the_same_codes_are_a_difference_too(self):
        self.connect()
        [sentence] = self.Vocabulary._differences()
        self.assertIn("Labels, defaults or limits", sentence)

    def test_the_overview_shows_it_to_engineers(self):
        self.connect(more=[("format", "edifact")])
        told = self.env["suture.overview"].get_overview("health")["data"]["differences"]
        self.assertEqual(told, ["Formats known only to the sidecar: edifact."])

    def test_it_is_written_once_and_is_one_row(self):
        self.connect()
        row = self.Vocabulary.search([])
        self.connect("newer")
        self.assertEqual((len(self.Vocabulary.search([])), row.version), (1, "newer"))

    def test_only_the_gateway_says_what_the_sidecar_knows(self):
        manager = new_test_user(self.env, "suture_vocabulary_manager", groups="suture.group_manager")
        with self.assertRaises(AccessError):
            self.Vocabulary.with_user(manager).create({"version": "x"})


@tagged("post_install", "-at_install")
class TestConnectionsNotServed(SutureCase):
    """Tests connections that the sidecar has switched off because it does not know part of their settings."""

    def report(self, *faults):
        self.gateway.report_connections([{"code": "edi-birch", "faults": list(faults)}])

    def fault(self, what, code, problem="unknown"):
        return {"what": what, "code": code, "problem": problem}

    def test_what_the_sidecar_does_not_know_is_told_in_words(self):
        self.connection.write({"format_code": "x12", "format_version": "004010"})
        for fault, text in (
            (self.fault("format", "x12"), "The sidecar does not support the format X12."),
            (self.fault("format", "edifact"), "The sidecar does not support the format edifact."),
            (self.fault("transport", "https"), "The sidecar does not support the transport HTTPS."),
            (
                self.fault("fallback", "fax"),
                "The sidecar does not support the transport fax of the fallback.",
            ),
            (
                self.fault("option", "orderType"),
                "The sidecar does not support the format option “Order Type”.",
            ),
            (
                self.fault("option", "orderType", "invalid"),
                "The format option “Order Type” has a value that the sidecar does not accept.",
            ),
            (
                self.fault("policy", "transit_days"),
                "The sidecar does not support the setting “Transit Time”.",
            ),
            (
                self.fault("policy", "wait_hours", "invalid"),
                "The setting “Wait for Earlier Documents” has a value that the sidecar does not accept.",
            ),
            (
                self.fault("connection", "environment", "invalid"),
                "The sidecar cannot read “environment” of this connection.",
            ),
        ):
            with self.subTest(fault):
                self.report(fault)
                self.assertEqual(self.connection.sidecar_trouble, text)
        served_by_none = self.env["suture.connection"].search([("sidecar_faults", "!=", False)])
        self.assertEqual(served_by_none, self.connection)

    def test_it_is_no_edit_and_goes_when_the_sidecar_knows_all(self):
        before = self.connection.write_date
        self.report(self.fault("format", "edifact"), self.fault("transport", "sftp"))
        self.assertEqual(self.connection.sidecar_trouble.count("\n"), 1)
        self.assertEqual(self.connection.write_date, before)
        self.report()
        self.assertFalse(self.connection.sidecar_trouble)
        self.assertFalse(self.connection.sidecar_faults)

    def test_a_report_of_another_form_is_refused(self):
        for faults in ("x", [1], None):
            with self.subTest(faults), self.assertRaises(UserError):
                self.gateway.report_connections([{"code": "edi-birch", "faults": faults}])
