"""Fills a database with the data of an installation after a day of work, using the addon's own methods.

Run by `odoo shell` with an earlier addon, which defines `env`. Used by `npm run test:upgrade`.
"""

from odoo import Command, fields

company = env.ref("base.main_company")  # noqa: F821
harbor = env.ref("suture_demo.connection_edi_harbor")  # noqa: F821
billing = env.ref("suture_demo.connection_billing")  # noqa: F821
ehr = env.ref("suture_demo.connection_ehr")  # noqa: F821
groups = env.ref("base.group_user") | env.ref("suture.group_gateway")  # noqa: F821
user = env["res.users"].create(  # noqa: F821
    {"name": "Upgrade", "login": "upgrade_gateway", "group_ids": [Command.set(groups.ids)]}
)
gateway = env(user=user.id, su=False, context={})["suture.gateway"]  # noqa: F821
now = f"{fields.Datetime.now().isoformat()}Z"


def exchange(key, connection, document_type, number, **values):
    told = {"message_key": key, "revision": 1, "direction": "inbound", "connection": connection.code}
    about = {"document_type": document_type, "document_number": number, "state": "done", "received_at": now}
    return {**told, **about, "done_at": now, "findings": [], "changes": [], "links": [], **values}


def apply(key, connection, document_type, number, *operations, links=(), **values):
    item = {
        "key": key,
        "content_hash": key,
        "exchange": exchange(f"message/{key}", connection, document_type, number, **values),
        "guards": [],
        "operations": list(operations),
        "links": list(links),
    }
    [result] = gateway.apply([item])
    assert result["status"] == "applied", result
    return result


def do(verb, **arguments):
    return {"op": "do", "verb": verb, "ref": "made", "arguments": arguments}


MADE = [{"ref": "made"}]

# Orders: one answered and billed, one with an exception, one whose outbox row is not taken yet.
product = env.ref("suture_demo.product_1002")  # noqa: F821
line = {"product_id": product.id, "product_qty": 10, "price_unit": 2.5, "tax_ids": [Command.clear()]}
orders = env["purchase.order"].create(  # noqa: F821
    [
        {"partner_id": harbor.partner_id.id, "order_line": [Command.create(line)]},
        {"partner_id": harbor.partner_id.id, "order_line": [Command.create(line)]},
        {"partner_id": harbor.partner_id.id, "order_line": [Command.create(line)]},
    ]
)
orders.button_confirm()
rows = gateway.outbox_take(50, 60)
gateway.outbox_report([{"id": row["id"], "status": "taken"} for row in rows[:2]])
answered = orders[0]
link = {"model": "purchase.order", "id": answered.id}
gateway.report(
    [
        exchange(
            "sent/1",
            harbor,
            "Order",
            answered.name,
            direction="outbound",
            acknowledgement="accepted",
            links=[link],
        )
    ]
)
write = {
    "op": "write",
    "model": "purchase.order.line",
    "id": answered.order_line.id,
    "values": {"product_qty": 8},
}
apply("answer/1", harbor, "OrderResponse", answered.name, write, links=[link])
bill = {
    "order_ids": answered.ids,
    "number": "HM-1",
    "invoice_date": fields.Date.to_string(fields.Date.today()),
    "currency": company.currency_id.name,
    "lines": [{"order_line_id": answered.order_line.id, "quantity": "8", "price_unit": "2.5"}],
    "charges": [],
    "total": "20.00",
    "tax_total": "0.00",
}
apply("bill/1", harbor, "Invoice", "HM-1", do("draft_vendor_bill", **bill), links=[link, *MADE])
unknown = {"model": "product.product", "scheme": "seller", "value": "HM-?", "name": "Gloves", "ids": []}
gateway.report(
    [
        exchange(
            "asked/1",
            harbor,
            "OrderResponse",
            orders[1].name,
            state="attention",
            reason_code="UNKNOWN_ITEM",
            reason="An item is not known.",
            findings=[{"code": "UNKNOWN_ITEM", "line": "1", "text": "Line 1: HM-?", "unknown": unknown}],
            payload={"type": "OrderResponse", "id": "1"},
            links=[{"model": "purchase.order", "id": orders[1].id}],
        )
    ]
)

