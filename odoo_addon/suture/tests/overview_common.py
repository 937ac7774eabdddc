from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user

from .common import SutureCase


class OverviewCase(SutureCase):
    """Sets up exchanges, orders and users for figures."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.now = fields.Datetime.now()
        cls.flow = cls.env["suture.flow"].create({"code": "overview-test", "name": "Overview test"})
        cls.person = new_test_user(cls.env, "suture_test_overview", groups=cls._groups(), tz="UTC")

    @classmethod
    def _groups(cls):
        return "base.group_user,suture.group_manager"

    def told(self, section, period="week", user=None, company_id=None):
        """Returns the data of a section of the overview as the given user (by default `person`) sees it."""
        self.env.flush_all()
        env = self.env(user=(user or self.person).id, su=False, context={})
        answer = env["suture.overview"].get_overview(section, period, company_id)
        self.assertEqual(answer["section"], section)
        return answer["data"]

    def ago(self, **time):
        return self.now - timedelta(**time)

    def row(self, state="done", **values):
        """Creates an exchange of the flow under test, in the company of the connection."""
        number = self.env["suture.exchange"].search_count([])
        return self.env["suture.exchange"].create(
            {
                "message_key": f"overview/{number}/{len(values)}/{values.get('received_at')}",
                "connection_id": self.connection.id,
                "company_id": self.connection.company_id.id,
                "flow_id": self.flow.id,
                "document_type": "Payment",
                "state": state,
                **values,
            }
        )

    def linked(self, order, document_type, direction, at, state="done", **values):
        """Creates an exchange that is linked to the order, sent or received at the given time."""
        return self.row(
            state,
            document_type=document_type,
            direction=direction,
            received_at=at,
            done_at=at if state == "done" else False,
            res_model=order._name,
            res_id=order.id,
            link_ids=[fields.Command.create({"res_model": order._name, "res_id": order.id})],
            **values,
        )

    def sent(self, order, at, **values):
        return self.linked(order, "Order", "outbound", at, **values)

    def answered(self, order, at, **values):
        return self.linked(order, "OrderResponse", "inbound", at, **values)

    def counted(self, model, domain, user=None):
        """Returns the number of records that a click on a figure with this domain opens."""
        return self.env[model].with_user(user or self.person).search_count(domain)
