import json

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import SutureCase


@tagged("post_install", "-at_install")
class TestRecordSettings(SutureCase):
    """Tests that a record that a setting refers to cannot be deleted, and that the setting follows a
    merge.
    """

    def setUp(self):
        super().setUp()
        self.patients = self.env["res.partner"].create({"name": "Patients"})
        self.other = self.env["res.partner"].create({"name": "Patients of the clinic"})
        Flow = self.env["suture.flow"].with_context(active_test=False)
        code = "customer-invoice"
        self.flow = Flow.search([("code", "=", code)]) or Flow.create({"code": code, "name": code})
        self.connection.flow_ids = [Command.link(self.flow.id)]
        self.connection.policy = {"patient_partner_id": self.patients.id, "wait_hours": 5}

    def merge(self):
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.patients | self.other).ids, self.other, extra_checks=False
        )

    def test_a_record_that_a_connection_uses_cannot_be_deleted(self):
        for active in (True, False):
            self.connection.active = active
            with self.subTest(active=active), self.assertRaises(UserError) as refusal:
                (self.other | self.patients).unlink()
            for text in ("Patients cannot be deleted", "Birch EDI", "“Payer for Patients”"):
                self.assertIn(text, str(refusal.exception))
        self.connection.policy = {"wait_hours": 5}
        (self.other | self.patients).unlink()

    def test_a_setting_that_no_form_shows_is_cleared(self):
        self.connection.flow_ids = [Command.unlink(self.flow.id)]
        self.patients.unlink()
        self.assertEqual(self.connection.policy, {"wait_hours": 5})
        self.assertIn("Payer for Patients: Patients → None", str(self.connection.message_ids[0].body))

    def test_the_settings_follow_a_merge_of_contacts(self):
        self.merge()
        self.assertFalse(self.patients.exists())
        self.assertEqual(self.connection.policy, {"patient_partner_id": self.other.id, "wait_hours": 5})
        self.assertIn("Payer for Patients: Patients → ", str(self.connection.message_ids[0].body))

    def test_a_merge_does_not_depend_on_other_settings(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE suture_connection SET policy = policy || %s WHERE id = %s",
            ['{"transit_days": -1}', self.connection.id],
        )
        self.env.invalidate_all()
        self.merge()
        self.assertEqual(self.connection.policy["patient_partner_id"], self.other.id)

    def test_the_crosswalk_follows_a_merge(self):
        entry = self.env["suture.crosswalk"].create(
            {
                "connection_id": self.connection.id,
                "scheme": "payer",
                "value": "P-1",
                "res_model": "res.partner",
                "res_id": self.patients.id,
            }
        )
        self.merge()
        self.assertEqual(entry.res_id, self.other.id)
        self.assertFalse(entry.record_missing)

    def test_the_links_of_exchanges_follow_a_merge_and_each_record_is_linked_once(self):
        exchanges = self.env["suture.exchange"].create(
            [
                {"message_key": key, "connection_id": self.connection.id, "direction": "inbound"}
                for key in ("merge/1", "merge/2")
            ]
        )
        for exchange, partners in zip(exchanges, (self.patients, self.patients | self.other), strict=True):
            exchange.link_ids = [
                Command.create({"res_model": "res.partner", "res_id": partner.id}) for partner in partners
            ]
        self.merge()
        for exchange in exchanges:
            self.assertEqual(exchange.link_ids.mapped("res_id"), self.other.ids)

    def test_options_of_a_format_are_protected_and_follow_too(self):
        """Uses an option that refers to a bank as an example, because no format has an option that refers to
        a record yet.
        """
        self.connection.policy = False
        self.env["suture.catalogue.setting"].create(
            {
                "subject": "format",
                "owner": "x12",
                "path": "payment.bank",
                "label": "Bank",
                "type": "record",
                "record_model": "res.bank",
            }
        )
        banks = self.env["res.bank"].create([{"name": "First"}, {"name": "Second"}])
        options = {"orderType": "SA", "payment": {"bank": banks[0].id}}
        self.connection.write({"format_code": "x12", "format_options": json.dumps(options)})
        with self.assertRaises(UserError) as refusal:
            banks[0].unlink()
        self.assertIn("First cannot be deleted", str(refusal.exception))
        Merge = self.env["base.partner.merge.automatic.wizard"]
        Merge._update_reference_fields_generic("res.bank", banks[0], banks[1])
        options["payment"]["bank"] = banks[1].id
        self.assertEqual(json.loads(self.connection.format_options), options)
        banks[0].unlink()

    def test_the_contact_of_a_connection_cannot_be_deleted(self):
        for active in (True, False):
            self.connection.active = active
            with self.subTest(active=active), self.assertRaises(UserError) as refusal:
                (self.other | self.supplier).unlink()
            text = "Birch Medical cannot be deleted: it is the contact of the connection Birch EDI"
            self.assertIn(text, str(refusal.exception))
        self.connection.partner_id = False
        self.supplier.unlink()

    def test_the_database_does_not_empty_the_contact_either(self):
        self.assertEqual(self.connection._fields["partner_id"].ondelete, "restrict")

    def test_the_contact_follows_a_merge(self):
        Merge = self.env["base.partner.merge.automatic.wizard"]
        Merge._merge((self.supplier | self.other).ids, self.other, extra_checks=False)
        self.assertEqual(self.connection.partner_id, self.other)

    def test_a_record_in_use_cannot_be_archived_while_the_connection_is_on(self):
        for record, setting in ((self.supplier, "Partner"), (self.patients, "Payer for Patients")):
            with self.subTest(setting), self.assertRaises(UserError) as refusal:
                (self.other | record).action_archive()
            for text in (f"{record.name} cannot be archived", "Birch EDI", f"“{setting}”"):
                self.assertIn(text, str(refusal.exception))
        self.connection.active = False
        (self.supplier | self.patients).action_archive()
        self.assertFalse(self.supplier.active or self.patients.active)

    def test_archived_records_are_marked_and_stop_going_live(self):
        self.assertFalse(self.connection.archived_records)
        (self.supplier | self.patients).active = False
        self.assertEqual(
            self.connection.archived_records, "Partner: Birch Medical\nPayer for Patients: Patients"
        )
        form = self.connection.get_settings_form("policy", self.connection.flow_ids.ids)
        self.assertEqual(form["names"]["patient_partner_id"], "Patients (archived)")
        for text in ("Partner: Birch Medical is archived", "Payer for Patients: Patients is archived"):
            with self.subTest(text), self.assertRaisesRegex(UserError, text):
                self.connection.action_go_live()
        self.connection.active = False
        with self.assertRaisesRegex(UserError, "uses archived records"):
            self.connection.action_resume()
        (self.supplier | self.patients).active = True
        self.connection.action_resume()
        self.assertTrue(self.connection.active)

    def test_an_archived_record_is_refused_as_archived(self):
        self.patients.active = False
        with self.assertRaisesRegex(ValidationError, "Payer for Patients: Patients is archived"):
            self.connection.policy = {"patient_partner_id": self.patients.id}
