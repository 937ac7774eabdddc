"""Finds the order that an order response names if the sidecar could not link it, so that the buyer sees the
exchange on the order.
"""


def named_order(env, row):
    """Returns the order of the connection's vendor that an exchange names, as a list of one; empty if there
    is none or several.

    Applies only to order responses without links. The sidecar links the documents that it could plan.
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
