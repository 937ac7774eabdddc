from odoo.tests import tagged

from ..gateway.access import allowed
from .common import SutureCase


@tagged("post_install", "-at_install")
class TestInstall(SutureCase):
    def test_every_field_of_the_allow_list_exists(self):
        """Includes fields that an installed module declares for models of other modules."""
        access = allowed(self.env)
        for permitted in (access.read, access.write, access.create):
            for model, fields in permitted.items():
                optional = access.optional.get(model, set())
                if model not in self.env and fields <= optional:
                    continue
                self.assertFalse(fields - optional - self.env[model]._fields.keys(), model)

    def test_no_secret_and_no_payload_can_be_read(self):
        read = allowed(self.env).read
        self.assertNotIn("payload", read["suture.exchange"])
        for model in ("res.users", "ir.config_parameter", "ir.attachment", "mail.message"):
            self.assertNotIn(model, read)

    def test_every_reason_has_a_class_and_a_severity(self):
        reasons = self.env["suture.catalogue.entry"]._of("reason")
        self.assertIn("PRICE_VARIANCE", reasons.mapped("code"))
        for reason in reasons:
            with self.subTest(reason.code):
                self.assertIn(reason._fact("class"), ("technical", "business"))
                self.assertIn(reason._fact("severity"), ("info", "warning", "error", "critical"))

    def test_administrator_manages_and_does_not_call_the_gateway(self):
        admin = self.env.ref("base.user_admin")
        self.assertTrue(admin.has_group("suture.group_manager"))
        self.assertFalse(admin.has_group("suture.group_gateway"))

    def test_exchange_views_hide_nothing_by_default(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.exchange_action")
        self.assertNotIn("search_default", str(action["context"]))
        self.assertFalse(action["domain"])
