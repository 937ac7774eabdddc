from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestConnectionToVendor(OrderCase):
    def test_orders_go_out_only_once_it_is_live(self):
        maple = self.env["res.partner"].create({"name": "Maple", "is_company": True})
        draft = self.env["suture.connection"].create(
            {
                "name": "Maple",
                "code": "edi-maple",
                "partner_id": maple.id,
                "is_draft": True,
                "active": False,
                "format_code": "x12",
                "flow_ids": self.flows.ids,
                "route_transport": "folder",
                "envelope_identifiers": {"us": {"id": "NORTHFIELD"}, "partner": {"id": "MAPLE"}},
            }
        )
        order = self.order(partner_id=maple.id)
        self.assertFalse(order._dispatch_connection())
        draft.action_go_live()
        self.assertEqual(order._dispatch_connection(), draft)

    def test_the_checklist_looks_at_the_vendors_prices(self):
        self.connection.format_code = "x12"
        self.assertIn("No product lists this vendor", str(self.connection.setup_checklist))
        self.env["product.supplierinfo"].create(
            {"partner_id": self.supplier.id, "product_tmpl_id": self.product.product_tmpl_id.id}
        )
        self.connection.invalidate_recordset(["setup_checklist"])
        self.assertIn("have a UN/ECE code", str(self.connection.setup_checklist))
