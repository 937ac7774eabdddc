"""Checks what a connection to a vendor is missing before orders can be sent over it."""

from odoo.addons.suture.connection_checklist import Item
from odoo.fields import Domain

from .models.purchase_order import DISPATCH_FLOW

MOST_COUNTED = 100


def vendor(_, connection, _environment):
    """Returns a warning if another connection also sends orders to the vendor, because each order is sent
    over exactly one connection.
    """
    partner = connection.partner_id.commercial_partner_id
    if not partner or not _sends_orders(connection):
        return []
    domain = Domain("id", "!=", connection._origin.id) & Domain("company_id", "=", connection.company_id.id)
    domain &= Domain("partner_id", "child_of", partner.id) & Domain("flow_ids.code", "=", DISPATCH_FLOW)
    other = connection.search(domain, limit=1)
    if not other:
        return []
    text = _(
        "Orders to this vendor are also sent by %s. Switch off order dispatch there.", other.display_name
    )
    return [Item(False, text)]


def units(_, connection, _environment):
    """Returns a warning if units on the vendor's price list have no UN/ECE code, because orders with such a
    unit cannot be sent.
    """
    partner = connection.partner_id.commercial_partner_id
    if not partner or not _sends_orders(connection):
        return []
    prices = connection.env["product.supplierinfo"].sudo()
    domain = Domain("partner_id", "child_of", partner.id)
    if not prices.search_count(domain, limit=1):
        return [
            Item(
                False,
                _("No product lists this vendor yet. Enter the vendor's item numbers on the products."),
            )
        ]
    uncoded = prices.search(domain & Domain("product_uom_id.unece_code", "=", False), limit=MOST_COUNTED)
    if not uncoded:
        return [Item(True, _("All units on this vendor's price list have a UN/ECE code."))]
    names = ", ".join(sorted(set(uncoded.product_uom_id.mapped("name")))[:5])
    return [Item(False, _("Units without a UN/ECE code, which cannot be used in orders: %s.", names))]


def _sends_orders(connection):
    return DISPATCH_FLOW in connection.flow_ids.mapped("code")
