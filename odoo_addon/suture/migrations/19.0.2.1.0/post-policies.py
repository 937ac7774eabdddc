"""Migrates the policy columns of a connection into one JSON object.

Values that equal their defaults are not stored; the same applies to all later changes. Odoo removes the
columns with their fields at the end of the upgrade.
"""

from odoo import SUPERUSER_ID, api
from odoo.addons.suture.catalogue.values import without_defaults
from odoo.tools import SQL
from odoo.tools.sql import table_columns

COLUMNS = (
    "price_tolerance_percent",
    "price_tolerance_amount",
    "date_tolerance_days",
    "quantity_decrease_percent",
    "accept_backorders",
    "transit_days",
    "charge_tolerance_amount",
    "charge_account_id",
    "payment_journal_id",
    "patient_partner_id",
    "accept_partial_payments",
    "wait_hours",
    "first_expiry_first_out",
)


def migrate(cr, version):
    there = [name for name in COLUMNS if name in table_columns(cr, "suture_connection")]
    if not there:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    described = env["suture.catalogue.setting"]._described(
        "flow", env["suture.catalogue.entry"]._of("flow").mapped("code")
    )
    columns = SQL(", ").join(SQL.identifier(name) for name in there)
    for row in env.execute_query_dict(SQL("SELECT id, policy, %s FROM suture_connection", columns)):
        read = {name: _value(name, row[name]) for name in there if row[name] is not None}
        policy = {**without_defaults(described, read), **(row["policy"] or {})}
        # Written by SQL to keep existing values even if a current check would refuse them.
        cr.execute(
            "UPDATE suture_connection SET policy = %s WHERE id = %s",
            [env["suture.connection"]._fields["policy"].convert_to_column(policy, None), row["id"]],
        )


def _value(name, value):
    """Converts the value of a column to JSON. 0 days of transit become None, because 0 meant "unknown"."""
    if name == "transit_days" and not value:
        return None
    return value if isinstance(value, bool | int) else float(value)
