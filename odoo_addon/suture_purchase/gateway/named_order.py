"""Finds the order to which an order response refers, if the sidecar could not link the response to it, so
that the buyer sees the exchange on the order.
"""


def named_order(env, row):
    """Returns a list with the order of the connection's vendor whose number is the exchange's document
    number. The list is empty if no order or several orders match.

    Applies only to order responses without links, because the sidecar links the documents that it could plan.
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
