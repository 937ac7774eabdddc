"""Uninstalls Purchase, as an administrator does. Run by `odoo shell`, which defines `env`."""

env["ir.module.module"].search([("name", "=", "purchase")]).button_immediate_uninstall()  # noqa: F821
print("ALL WELL")
