"""Which product an item of a partner may be."""

from .history import identifiers, values


def of_product(unknown):
    """On the order, by GTIN, by a vendor's code, by our own."""
    yield from _same_line(unknown)
    yield from _same_gtin(unknown)
    yield from _vendor_code(unknown)
    yield from _own_code(unknown)
    yield from _on_order(unknown)


def ordered_lines(unknown):
    """The lines of the orders that the document is about, which the user may see."""
    exchange = unknown.exchange_id
    ids = [link.res_id for link in exchange.link_ids if link.res_model == "purchase.order"]
    Order = unknown.env["purchase.order"]
    orders = Order.search([("id", "in", ids)]) if ids and Order.has_access("read") else Order
    return orders.order_line.filtered(lambda line: line.product_id and not line.display_type)


def same_line(unknown):
    """The lines of the order with the number that the partner's line has."""
    return ordered_lines(unknown).filtered(lambda line: str(line.suture_line_number) == (unknown.line or ""))


def _same_line(unknown):
    env = unknown.env
    for line in same_line(unknown):
        words = env._("line %(line)s of order %(order)s", line=unknown.line, order=line.order_id.name)
        yield line.product_id, words


def _on_order(unknown):
    for line in ordered_lines(unknown) - same_line(unknown):
        yield line.product_id, unknown.env._("on order %s", line.order_id.name)


def _same_gtin(unknown):
    """Barcodes are kept with 8, 12, 13 or 14 digits; in documents a GTIN always has 14."""
    env = unknown.env
    told = [each["id"] for each in identifiers(unknown) if each["scheme"] == "gtin"]
    codes = {code.lstrip("0").zfill(size) for code in told for size in (8, 12, 13, 14)}
    if not codes:
        return
    reason = env._("same GTIN")
    for product in env["product.product"].search([("barcode", "in", sorted(codes))], limit=4):
        yield product, reason
    Pack = env["product.uom"]
    if Pack.has_access("read"):
        for pack in Pack.search([("barcode", "in", sorted(codes))], limit=4):
            yield pack.product_id, env._("same GTIN, of a pack")


def _vendor_code(unknown):
    env = unknown.env
    Info = env["product.supplierinfo"]
    if not Info.has_access("read"):
        return
    partner = unknown.connection_id.partner_id.commercial_partner_id
    for info in Info.search([("product_code", "in", values(unknown))], limit=8):
        products = info.product_id or info.product_tmpl_id.product_variant_ids
        if info.partner_id.commercial_partner_id == partner:
            reason = env._("%s's code on the product", partner.name)
        else:
            reason = env._("code of another vendor, %s", info.partner_id.name)
        for product in products[:4]:
            yield product, reason


def _own_code(unknown):
    for product in unknown.env["product.product"].search([("default_code", "in", values(unknown))], limit=4):
        yield product, unknown.env._("our own reference")
