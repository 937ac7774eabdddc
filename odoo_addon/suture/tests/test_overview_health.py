"""Tests the health reports of sidecars, and the part of them that users see."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from .overview_common import OverviewCase


@tagged("post_install", "-at_install")
class TestHealth(OverviewCase):
    def health(self, **values):
        """Returns a health report as a sidecar sends it."""
        return {
            "instance": "machine-1:8080",
            "version": "0.1.0",
            "started_at": "2026-11-20T08:00:00Z",
            "lanes": [
                {
                    "lane": "critical",
                    "documents": 3,
                    "oldest_seconds": 70,
                    "queued": 2,
                    "calls": 1,
                    "partitions": 2,
                }
            ],
            "dead_letters": 4,
            "waiting_for_odoo": 5,
            "breakers": [{"target": "odoo", "state": "closed", "since": None, "next_attempt_at": None}],
            "parts": {"journal": "up", "broker": "down", "odoo": "up", "configuration": "up"},
            **values,
        }

    def sidecar(self, instance="machine-1:8080", **asked):
        return next(row for row in self.told("health", **asked)["sidecars"] if row["instance"] == instance)

    def test_what_a_sidecar_told_is_shown(self):
        self.gateway.report_health(self.health())
        row = self.sidecar()
        self.assertEqual(row["lanes"][0], self.health()["lanes"][0])
        self.assertEqual((row["dead_letters"], row["waiting_for_odoo"], row["version"]), (4, 5, "0.1.0"))
        self.assertEqual(row["parts"]["broker"], False)
        self.assertFalse(row["silent"])
        self.assertEqual(row["started_at"], "2026-11-20T08:00:00Z")

    def test_each_sidecar_has_one_row(self):
        for letters in (1, 2):
            self.gateway.report_health(self.health(dead_letters=letters))
        self.gateway.report_health(self.health(instance="machine-2:8080"))
        names = [row["instance"] for row in self.told("health")["sidecars"]]
        self.assertEqual(names.count("machine-1:8080"), 1)
        self.assertIn("machine-2:8080", names)
        self.assertEqual(self.sidecar()["dead_letters"], 2)

    def test_one_that_is_silent_is_shown_as_such_and_forgotten_later(self):
        self.gateway.report_health(self.health(instance="old:1"))
        old = self.env["suture.sidecar.health"].search([("instance", "=", "old:1")])
        old.told_at = fields.Datetime.now() - timedelta(minutes=4)
        self.assertTrue(self.sidecar("old:1")["silent"])
        self.gateway.report_health(self.health())
        self.assertTrue(old.exists())
        old.told_at = fields.Datetime.now() - timedelta(days=3)
        self.gateway.report_health(self.health())
        self.assertFalse(old.exists())

    def test_what_is_malformed_is_refused_and_nothing_kept(self):
        whole = self.health()
        broken = {
            "no instance": {key: value for key, value in whole.items() if key != "instance"},
            "markup as a name": self.health(instance="<b>x</b>"),
            "a name without end": self.health(instance="x" * 201),
            "unknown lane": self.health(lanes=[{**whole["lanes"][0], "lane": "fast"}]),
            "less than nothing": self.health(dead_letters=-1),
            "a text as a count": self.health(waiting_for_odoo="5"),
            "a truth as a count": self.health(waiting_for_odoo=True),
            "unknown state": self.health(breakers=[{"target": "odoo", "state": "ajar"}]),
            "a target with blanks": self.health(breakers=[{"target": "John Doe", "state": "open"}]),
            "no list": self.health(lanes=None),
            "a part is missing": self.health(parts={"journal": "up"}),
            "no object": "up",
        }
        before = self.env["suture.sidecar.health"].search_count([])
        for name, told in broken.items():
            with self.subTest(name), self.assertRaises(ValidationError):
                self.gateway.report_health(told)
        self.assertEqual(self.env["suture.sidecar.health"].search_count([]), before)

    def test_more_than_is_agreed_is_not_kept(self):
        self.gateway.report_health(
            self.health(secret="canary", parts={**self.health()["parts"], "x": "canary"})
        )
        self.assertNotIn("canary", str(self.sidecar()))

    def test_a_clock_that_differs_is_shown_and_an_older_sidecar_tells_of_none(self):
        self.gateway.report_health(self.health())
        self.assertNotIn("clock", self.sidecar()["parts"])
        self.gateway.report_health(self.health(parts={**self.health()["parts"], "clock": "down"}))
        self.assertIs(self.sidecar()["parts"]["clock"], False)
        with self.assertRaises(ValidationError):
            self.gateway.report_health(self.health(parts={**self.health()["parts"], "clock": "late"}))

    def test_what_the_broker_does_not_tell_is_unknown(self):
        lane = {"lane": "bulk", "documents": 0, "oldest_seconds": 0, "queued": None}
        self.gateway.report_health(self.health(lanes=[lane], dead_letters=None))
        self.assertIsNone(self.sidecar()["dead_letters"])
        self.assertIsNone(self.sidecar()["lanes"][0]["queued"])

    def test_breakers_of_other_companies_are_left_out(self):
        other = self.env["res.company"].create({"name": "Other clinic"})
        self.env["suture.connection"].create({"code": "theirs", "name": "Theirs", "company_id": other.id})
        breakers = [
            {"target": target, "state": "open", "since": "2026-11-20T08:00:00Z"}
            for target in ("odoo", "edi-birch", "edi-birch/fallback", "theirs", "gone")
        ]
        self.gateway.report_health(self.health(breakers=breakers))
        shown = [each["target"] for each in self.sidecar()["breakers"]]
        self.assertEqual(shown, ["odoo", "edi-birch", "edi-birch/fallback"])

    def test_a_connection_with_a_long_code_hides_nothing(self):
        code = "-".join(["long"] * 40)
        self.env["suture.connection"].create({"code": code, "name": "Long"})
        self.gateway.report_health(self.health(breakers=[{"target": f"{code}/fallback", "state": "open"}]))
        self.assertEqual([each["target"] for each in self.sidecar()["breakers"]], [f"{code}/fallback"])

    def test_nobody_reads_or_writes_what_is_kept_but_the_overview(self):
        self.gateway.report_health(self.health())
        row = self.env["suture.sidecar.health"].search([], limit=1).with_user(self.person)
        self.assertTrue(row.read(["instance", "is_silent"]))
        for call in (
            lambda: row.read(["details"]),
            lambda: row.write({"version": "9"}),
            lambda: row.create({"instance": "x:1", "told_at": fields.Datetime.now()}),
            lambda: row.unlink(),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_the_last_exchange_each_way(self):
        self.row(direction="inbound", received_at="2026-11-18 09:00:00")
        self.row(direction="inbound", received_at="2026-11-19 09:00:00")
        self.row(direction="outbound", received_at="2026-11-17 09:00:00")
        line = next(row for row in self.told("health")["connections"] if row["code"] == "edi-birch")
        self.assertEqual(line["last_inbound_at"], "2026-11-19T09:00:00Z")
        self.assertEqual(line["last_outbound_at"], "2026-11-17T09:00:00Z")
        self.assertTrue(line["reachable"])
        self.assertIsNone(line["last_contact_at"])

    def test_how_long_the_keys_last(self):
        self.gateway_user.group_ids |= self.env.ref("base.group_system")  # may have keys that never expire
        Keys = self.env(user=self.gateway_user.id)["res.users.apikeys"]
        day = timedelta(days=1)
        Keys._generate("rpc", "sidecar", fields.Datetime.now() + 20 * day + timedelta(hours=1))
        Keys._generate("rpc", "old", fields.Datetime.now() + 3 * day + timedelta(hours=1))
        keys = [row for row in self.told("health")["keys"] if row["user"] == self.gateway_user.name]
        self.assertEqual([(row["name"], row["days_left"]) for row in keys], [("old", 3), ("sidecar", 20)])
        self.assertNotIn("key", keys[0])

    def test_keys_of_people_are_nobodys_business(self):
        Keys = self.env(user=self.person.id)["res.users.apikeys"]
        Keys._generate("rpc", "private", fields.Datetime.now() + timedelta(days=3))
        self.assertNotIn("private", [row["name"] for row in self.told("health")["keys"]])

    def test_an_operator_of_another_company_sees_neither_lines_nor_keys(self):
        other = self.env["res.company"].create({"name": "Other clinic"})
        groups = "base.group_user,suture.group_operator"
        stranger = new_test_user(
            self.env,
            "suture_test_stranger",
            groups=groups,
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        Keys = self.env(user=self.gateway_user.id)["res.users.apikeys"]
        Keys._generate("rpc", "sidecar", fields.Datetime.now() + timedelta(days=3))
        told = self.told("health", user=stranger)
        self.assertEqual((told["connections"], told["keys"]), ([], []))
