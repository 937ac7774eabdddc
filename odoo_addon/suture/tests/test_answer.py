import json
from datetime import timedelta
from unittest.mock import patch

import psycopg2
import psycopg2.pool
from odoo import fields
from odoo.exceptions import LockError, UserError
from odoo.modules.module import Manifest
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..gateway import greeting
from .common import SutureCase

QUIET = ("odoo.http", "odoo.sql_db", "odoo.addons.suture.gateway.refusal")


@tagged("post_install", "-at_install")
class TestAnswer(HttpCase, SutureCase):
    """Tests over HTTP that only the gateway's own responses have the header that marks them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stranger = new_test_user(cls.env, "suture_test_no_gateway", groups="base.group_user")
        cls.key, cls.strangers_key = cls.key_of(cls.gateway_user), cls.key_of(stranger)
        cls.version = Manifest.for_addon("suture")["version"]

    @classmethod
    def key_of(cls, user):
        expiry = fields.Datetime.now() + timedelta(days=1)
        return cls.env(user=user)["res.users.apikeys"]._generate("rpc", "test", expiry)

    @mute_logger(*QUIET)
    def call(self, method, key=None, **arguments):
        """Calls a gateway method over HTTP and returns the response's status, mark (the value of its header
        X-Suture-Gateway) and body.
        """
        headers = {"Authorization": f"bearer {key or self.key}"}
        headers["Content-Type"] = "application/json"
        url, body = f"/json/2/suture.gateway/{method}", json.dumps(arguments)
        answer = self.url_open(url, data=body, headers=headers)
        return answer.status_code, answer.headers.get("X-Suture-Gateway"), answer.json()

    def failing(self, problem):
        """Calls a gateway method that raises this error or runs this function."""
        effect = problem if callable(problem) else [problem]
        with patch.object(greeting, "greet", side_effect=effect):
            return self.call("hello")

    def assert_answered(self, call, status):
        self.assertEqual(call[:2], (status, self.version), call[2])

    def assert_nobodys(self, call, status):
        self.assertEqual(call[:2], (status, None), call[2])

    def test_what_is_given_back_is_marked(self):
        self.assert_answered(self.call("hello"), 200)
        request = {"model": "res.company", "domain": [], "fields": ["name"]}
        self.assert_answered(self.call("read", requests={"a": request}), 200)
        self.assert_answered(self.call("apply", batch=[]), 200)

    def test_what_is_refused_is_marked(self):
        self.assert_answered(self.call("outbox_take", limit=0), 422)
        self.assert_answered(self.call("apply", batch=[{}]), 422)
        self.assert_answered(self.call("hello", self.strangers_key), 403)
        self.assert_answered(self.failing(UserError("Odoo's rules say no")), 422)

    def test_a_fault_of_the_code_is_marked_for_it_would_come_again(self):
        self.assert_answered(self.failing(ZeroDivisionError("a fault")), 500)

    def test_what_breaks_a_constraint_is_marked(self):
        def twice(env):
            env.cr.execute(
                "INSERT INTO suture_idempotency_key (key, content_hash) VALUES ('a', 'b'), ('a', 'b')"
            )

        self.assert_answered(self.failing(twice), 422)

    def test_what_passes_by_itself_is_not_marked(self):
        for problem in (
            psycopg2.OperationalError("the database system is shutting down"),
            psycopg2.InterfaceError("connection already closed"),
            psycopg2.pool.PoolError("The Connection Pool Is Full"),
            OSError(28, "No space left on device"),
            MemoryError(),
        ):
            with self.subTest(type(problem).__name__):
                self.assert_nobodys(self.failing(problem), 500)
        self.assert_nobodys(self.failing(LockError("somebody has it")), 409)

    def test_a_database_that_is_not_upgraded_yet_is_not_marked(self):
        def newer_than_the_table(env):
            env.cr.execute("SELECT a_column_of_tomorrow FROM suture_connection")

        self.assert_nobodys(self.failing(newer_than_the_table), 500)

    def test_what_odoo_says_before_the_gateway_begins_is_not_marked(self):
        self.assert_nobodys(self.call("hello", "no-such-key"), 401)
        self.assert_nobodys(self.call("a_method_of_tomorrow"), 404)
        self.assert_nobodys(self.call("hello", an_argument_of_tomorrow=1), 422)
        self.assert_nobodys(self.call("apply"), 422)
