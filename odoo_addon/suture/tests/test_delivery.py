import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from unittest.mock import patch

from lxml import etree
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tests import new_test_user, tagged

from .. import nudge
from ..connection_checklist import checklist
from ..overview.health import health_section
from .common import SutureCase


@tagged("post_install", "-at_install")
class TestFallback(SutureCase):
    def told(self):
        answer = self.gateway.configuration(None, [])
        return next(row for row in answer["connections"] if row["code"] == "edi-birch")["fallback"]

    def test_is_told_to_the_sidecar(self):
        self.assertIsNone(self.told())
        self.connection.write(
            {
                "fallback_transport": "email",
                "fallback_address": " orders@birch.example ",
                "fallback_after_minutes": 30,
            }
        )
        self.assertEqual(
            self.told(),
            {"route": {"transport": "email", "url": "orders@birch.example"}, "after_minutes": 30},
        )
        self.connection.write({"fallback_transport": "folder", "fallback_address": False})
        self.assertEqual(self.told()["route"], {"transport": "folder", "url": None})

    def test_wrong_addresses_are_refused(self):
        wrong = {
            "email": (False, "birch", "a@b, c@d", "Orders <a@b>", "a@b\nBcc: c@d", "https://birch.example"),
            "https": (
                False,
                "birch.example",
                "http://birch.example/",
                "ftp://birch.example",
                "a@b",
                "https://",
            ),
        }
        for transport, addresses in wrong.items():
            for address in addresses:
                with self.subTest(transport, address=address), self.assertRaises(ValidationError):
                    self.connection.write({"fallback_transport": transport, "fallback_address": address})
        with self.assertRaises(ValidationError):
            self.connection.write({"fallback_transport": "folder", "fallback_after_minutes": 0})
        self.connection.write({"fallback_transport": "https", "fallback_address": "https://birch.example/in"})


