"""Stores the versions of open orders that were sent before versions were stored."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    api.Environment(cr, SUPERUSER_ID, {})["suture.order.version"]._take_missing()
