"""Removes format options that never had an effect.

Earlier versions accepted any option and ignored unknown ones. From this version on, the sidecar does not
serve a connection with an unknown option.
"""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["suture.connection"].with_context(active_test=False).search([])._drop_unknown_options()
