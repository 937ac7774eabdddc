"""Checks what is still missing on a connection for its invoices to be entered without exceptions."""

from odoo.addons.suture.connection_checklist import Item


def charges(_, connection, _environment):
    if "vendor-invoice" not in connection.flow_ids.mapped("code") or connection._policy_value(
        "charge_account_id"
    ):
        return []
    text = _(
        "No account for charges: invoices with freight will become exceptions. Set one on the "
        "Policy tab or in the crosswalk."
    )
    return [Item(False, text)]
