"""Turns a freshly made database into the template of the environment.

Run by `odoo shell`, which defines `env`.
"""

company = env.company  # noqa: F821
if not company.chart_template:
    env["account.chart.template"].try_loading("generic_coa", company)  # noqa: F821
# Demo data of a module is loaded only where the modules it depends on have theirs. Odoo's own is not wanted,
# for it would mix with the demo company, but the addon's is: so the modules are marked as having it.
env.cr.execute("UPDATE ir_module_module SET demo = true WHERE state = 'installed'")  # noqa: F821
env.cr.commit()  # noqa: F821