@tagged("post_install", "-at_install")
class TestConnectionState(SutureCase):
    def tell(self, code="edi-birch", **values):
        told = {
            "code": code,
            "delivery_state": "unreachable",
            "unreachable_since": "2026-11-20T09:00:00Z",
            "next_attempt_at": "2026-11-20T09:05:00Z",
            "detail": "the partner's system is unreachable",
        }
        self.gateway.report_connections([{**told, **values}])

    def test_shows_since_when_it_is_not_reachable(self):
        self.env.flush_all()
        before = (self.connection.write_date, self.connection.message_ids)
        self.tell()
        self.assertEqual(self.connection.delivery_state, "unreachable")
        self.assertEqual(str(self.connection.unreachable_since), "2026-11-20 09:00:00")
        self.assertEqual(self.connection.delivery_detail, "the partner's system is unreachable")
        self.tell(delivery_state="ok", unreachable_since=None, next_attempt_at=None, detail=None)
        self.assertEqual(self.connection.delivery_state, "ok")
        self.assertFalse(self.connection.unreachable_since or self.connection.delivery_detail)
        self.assertEqual((self.connection.write_date, self.connection.message_ids), before)

    def test_is_no_change_of_the_configuration(self):
        version = self.gateway.configuration(None, [])["version"]
        self.tell()
        self.assertTrue(self.gateway.configuration(version, []).get("unchanged"))

    def test_nonsense_is_refused_and_strangers_are_passed_over(self):
        with self.assertRaises(ValidationError):
            self.tell(delivery_state="asleep")
        with self.assertRaises(ValidationError):
            self.gateway.report_connections([{"code": "edi-birch"}])
        self.tell(code="edi-nobody")
        self.elsewhere()
        self.tell()
        self.assertEqual(self.connection.delivery_state, "ok")
        stranger = new_test_user(self.env, "suture_test_stranger", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.env["suture.gateway"].with_user(stranger).report_connections([])

    def test_the_form_says_so(self):
        arch = self.connection.get_view(view_type="form")["arch"]
        alert = etree.fromstring(arch).xpath("//div[@role='alert'][.//field[@name='unreachable_since']]")
        self.assertEqual(alert[0].get("invisible"), "delivery_state != 'unreachable'")


@tagged("post_install", "-at_install")
class TestRouteTrouble(SutureCase):
    """Tests that route problems found by the sidecar appear on the connection before a document is
    refused.
    """

    def tell(self, trouble, code="edi-birch"):
        self.gateway.report_connections([{"code": code, "route_trouble": trouble}])

    def test_shows_it_and_takes_it_back(self):
        self.env.flush_all()
        before = (self.connection.write_date, self.connection.message_ids)
        self.tell("Add 10.1.2.3/32 to SUTURE_ALLOWED_TARGETS.\0" + "x" * 2000)
        self.assertTrue(
            self.connection.route_trouble.startswith("Add 10.1.2.3/32 to SUTURE_ALLOWED_TARGETS.x")
        )
        self.assertEqual(len(self.connection.route_trouble), 999)
        self.tell(None)
        self.assertFalse(self.connection.route_trouble)
        self.assertEqual((self.connection.write_date, self.connection.message_ids), before)

    def test_of_one_that_is_switched_off_too(self):
        self.connection.active = False
        self.tell("No address.")
        self.assertEqual(self.connection.route_trouble, "No address.")

    def test_is_no_change_of_the_configuration(self):
        version = self.gateway.configuration(None, [])["version"]
        self.tell("No address.")
        self.assertTrue(self.gateway.configuration(version, []).get("unchanged"))

    def test_nonsense_is_refused_and_strangers_are_passed_over(self):
        for nonsense in ({"route_trouble": "x"}, {"code": "edi-birch", "route_trouble": 7}):
            with self.subTest(nonsense), self.assertRaises(ValidationError):
                self.gateway.report_connections([nonsense])
        self.tell("No address.", code="edi-nobody")
        self.elsewhere()
        self.tell("No address.")
        self.assertFalse(self.connection.route_trouble)

    def test_the_form_and_the_overview_say_so(self):
        arch = self.connection.get_view(view_type="form")["arch"]
        alert = etree.fromstring(arch).xpath("//div[@role='alert'][.//field[@name='route_trouble']]")
        self.assertEqual(alert[0].get("invisible"), "not route_trouble")
        self.assertEqual(self.overview(), (True, None))
        self.tell("No address.")
        self.assertEqual(self.overview(), (False, "No address."))

    def overview(self):
        [row] = health_section(self.env, Domain("id", "=", self.connection.id))["connections"]
        return row["reachable"], row["trouble"]

    def test_stands_in_the_checklist_of_one_that_is_being_set_up(self):
        self.connection.write({"route_transport": "https", "route_url": "https://birch.example/in"})
        self.tell("Add 10.1.2.3/32.")
        self.assertIn("Add 10.1.2.3/32.", [item.text for item in checklist(self.connection) if not item.done])

    def test_an_address_with_a_password_does_not_fit(self):
        for address, fits in (
            ("https://birch.example/in", True),
            ("https://user@birch.example/in", False),
            ("https://user:password@birch.example/in", False),
        ):
            self.connection.write({"route_transport": "https", "route_url": address})
            self.assertEqual(self.connection._route_url_fits(), fits, address)


@tagged("post_install", "-at_install")
class TestForm(SutureCase):
    def test_the_form_tells_the_two_apart(self):
        form = etree.fromstring(self.env["suture.exchange"].get_view(view_type="form")["arch"])
        info = form.xpath("//div[contains(@class, 'alert-info')]")[0]
        danger = form.xpath("//div[contains(@class, 'alert-danger')]")[0]
        self.assertTrue(
            info.xpath(".//field[@name='next_attempt_at']") and info.xpath(".//field[@name='attempts']")
        )
        self.assertFalse(danger.xpath(".//field[@name='next_attempt_at']"))
        self.assertEqual(danger.get("invisible"), "state != 'attention'")


class Listener:
    """An HTTP server that records the requests it receives."""

    def __enter__(self):
        asked = self.asked = []
        heard = self.heard = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                asked.append((self.path, int(self.headers.get("Content-Length") or 0), self.headers))
                self.send_response(204)
                self.end_headers()
                heard.set()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        return self

    def __exit__(self, *args):
        self.server.shutdown()
        self.server.server_close()


@tagged("post_install", "-at_install")
class TestNudge(SutureCase):
    def setUp(self):
        super().setUp()
        self.env.cr.postcommit.clear()
        self.addCleanup(self.env.cr.postcommit.clear)

    def point_to(self, url):
        self.env["ir.config_parameter"].sudo().set_param(nudge.PARAMETER, url)

    def enqueue(self):
        """Adds a row to the outbox."""
        self.env["suture.outbox"]._enqueue(
            kind="command",
            event="replay",
            connection=self.connection,
            company=self.connection.company_id,
            record=self.connection,
            number="X",
        )

    def commit(self):
        """Runs the postcommit hooks. Calls are made in this thread."""
        made = []
        with patch.object(nudge, "_in_background", made.append):
            self.env.cr.postcommit.run()
        return made

    def test_one_nudge_a_transaction_after_the_commit(self):
        self.point_to("http://sidecar.example:8080/")
        with patch.object(nudge, "_in_background") as early:
            self.enqueue()
            self.enqueue()
        early.assert_not_called()
        self.assertEqual(self.commit(), ["http://sidecar.example:8080/v1/nudge"])
        self.assertEqual(self.commit(), [])
        self.enqueue()
        self.assertEqual(len(self.commit()), 1)

    def test_nothing_is_sent_where_no_address_is_known(self):
        for address in (False, "", "  ", "sidecar:8080", "file:///etc/passwd"):
            self.point_to(address)
            self.enqueue()
            self.assertEqual(self.commit(), [], address)

    def test_a_rollback_sends_nothing(self):
        self.point_to("http://sidecar.example")
        self.enqueue()
        self.env.cr.postcommit.clear()  # as on a rollback
        self.assertEqual(self.commit(), [])

    def test_it_says_nothing(self):
        with Listener() as sidecar:
            nudge._in_background(f"{sidecar.url}{nudge.PATH}")
            self.assertTrue(sidecar.heard.wait(10))
            path, length, headers = sidecar.asked[0]
        # The thread frees its slot after the response. Later tests count the free slots.
        for thread in threading.enumerate():
            if thread.name == "suture nudge":
                thread.join(10)
        self.assertEqual((path, length), ("/v1/nudge", 0))
        self.assertFalse({"authorization", "cookie"} & {name.lower() for name in headers})

    def test_a_sidecar_that_is_away_troubles_nobody(self):
        nudge._free.acquire()
        nudge._send("http://127.0.0.1:1/v1/nudge")
        self.assertTrue(nudge._free.acquire(blocking=False))
        nudge._free.release()

    def test_no_more_than_a_few_wait_for_an_answer(self):
        for _number in range(4):
            self.assertTrue(nudge._free.acquire(blocking=False))
        try:
            with patch.object(threading, "Thread") as started:
                nudge._in_background("http://127.0.0.1:1/")
            started.assert_not_called()
        finally:
            for _number in range(4):
                nudge._free.release()
