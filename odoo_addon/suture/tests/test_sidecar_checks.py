import re
from unittest.mock import patch

from odoo.tests import tagged

from ..sidecar import reach
from ..sidecar.address import PARAMETER, address_problem
from ..sidecar.checks import ODOO_STATES, ORDER
from ..sidecar.words import advice, told
from .common import SutureCase
from .strange_servers import answer, certificate, free_port, hello, served


@tagged("post_install", "-at_install")
class TestSidecarChecks(SutureCase):
    def tried(self, address):
        """Runs the checks against an address. Returns whether the connection test passed, and the checks by
        code.
        """
        self.env["ir.config_parameter"].sudo().set_param(PARAMETER, address)
        result = self.env["suture.setup"].test_connection()
        checks = {check["code"]: check for check in result["checks"]}
        self.assertEqual(tuple(checks), ORDER)
        return result["ok"], checks

    def check(self, address, failed, text):
        """Asserts that the check `failed` fails with this text and with advice, and that no earlier check
        fails. Returns the checks by code.
        """
        ok, checks = self.tried(address)
        self.assertFalse(ok)
        self.assertEqual(checks[failed]["state"], "failed", checks)
        self.assertIn(text, checks[failed]["text"])
        self.assertTrue(checks[failed]["advice"])
        self.assertNotIn("failed", [checks[code]["state"] for code in ORDER[: ORDER.index(failed)]])
        return checks

    def answered(self, content, failed, text, **more):
        with served(content if isinstance(content, bytes) else answer(content, **more)) as (port, _received):
            return self.check(f"http://127.0.0.1:{port}", failed, text)

    def test_all_is_well(self):
        with served(answer(hello(self.env))) as (port, received):
            ok, checks = self.tried(f"http://127.0.0.1:{port}/suture/")
        self.assertTrue(ok)
        states = {code: check["state"] for code, check in checks.items()}
        self.assertEqual(states.pop("key"), "failed", "the tests' integration user has no key")
        self.assertEqual(states.pop("tls"), "skipped")
        self.assertEqual(states.pop("catalogue"), "skipped", "no sidecar has connected")
        self.assertEqual(set(states.values()), {"ok"})
        self.assertTrue(received[0].startswith(b"GET /suture/v1/hello HTTP/1.1\r\n"))
        self.assertNotIn(b"uthorization", received[0])
        self.assertNotIn(b"ookie", received[0])
        self.assertTrue(self.env["suture.setup"]._is_tested())

    def test_no_address_and_wrong_ones(self):
        self.check(False, "address", "The sidecar's address is not set")
        for wrong in (
            "sidecar",
            "ftp://sidecar",
            "http://",
            "http://a:b@c",
            "http://c:port",
            "http://c/?x=1",
        ):
            with self.subTest(wrong):
                self.check(wrong, "address", "address")
        for right in ("http://sidecar:8080", "https://sidecar.example.org/suture", "http://[::1]:8080"):
            self.assertIsNone(address_problem(self.env, right), right)

    def test_a_name_that_nobody_knows(self):
        self.check("http://sidecar.invalid:8080", "dns", "No host with this name")

    def test_an_address_where_no_sidecar_can_be(self):
        for nobody in ("169.254.169.254", "0.0.0.0", "224.0.0.1", "[fe80::1]", "[::ffff:169.254.169.254]"):
            with self.subTest(nobody):
                self.check(f"http://{nobody}", "dns", "at which no sidecar can run")

    def test_a_closed_port(self):
        self.check(f"http://127.0.0.1:{free_port()}", "tcp", "nothing listens")

    def test_a_hanging_server(self):
        with patch.object(reach, "ANSWER_SECONDS", 0.5), served(None) as (port, _received):
            self.check(f"http://127.0.0.1:{port}", "suture", "no response arrived in time")

    def test_a_server_that_never_finishes(self):
        begun = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"
        with patch.object(reach, "ANSWER_SECONDS", 0.5), served(begun, hold=True) as (port, _received):
            self.check(f"http://127.0.0.1:{port}", "suture", "no response arrived in time")

    def test_other_servers(self):
        cases = (
            (b"SSH-2.0-OpenSSH_9.2\r\n", {}, "does not use HTTP"),
            (b"", {}, "does not use HTTP"),
            (b"<h1>It works!</h1>", {}, "not Suture, or runs an older version (status 200)"),
            (b"[1]", {}, "not Suture"),
            (b"[" * 60000, {}, "not Suture"),
            (b"null", {}, "not Suture"),
            (b"\xff\xfe\x00", {}, "not Suture"),
            ({"product": "other"}, {}, "not Suture"),
            (b"", {"status": "404 Not Found"}, "not Suture, or runs an older version (status 404)"),
            (b"", {"status": "500 Oh no"}, "returned an error (status 500)"),
            (b"", {"status": "503 Busy"}, "returned an error (status 503)"),
            (b"", {"status": "401 Who"}, "requires authentication (status 401)"),
            (b"x" * 70000, {}, "too long"),
        )
        for content, more, text in cases:
            raw = (
                not more
                and isinstance(content, bytes)
                and not content.startswith((b"<", b"[", b"n", b"\xff", b"x"))
            )
            with self.subTest(f"{content[:20] if isinstance(content, bytes) else content} {more}"):
                self.answered(content if raw else answer(content, **more), "suture", text)

    def test_a_redirect_is_not_followed(self):
        with served(answer(hello(self.env))) as (target, reached):
            head = f"Location: http://127.0.0.1:{target}/v1/hello\r\n"
            self.answered(
                answer(b"", "302 Found", head), "suture", "redirects to another address (status 302)"
            )
        self.assertEqual(reached, [])

    def test_nothing_of_an_answer_is_repeated(self):
        canary = "canary-7731"
        for content in (
            {"product": canary},
            hello(self.env, version=canary),
            hello(self.env, time=canary),
            hello(self.env, odoo={"state": canary}),
            hello(self.env, odoo=canary),
            hello(self.env, odoo={"state": ["reached"]}),
        ):
            with served(answer(content)) as (port, _received):
                ok, checks = self.tried(f"http://127.0.0.1:{port}")
            self.assertFalse(ok)
            self.assertNotIn(canary, str(checks))

    def test_certificates(self):
        with certificate() as (both, made):
            with served(answer(hello(self.env)), both) as (port, _received):
                self.check(f"https://localhost:{port}", "tls", "self-signed")
                with patch.dict("os.environ", REQUESTS_CA_BUNDLE=made):
                    _ok, checks = self.tried(f"https://localhost:{port}")
                    self.assertEqual(checks["tls"]["state"], "ok")
                    self.assertEqual(checks["database"]["state"], "ok")
                    self.check(f"https://127.0.0.1:{port}", "tls", "another name")
        with certificate(days=-2) as (both, made):
            with served(answer(hello(self.env)), both) as (port, _received):
                with patch.dict("os.environ", REQUESTS_CA_BUNDLE=made):
                    self.check(f"https://localhost:{port}", "tls", "expired")

    def test_plain_text_where_tls_is_expected_and_the_other_way_round(self):
        with served(answer(hello(self.env))) as (port, _received):
            self.check(f"https://localhost:{port}", "tls", "does not use TLS")
        with certificate() as (both, _made), served(answer(hello(self.env)), both) as (port, _received):
            self.check(f"http://localhost:{port}", "suture", "does not use HTTP")

    def test_versions(self):
        for version, text in (
            ("0.0.9", "at least 0.1.0"),
            ("0.2.0", "supports versions"),
            ("9.9.9-beta", "supports versions"),
        ):
            with self.subTest(version):
                self.answered(hello(self.env, version=version), "version", text)
        self.answered(hello(self.env, version=None), "version", "does not report its version")

    def test_clocks(self):
        for seconds, text in ((120, "s ahead"), (-120, "s behind")):
            with self.subTest(text):
                checks = self.answered(hello(self.env, seconds=seconds), "clock", text)
                seen = int(re.search(r"\d+", checks["clock"]["text"])[0])
                self.assertAlmostEqual(seen, 120, delta=60)  # time passes between the response and the check
        self.answered(hello(self.env, time="noon"), "clock", "does not report its time")
        with served(answer(hello(self.env, seconds=20))) as (port, _received):
            ok, _checks = self.tried(f"http://127.0.0.1:{port}")
            self.assertTrue(ok)

    def test_the_way_back(self):
        for state in ODOO_STATES:
            with self.subTest(state):
                checks = self.answered(
                    hello(self.env, odoo={"state": state}), "odoo", told(self.env, f"odoo-{state}")
                )
                self.assertEqual(checks["odoo"]["advice"], advice(self.env, f"odoo-{state}"))
                self.assertEqual(checks["database"]["state"], "skipped")
        self.answered(hello(self.env, odoo={"state": "unknown"}), "odoo", "received no response from Odoo")
        self.answered(hello(self.env, odoo=None), "odoo", "does not report")

    def test_another_database(self):
        there = {**hello(self.env)["odoo"], "database": "0" * 16}
        self.answered(hello(self.env, odoo=there), "database", "a different database")

    def test_a_test_that_fails_takes_the_earlier_result_back(self):
        with served(answer(hello(self.env))) as (port, _received):
            self.tried(f"http://127.0.0.1:{port}")
        self.assertTrue(self.env["suture.setup"]._is_tested())
        self.env["ir.config_parameter"].sudo().set_param(PARAMETER, "http://elsewhere")
        self.assertFalse(self.env["suture.setup"]._is_tested(), "it was another address")
        self.tried(f"http://127.0.0.1:{port}")
        self.assertFalse(self.env["suture.setup"]._is_tested())
