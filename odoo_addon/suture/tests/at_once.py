import threading
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name
from odoo.tools import mute_logger

from ..gateway import patience


class AtOnceCase(BaseCase):
    """Runs concurrent transactions that commit. Each test deletes what it has created."""

    def setUp(self):
        super().setUp()
        # The test runner holds the registry's lock, for which the threads below would wait forever.
        self.enterContext(patch.object(Registry, "_lock", threading.RLock()))
        # The threads wait for each other, so the test does not depend on the speed of the machine.
        self.enterContext(patch.object(patience, "FIRST_WAIT_MILLISECONDS", 120_000))
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            groups = [env.ref("base.group_user").id, env.ref("suture.group_gateway").id]
            user = env["res.users"].create(
                {"name": "At once", "login": "suture_at_once", "group_ids": [(6, 0, groups)]}
            )
            connection = env["suture.connection"].create({"code": "at-once", "name": "At once"})
            self.user_id, self.connection_id = user.id, connection.id
        self.addCleanup(self.tidy_up)

    def tidy_up(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            exchanges = env["suture.exchange"].search([("connection_id", "=", self.connection_id)])
            keys = env["suture.idempotency.key"].search([("exchange_id", "in", exchanges.ids)])
            keys.unlink()
            exchanges.unlink()
            env["suture.connection"].browse(self.connection_id).unlink()
            user = env["res.users"].browse(self.user_id)
            partner = user.partner_id
            user.unlink()
            partner.unlink()

    def exchange(self, key, **values):
        return {
            "message_key": key,
            "revision": 1,
            "direction": "inbound",
            "connection": "at-once",
            "state": "done",
            "links": [],
            **values,
        }

    def item(self, key, *operations):
        return {
            "key": key,
            "content_hash": "h",
            "exchange": self.exchange(key),
            "operations": list(operations),
            "links": [],
        }

    @mute_logger("odoo.sql_db")
    def call(self, method, *arguments):
        """Calls a gateway method as a request does: in its own transaction, retried on serialization
        failures.
        """
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.user_id, {})
            return retrying(lambda: getattr(env["suture.gateway"], method)(*arguments), env)

    def all_at_once(self, method, *arguments):
        """Calls a gateway method concurrently, once per element of `arguments`, and returns the first result
        of each call.
        """
        answers, start = [], threading.Barrier(len(arguments))

        def work(argument):
            start.wait(timeout=60)
            answers.append(self.call(method, argument)[0])

        threads = [threading.Thread(target=work, args=(argument,)) for argument in arguments]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
        return answers
