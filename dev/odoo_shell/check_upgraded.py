"""Checks the views, states and figures of an upgraded database as users see them. Prints ALL WELL, or WRONG
with the reason.

Run by `odoo shell`, which defines `env`. Used by `npm run test:upgrade`.
"""

from odoo.exceptions import ValidationError
from odoo.tests import Form

wrong = []


def expect(truth, what):
    if not truth:
        wrong.append(what)


def by_name(names):
    return env["ir.module.module"].search([("name", "in", names)])  # noqa: F821


MODULES = [
    "suture",
    "suture_product",
    "suture_account",
    "suture_stock",
    "suture_stock_account",
    "suture_purchase",
    "suture_purchase_stock",
]
for module in by_name(MODULES):
    expect(module.state == "installed", f"{module.name} is {module.state}")
expect(len(by_name(MODULES)) == len(MODULES), "a module is not known")

admin = env(user=env.ref("base.user_admin").id, su=False)  # noqa: F821
for model in (
    "purchase.order",
    "account.move",
    "account.payment",
    "stock.picking",
    "uom.uom",
    "suture.connection",
    "suture.exchange",
    "suture.crosswalk",
    "suture.exchange.map",
    "res.config.settings",
):
    for view in ("form", "list", "search"):
        if view == "form" or model not in ("suture.exchange.map", "res.config.settings"):
            admin[model].get_view(view_type=view)
for name, field in (
    ("purchase.order", "integration_state"),
    ("account.move", "integration_timeline"),
    ("stock.picking", "integration_alerts"),
    ("suture.connection", "policy"),
    ("suture.connection", "format_options"),
):
    arch = admin[name].get_view(view_type="form")["arch"]
    expect(f'name="{field}"' in arch, f"the form of {name} does not show {field}")

Setting = admin["suture.catalogue.setting"]
codes = admin["suture.catalogue.entry"]._of("flow").mapped("code")
settings = Setting._for_company("flow", codes, admin.company)
shown = {setting["path"] for setting in settings}
expect({"charge_account_id", "first_expiry_first_out"} <= shown, f"the form of policies shows only {shown}")
for connection in env["suture.connection"].with_context(active_test=False).search([]):  # noqa: F821
    try:
        connection._check_policy()
        connection._check_format_code()
        connection._check_format_settings()
        connection._check_transports()
        connection._check_fallback()
    except ValidationError as error:
        wrong.append(f"{connection.code} cannot be saved: {error}")

answer = admin["suture.overview"].get_overview()
expect(answer["sections"] == ["flows", "orders", "money", "health"], f"sections {answer['sections']}")
for section in answer["sections"]:
    admin["suture.overview"].get_overview(section)
admin["suture.gateway.permission"].action_open()
expect(admin["suture.gateway.permission"].search_count([]) > 200, "the permissions are not listed")

if env.ref("suture_demo.connection_ehr", raise_if_not_found=False):  # noqa: F821
    orders = env["purchase.order"].search([("integration_state", "!=", "none")])  # noqa: F821
    before = {order.id: order.integration_state for order in orders}
    expect(set(before.values()) == {"synced", "attention", "in_progress"}, f"states {before}")
    orders._refresh_integration_state()
    expect({order.id: order.integration_state for order in orders} == before, "the states were stale")
    expect(all(order.with_env(admin).integration_timeline["steps"] for order in orders), "no timeline")
    harbor = env.ref("suture_demo.connection_edi_harbor")  # noqa: F821
    freight = env.ref("suture_demo.account_freight")  # noqa: F821
    expect(harbor._policy_record("charge_account_id") == freight, "the account for charges is gone")
    expect(harbor._policy().get("date_tolerance_days") == 3, f"the policy is {harbor._policy()}")
    expect(harbor.delivery_detail == "Connection refused", f"the last error is {harbor.delivery_detail}")
    asked = env["suture.exchange"].search([("message_key", "=", "asked/1")])  # noqa: F821
    asked = asked.with_env(admin)
    expect(asked.reason == "An item is not known.", f"the reason is {asked.reason}")
    expect(asked.suggestion == "Map the item.", f"the suggestion is {asked.suggestion}")
    expect(asked.note == "Nothing was changed.", f"the note is {asked.note}")
    expect(asked.findings[0]["text"] == "Line 1: HM-?", f"the findings are {asked.findings}")
    expect(asked.changes[0]["text"] == "Line 1: 10 → 8", f"the changes are {asked.changes}")
    expect(asked.preview["reason"] == "It would ask again.", f"the preview is {asked.preview}")
    found = admin["suture.exchange"].search([("reason", "ilike", "not known"), ("id", "=", asked.id)])
    expect(found, "a reason of before is not found by its words")
    refused = env["suture.outbox"].search([]).filtered("message")  # noqa: F821
    expect("The file was refused." in refused.mapped("message"), "a message of the outbox is gone")
    ehr = env.ref("suture_demo.connection_ehr")  # noqa: F821
    expect(ehr._policy().get("first_expiry_first_out") is False, "a choice is gone")
    template = env.ref("suture_purchase.order_status_mail_template")  # noqa: F821
    expect(template.subject == "Edited by a person", f"the template was written anew: {template.subject}")
    expect(env.ref("uom.product_uom_dozen").unece_code == "DPC", "a unit's code was written anew")  # noqa: F821
    flow = env["suture.flow"].search([("code", "=", "requisition")])  # noqa: F821
    expect(not flow.with_env(admin).switched_on, "a flow was switched on")
    product = env.ref("suture_demo.product_1002")  # noqa: F821
    with Form(admin["purchase.order"]) as form:
        form.partner_id = harbor.partner_id
        with form.order_line.new() as line:
            line.product_id = product
            line.product_qty = 1
    form.record.button_confirm()
    expect(form.record.integration_state == "in_progress", "a new order is not sent")

print("\n".join(f"WRONG {what}" for what in wrong) or "ALL WELL")
