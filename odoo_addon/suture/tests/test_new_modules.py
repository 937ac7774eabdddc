from odoo.fields import Command
from odoo.tests import TransactionCase, tagged

from ..models.ir_module_module import KNOWN


@tagged("post_install", "-at_install")
class TestNewModules(TransactionCase):
    """Tests which modules an upgrade of the core installs, with modules that exist only in the database."""

    def module(self, name, depends, **values):
        dependencies = [{"name": each, "auto_install_required": True} for each in depends]
        return self.env["ir.module.module"].create(
            {
                "name": name,
                "state": "uninstalled",
                "auto_install": True,
                "dependencies_id": [Command.create(each) for each in dependencies],
                **values,
            }
        )

    def upgrade(self):
        self.env["ir.module.module"]._suture_install_new()

    def test_a_new_module_is_installed_if_its_app_is(self):
        ready = self.module("suture_toy", ["suture", "mail"])
        on_it = self.module("suture_toy_more", ["suture_toy", "web"])
        without_app = self.module("suture_toy_away", ["suture", "suture_app_that_is_not_there"])
        chosen = self.module("suture_toy_chosen", ["suture"], auto_install=False)
        others = self.module("another_toy", ["suture", "mail"])
        self.upgrade()
        modules = ready + on_it + without_app + chosen + others
        self.assertEqual(modules.mapped("state"), ["to install"] * 2 + ["uninstalled"] * 3)

    def test_a_module_that_was_uninstalled_stays_uninstalled(self):
        module = self.module("suture_toy", ["suture", "mail"])
        self.upgrade()
        module.state = "uninstalled"
        self.upgrade()
        self.assertEqual(module.state, "uninstalled")

    def test_the_modules_of_earlier_versions_are_not_new(self):
        self.env["ir.config_parameter"].set_param(KNOWN, False)
        module = self.env["ir.module.module"].search([("name", "=", "suture_product")])
        if module.state != "uninstalled":
            module.state = "uninstalled"
        self.upgrade()
        self.assertEqual(module.state, "uninstalled")