# A customer invoice with a payment, and stock that a department used.
revenue = env.ref("suture_demo.account_revenue_4100")  # noqa: F821
payer = env.ref("suture_demo.partner_evergreen")  # noqa: F821
invoice = {
    "number": "BI-1",
    "partner_id": payer.id,
    "invoice_date": fields.Date.to_string(fields.Date.today()),
    "currency": company.currency_id.name,
    "lines": [
        {
            "name": "Visit",
            "account_id": revenue.id,
            "quantity": "1",
            "price_unit": "250.00",
            "amount": "250.00",
        }
    ],
    "total": "250.00",
    "tax_total": "0.00",
}
apply("invoice/1", billing, "CustomerInvoice", "BI-1", do("issue_customer_invoice", **invoice), links=MADE)
posted = env["account.move"].search([("suture_billing_number", "=", "BI-1")])  # noqa: F821
payment = {
    "reference": "PAY-1",
    "invoice_id": posted.id,
    "amount": "100.00",
    "currency": company.currency_id.name,
    "date": fields.Date.to_string(fields.Date.today()),
    "method": "ach",
}
apply("payment/1", billing, "Payment", "PAY-1", do("register_payment", **payment), links=MADE)
use = {
    "number": "MSG-1",
    "direction": "consumption",
    "used_on": fields.Date.to_string(fields.Date.today()),
    "location_id": env.ref("suture_demo.location_clinic_east").id,  # noqa: F821
    "analytic_account_id": env.ref("suture_demo.analytic_clinic_east").id,  # noqa: F821
    "lines": [{"product_id": product.id, "quantity": "5"}],
}
apply("use/1", ehr, "StockMovement", "MSG-1", do("consume_stock", **use), links=MADE)

# Texts that the sidecar reported about documents, deliveries and routes.
asked = env["suture.exchange"].search([("message_key", "=", "asked/1")])  # noqa: F821
asked.write(
    {
        "suggestion": "Map the item.",
        "note": "Nothing was changed.",
        "changes": [{"code": "UNKNOWN_ITEM", "line": "1", "text": "Line 1: 10 → 8"}],
        "preview": {"outcome": "attention", "reason": "It would ask again.", "findings": []},
    }
)
env["suture.outbox"].search([], limit=1).message = "The file was refused."  # noqa: F821
reported = {"delivery_detail": "Connection refused", "route_trouble": "The address is not allowed."}
harbor.write({name: text for name, text in reported.items() if name in harbor._fields})

# Settings and records that people have changed. Each setting differs from its default.
settings = {
    "price_tolerance_percent": 4.5,
    "price_tolerance_amount": 0.25,
    "date_tolerance_days": 3,
    "quantity_decrease_percent": 50,
    "accept_backorders": False,
    "charge_account_id": env.ref("suture_demo.account_freight").id,  # noqa: F821
    "transit_days": 4,
    "charge_tolerance_amount": 12.5,
    "option_order_type": "SA",
    "option_date_qualifier": "010",
    "option_price_basis": "PE",
    "option_buyer_qualifier": "IN",
    "option_seller_qualifier": "VC",
    "option_descriptions": False,
    "option_originals_only": True,
    "option_in_order": True,
    "x12_version": "005010",
}
harbor.write({name: value for name, value in settings.items() if name in harbor._fields})
harbor.option_acknowledgement = "999"
ehr.write({"option_cost_centre_places": "ZCC-1, PV1-3.1", "option_passed_over": "ADT, SIU^S12"})
journal = env["account.journal"].search([("type", "=", "bank"), ("company_id", "=", company.id)], limit=1)  # noqa: F821
billing.write({"payment_journal_id": journal.id, "wait_hours": 48, "accept_partial_payments": True})
ehr.first_expiry_first_out = False
data = env["ir.model.data"].search([("name", "=", "order_status_mail_template")])  # noqa: F821
env["mail.template"].browse(data.res_id).subject = "Edited by a person"  # noqa: F821
env.ref("uom.product_uom_dozen").unece_code = "DPC"  # noqa: F821
flow = env["suture.flow"].search([("code", "=", "requisition")])  # noqa: F821
flow["switched_on" if "switched_on" in flow._fields else "active"] = False
env.cr.commit()  # noqa: F821
print("FILLED")
