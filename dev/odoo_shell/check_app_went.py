"""Checks that uninstalling Purchase has also uninstalled the addon's module for it, and that the core still
works. Prints ALL WELL, or WRONG with the reason.

Run by `odoo shell`, which defines `env`. Used by `npm run test:upgrade`.
"""

wrong = []
states = {row.name: row.state for row in env["ir.module.module"].search([("name", "=like", "suture%")])}  # noqa: F821
if states["suture_purchase"] != "uninstalled" or states["suture"] != "installed":
    wrong.append(f"the modules are {states}")

admin = env(user=env.ref("base.user_admin").id, su=False)  # noqa: F821
exchange = admin["suture.exchange"].search([("message_key", "=", "came/1")])
if len(exchange) != 1 or exchange.document_name or exchange._document():
    wrong.append("the exchange is not what it was")
exchange.read()
exchange.action_try_again()
exchange.sudo().link_ids._refresh_documents()
for model in ("suture.exchange", "suture.connection", "suture.crosswalk"):
    for view in ("form", "list", "search"):
        admin[model].get_view(view_type=view)
connection = admin["suture.connection"].search([("code", "=", "came")])
connection.read()
if "charge_account_id" in connection._policy() and "account.account" not in env:  # noqa: F821
    wrong.append("the policy names what is gone")
for section in admin["suture.overview"].get_overview()["sections"]:
    admin["suture.overview"].get_overview(section)
entry = admin["suture.crosswalk"].search([("value", "=", "C-1")])
entry.read()
user = env["res.users"].search([("login", "=", "came")])  # noqa: F821
gateway = env(user=user.id, su=False, context={})["suture.gateway"]  # noqa: F821
rows = gateway.outbox_take(50, 60)
gateway.outbox_report([{"id": row["id"], "status": "taken"} for row in rows])
if {row["event"] for row in rows} != {"order.confirmed", "replay"}:
    wrong.append(f"the outbox gave {rows}")
admin["suture.gateway.permission"].action_open()
if admin["suture.gateway.permission"].search_count([("module", "=", "suture_purchase")]):
    wrong.append("what is gone is still permitted")
print("\n".join(f"WRONG {what}" for what in wrong) or "ALL WELL")
