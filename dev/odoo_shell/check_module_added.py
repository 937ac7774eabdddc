"""Checks that upgrading the core has installed the module `suture_added`, and removes the module again.
Prints ALL WELL, or WRONG with the reason.

Run by `odoo shell`, which defines `env`. Used by `npm run test:upgrade`.
"""

env = env  # noqa: F821
module = env["ir.module.module"].search([("name", "=", "suture_added")])
wrong = [] if module.state == "installed" else [f"the added module is {module.state or 'unknown'}"]
# Later steps run without the folder of the module.
env["ir.model.data"].search([("module", "=", "base"), ("name", "=", "module_suture_added")]).unlink()
env.cr.execute("DELETE FROM ir_module_module WHERE name = 'suture_added'")
env.cr.commit()
print("\n".join(f"WRONG {what}" for what in wrong) or "ALL WELL")
