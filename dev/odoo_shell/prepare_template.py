"""Turns a new database into the template of the environment.

Run by `odoo shell`, which defines `env`.
"""

company = env.company  # noqa: F821
if not company.chart_template:
    env["account.chart.template"].try_loading("generic_coa", company)  # noqa: F821
# Odoo loads the demo data of a module only if the modules on which it depends have demo data. Odoo's own demo
# data would mix with the demo company, so the modules are only marked as having it.
env.cr.execute("UPDATE ir_module_module SET demo = true WHERE state = 'installed'")  # noqa: F821
env.cr.commit()  # noqa: F821
