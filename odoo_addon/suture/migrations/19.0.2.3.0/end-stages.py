"""Computes the stages of all documents that were exchanged, and their states, which depend on the stages.

Previews belong to users now; those of an earlier version are not kept.
"""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    for name, model in env.registry.items():
        # A bank statement line has the field of its journal entry, but not the method.
        if hasattr(model, "_suture_refresh_linked") and not model._abstract:
            env[name]._suture_refresh_linked()
