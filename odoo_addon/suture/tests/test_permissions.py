from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import SutureCase


@tagged("post_install", "-at_install")
class TestPermissions(SutureCase):
    """Tests that *Sidecar Permissions* lists exactly what the installed modules declare."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(cls.env, "suture_test_permits", groups="suture.group_manager")
        cls.operator = new_test_user(cls.env, "suture_test_permits_not", groups="suture.group_operator")

    def rows(self):
        Permission = self.env["suture.gateway.permission"].with_user(self.manager)
        self.assertEqual(Permission.action_open()["res_model"], Permission._name)
        return Permission.search([])

    def test_each_permission_is_a_row_with_the_module_that_declares_it(self):
        rows = self.rows()
        found = {(row.res_model, row.right, row.name, row.module) for row in rows}
        self.assertIn(("res.partner", "read", "name", "suture"), found)
        self.assertIn(("res.partner", "link", False, "suture"), found)
        self.assertEqual(len(found), len(rows))
        declared = self.env["suture.gateway"]._suture_access()
        self.assertEqual(set(rows.mapped("module")), {each.module for each in declared})

    def test_a_row_that_nobody_declares_any_more_goes(self):
        Permission = self.env["suture.gateway.permission"]
        stale = Permission.create(
            {"res_model": "res.users", "right": "read", "name": "password", "module": "gone"}
        )
        there = self.rows()
        self.assertNotIn(stale, there)
        self.assertEqual(self.rows(), there)

    def test_it_is_for_managers_and_cannot_be_edited(self):
        with self.assertRaises(AccessError):
            self.env["suture.gateway.permission"].with_user(self.operator).action_open()
        row = self.rows()[:1]
        with self.assertRaises(AccessError):
            row.write({"name": "password"})
