"""The order that an answer names which nobody could read: its buyer looks there, not in the queue."""


def named_order(env, row):
    """The order of the connection's supplier that an exchange names, as a list of one; empty without one.

    Only of what came in as the answer to an order, and has no links of its own: the sidecar links what it
    could plan.
    """
    number, supplier = row.document_number, row.connection_id.partner_id
    if (row.document_type, row.direction) != ("OrderResponse", "inbound") or row.link_ids:
        return []
    if not number or not supplier:
        return []
    domain = [
        ("name", "=", number),
        ("company_id", "=", row.company_id.id),
        ("partner_id", "child_of", supplier.commercial_partner_id.id),
    ]
    found = env["purchase.order"].search(domain, limit=2)
    return [found] if len(found) == 1 else []
