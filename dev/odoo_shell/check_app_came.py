"""Checks that installing Purchase next to the core has also installed the addon's module for it, and that an
order can be exchanged.
Prints ALL WELL, or WRONG with the reason.

Run by `odoo shell`, which defines `env`. Used by `npm run test:upgrade`.
"""

from odoo import Command

wrong = []
states = {row.name: row.state for row in env["ir.module.module"].search([("name", "=like", "suture%")])}  # noqa: F821
wanted = {"suture", "suture_product", "suture_account", "suture_purchase"}
if {name for name, state in states.items() if state == "installed"} != wanted:
    wrong.append(f"the modules are {states}")

vendor = env["res.partner"].create({"name": "Came", "is_company": True})  # noqa: F821
flow = env["suture.flow"].search([("code", "=", "order-dispatch")])  # noqa: F821
flow = flow or env["suture.flow"].create({"code": "order-dispatch", "name": "Order dispatch"})  # noqa: F821
connection = env["suture.connection"].create(  # noqa: F821
    {
        "code": "came",
        "name": "Came",
        "partner_id": vendor.id,
        "format_code": "x12",
        "flow_ids": [Command.set(flow.ids)],
    }
)
product = env["product.product"].create({"name": "Came"})  # noqa: F821
line = Command.create({"product_id": product.id, "product_qty": 1, "price_unit": 1.0, "tax_ids": []})
order = env["purchase.order"].create({"partner_id": vendor.id, "order_line": [line]})  # noqa: F821
order.button_confirm()
if order.integration_state != "in_progress":
    wrong.append(f"the order is {order.integration_state}")
exchange = env["suture.exchange"].create(  # noqa: F821
    {
        "message_key": "came/1",
        "connection_id": connection.id,
        "company_id": env.company.id,  # noqa: F821
        "state": "attention",
        "res_model": order._name,
        "res_id": order.id,
        "link_ids": [Command.create({"res_model": order._name, "res_id": order.id})],
    }
)
env["suture.crosswalk"].create(  # noqa: F821
    {
        "connection_id": connection.id,
        "scheme": "item",
        "value": "C-1",
        "res_model": product._name,
        "res_id": product.id,
    }
)
groups = env.ref("base.group_user") | env.ref("suture.group_gateway")  # noqa: F821
user = env["res.users"].create(  # noqa: F821
    {"name": "Came", "login": "came", "group_ids": [Command.set(groups.ids)]}
)
gateway = env(user=user.id, su=False, context={})["suture.gateway"]  # noqa: F821
reads = {
    "order": {
        "model": "purchase.order",
        "domain": [["id", "=", order.id]],
        "fields": ["name", "picking_type_id"],
    },
    "types": {"model": "stock.picking.type", "domain": [["code", "=", "incoming"]], "fields": ["id"]},
    "products": {
        "model": "product.product",
        "domain": [["purchase_order_line_ids.order_id", "=", order.id]],
        "fields": ["name", "is_storable"],
    },
}
told = gateway.read(reads)
expected = [[{"id": order.id, "name": order.name, "picking_type_id": None}], [], [product.id]]
if [told["order"], told["types"], [row["id"] for row in told["products"]]] != expected:
    wrong.append(f"the gateway reads {told}")
env.cr.commit()  # noqa: F821
print("\n".join(f"WRONG {what}" for what in wrong) or "ALL WELL")
