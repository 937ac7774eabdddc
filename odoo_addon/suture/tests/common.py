from datetime import timedelta

from odoo import Command, fields
from odoo.tests import TransactionCase, new_test_user

FLOWS = ("order-dispatch", "order-response", "vendor-invoice")


class SutureCase(TransactionCase):
    """Sets up a company with a vendor, a connection to it, and the integration user that calls the
    gateway.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gateway_user = new_test_user(
            cls.env, "suture_test_gateway", groups="base.group_user,suture.group_gateway"
        )
        cls.supplier = cls.env["res.partner"].create({"name": "Birch Medical", "is_company": True})
        cls.flows = cls._flows()
        cls.connection = cls.env["suture.connection"].create(
            {
                "code": "edi-birch",
                "name": "Birch EDI",
                "partner_id": cls.supplier.id,
                "environment": "production",
                "flow_ids": [Command.set(cls.flows.ids)],
                "acknowledges": True,
            }
        )

    @classmethod
    def _flows(cls):
        Flow = cls.env["suture.flow"].with_context(active_test=False)
        known = Flow.search([("code", "in", FLOWS)])
        missing = set(FLOWS) - set(known.mapped("code"))
        return known | Flow.create([{"code": code, "name": code} for code in sorted(missing)])

    @property
    def gateway(self):
        """Returns the gateway in the environment in which the sidecar calls it: with the integration user and
        an empty context.
        """
        return self.env(user=self.gateway_user.id, su=False, context={})["suture.gateway"]

    def elsewhere(self):
        """Moves the connection to another company, as if it had been created there."""
        company = self.env["res.company"].create({"name": "Other clinic"})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE suture_connection SET company_id = %s WHERE id = %s", [company.id, self.connection.id]
        )
        self.env.invalidate_all()
        return company

    def from_now(self, **time):
        """Returns an instant relative to now, in the sidecar's format. Tests that compare with the clock
        use it instead of fixed dates, which would expire.
        """
        return f"{(fields.Datetime.now() + timedelta(**time)).isoformat()}Z"

    def exchange(self, key, *documents, **values):
        """Returns the report of a recent exchange, linked to the documents, as the sidecar sends it."""
        return {
            "message_key": key,
            "revision": 1,
            "message_id": "0199-test",
            "direction": "inbound",
            "flow": "order-response",
            "connection": "edi-birch",
            "document_type": "OrderResponse",
            "document_code": "855",
            "document_number": "A-1",
            "state": "done",
            "findings": [],
            "changes": [],
            "attempts": 1,
            "received_at": self.from_now(seconds=-4),
            "done_at": self.from_now(seconds=-2),
            "acknowledgement": "none",
            "trace_id": "trace-1",
            "payload": {"type": "OrderResponse", "canary": "payload-canary"},
            "links": [{"model": document._name, "id": document.id} for document in documents],
            **values,
        }

    def item(self, key, *operations, documents=(), guards=(), content_hash="hash", **exchange):
        """Returns one document of a batch for `apply`, linked to the documents."""
        sent = self.exchange(f"message/{key}", **exchange)
        return {
            "key": key,
            "content_hash": content_hash,
            "exchange": sent,
            "guards": list(guards),
            "operations": list(operations),
            "links": [{"model": document._name, "id": document.id} for document in documents],
        }

    def report(self, key, *documents, **values):
        """Reports one exchange and returns its row."""
        answer = self.gateway.report([self.exchange(key, *documents, **values)])
        return self.env["suture.exchange"].browse(answer[0]["exchange_id"])


def guard(record, field, equals):
    return {"model": record._name, "id": record.id, "field": field, "equals": equals}
