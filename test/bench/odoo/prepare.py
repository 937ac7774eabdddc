# Run in Odoo's shell by test/bench/odoo-side.ts, which puts `options` before it: a supplier, sixty items and three
# connections of the benchmark, and confirmed orders. Made once; orders are added when there are too few.
import json

ITEMS = 60
env = env(context={**env.context, "allowed_company_ids": env.ref("base.main_company").ids})  # noqa: F821
company = env.ref("base.main_company")


def found(model, domain, values):
    return env[model].with_context(active_test=False).search(domain, limit=1) or env[model].create(values)


supplier = found("res.partner", [("ref", "=", "BENCHSUPPLY")], {"name": "Bench Supplies", "ref": "BENCHSUPPLY"})
products = []
for number in range(1, ITEMS + 1):
    code = f"BENCH-{number:02d}"
    values = {"name": f"Bench item {number}", "default_code": code, "type": "consu", "is_storable": True}
    # Nothing is received, so bills must not wait for it.
    values |= {"purchase_method": "purchase", "supplier_taxes_id": [(5,)]}
    product = found("product.product", [("default_code", "=", code)], values)
    offer = {"partner_id": supplier.id, "product_tmpl_id": product.product_tmpl_id.id, "price": 10.0}
    found("product.supplierinfo", [("product_code", "=", f"BS-{number:02d}")], {**offer, "product_code": f"BS-{number:02d}"})
    products.append(product)


def connection(code, kind, flows, values):
    wanted = env["suture.flow"].search([("code", "in", flows)])
    new = {"code": code, "name": code, "kind": kind, "environment": "production", **values}
    known = found("suture.connection", [("code", "=", code)], new)
    if known.flow_ids != wanted:
        known.flow_ids = wanted


connection(
    "bench-edi",
    "edi",
    ["order-response", "vendor-invoice"],
    {
        "partner_id": supplier.id,
        "format_code": "x12",
        "format_version": "004010",
        "acknowledges": True,
        "route_transport": "folder",
        "identifier_ids": [
            (0, 0, {"owner": "partner", "scheme": "ZZ", "value": "BENCHSUPPLY"}),
            (0, 0, {"owner": "us", "scheme": "ZZ", "value": "NORTHFIELD"}),
        ],
    },
)
events = {"format_code": "cloudevents", "format_version": "1.0"}
connection("bench-erp", "other", ["requisition"], events)
connection("bench-load", "other", ["requisition"], {**events, "bulk": True})

env.cr.commit()  # the sidecar's calls stamp the connections: the shorter they are held, the better
warehouse = env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
Order = env["purchase.order"]
there = [("partner_ref", "=", options["pool"])]  # noqa: F821
missing = options["orders"] - Order.search_count(there)  # noqa: F821
values = {
    "partner_id": supplier.id,
    "partner_ref": options["pool"],  # noqa: F821
    "order_line": [
        (0, 0, {"product_id": p.id, "product_qty": 1000, "price_unit": 10.0, "date_planned": "2026-12-01 12:00:00"})
        for p in products[: options["lines"]]  # noqa: F821
    ],
}
if missing > 0:
    Order.create([dict(values) for _order in range(missing)]).with_context(mail_notrack=True).button_confirm()
orders = Order.search(there, order="id desc", limit=options["orders"])  # noqa: F821
env.cr.commit()
answer = {
    "supplier": supplier.id,
    "receipts": warehouse.in_type_id.id,
    "unit": products[0].uom_id.id,
    "products": [{"id": p.id, "code": p.default_code, "supplierCode": f"BS-{n:02d}"} for n, p in enumerate(products, 1)],
    "orders": [{"id": o.id, "name": o.name, "lines": o.order_line.ids} for o in orders],
}
print("BENCH " + json.dumps(answer))
