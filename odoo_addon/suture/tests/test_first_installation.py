from odoo import Command
from odoo.tests import new_test_user, tagged

from .common import SutureCase


@tagged("post_install", "-at_install")
class TestFirstInstallation(SutureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "suture_test_first", groups="base.group_user,suture.group_manager"
        )
        cls.viewer = new_test_user(cls.env, "suture_test_viewer", groups="base.group_user,suture.group_user")
        cls.empty = cls.env["res.company"].create({"name": "New clinic"})
        for user in (cls.manager, cls.viewer):
            user.write({"company_ids": [Command.set(cls.empty.ids)], "company_id": cls.empty.id})

    def opened(self, user):
        menu = self.env.ref("suture.menu_root")
        self.assertEqual(menu.action._name, "ir.actions.server")
        return menu.action.with_user(user).with_context(allowed_company_ids=user.company_ids.ids).run()

    def connect(self):
        self.env["suture.connection"].create(
            {"code": "edi-first", "name": "First", "company_id": self.empty.id, "active": False}
        )

    def without_connections_of_all_companies(self):
        self.env["suture.connection"].with_context(active_test=False).search(
            [("company_id", "=", False)]
        ).company_id = self.env.company

    def test_the_app_opens_the_checklist_until_there_is_a_connection(self):
        self.without_connections_of_all_companies()
        self.assertEqual(self.opened(self.manager)["tag"], "suture_setup")
        self.connect()
        self.assertEqual(self.opened(self.manager)["res_model"], "suture.exchange")

    def test_others_get_the_work_queue_because_they_cannot_set_up_anything(self):
        self.without_connections_of_all_companies()
        self.assertEqual(self.opened(self.viewer)["res_model"], "suture.exchange")

    def test_the_checklist_begins_with_the_connection(self):
        self.without_connections_of_all_companies()
        setup = self.env(user=self.manager.id, su=False, context={})["suture.setup"]
        first = setup.get_checklist()["steps"][0]
        self.assertEqual(
            (first["code"], first["done"], first["action"]),
            ("connected", False, "suture.connection_new_action"),
        )
        action = self.env.ref(first["action"]).with_user(self.manager).run()
        self.assertEqual(action["res_model"], "suture.connection")
        self.connect()
        self.assertTrue(setup.get_checklist()["steps"][0]["done"])
