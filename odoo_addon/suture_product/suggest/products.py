"""Suggests products for an unknown item of a partner."""

from odoo.addons.suture.suggest.history import identifiers, values


def of_product(unknown):
    """Yields `(product, reason)` for products with the same GTIN, vendor code or internal reference."""
    yield from _same_gtin(unknown)
    yield from _vendor_code(unknown)
    yield from _own_code(unknown)


def _same_gtin(unknown):
    """Yields products and packages with the same GTIN. In documents, a GTIN always has 14 digits, but the
    same GTIN as a barcode has 8, 12, 13 or 14.
    """
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
            yield pack.product_id, env._("same GTIN (package)")


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
            reason = env._("vendor code of %s", info.partner_id.name)
        for product in products[:4]:
            yield product, reason


def _own_code(unknown):
    for product in unknown.env["product.product"].search([("default_code", "in", values(unknown))], limit=4):
        yield product, unknown.env._("internal reference")
