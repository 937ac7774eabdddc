"""Migrates flows that were switched off for all companies, and what was marked as seen: both are now stored
per company.
"""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    _switch_off_in_each_company(cr)
    _show_imports_only_to_whom_all_of_it_concerns(api.Environment(cr, SUPERUSER_ID, {}))


def _switch_off_in_each_company(cr):
    """Switches flows off in each company if users had switched them off for all companies. `active` now means
    that the sidecar's catalogue contains the flow.
    """
    cr.execute(
        """
        INSERT INTO suture_flow_off_company_rel (suture_flow_id, res_company_id)
             SELECT flow.id, company.id FROM suture_flow flow CROSS JOIN res_company company
              WHERE NOT flow.active AND flow.retired IS NOT TRUE
        ON CONFLICT DO NOTHING
        """
    )
    cr.execute("UPDATE suture_flow SET active = true WHERE NOT active AND retired IS NOT TRUE")


def _show_imports_only_to_whom_all_of_it_concerns(env):
    rule = env.ref("suture.crosswalk_batch_company_rule", raise_if_not_found=False)
    if rule:
        rule.domain_force = "[('connection_ids', 'not any', [('company_id', 'not in', company_ids)])]"
