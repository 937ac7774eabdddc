"""Suggests records for an unknown item or unit from the lines of the document's orders."""

from odoo.addons.suture_product.suggest.units import converting


def of_ordered_product(unknown, others):
    """Yields the product of the matching order line, then `others`, then the products of the order's other
    lines.

    :param others: suggestions of other kinds, `(record, reason)`
    """
    yield from _same_line(unknown)
    yield from others
    yield from _on_order(unknown)


def of_ordered_unit(unknown, others):
    """Yields units for the matching order line: the units in `others` that convert to its unit, the
    packagings of its product, its own unit, and further units that convert to it.

    :param others: suggestions of other kinds, `(record, reason)`
    """
    env, lines = unknown.env, same_line(unknown)
    ordered = lines.product_uom_id
    yield from ((unit, reason) for unit, reason in others if converting(unit, ordered))
    for unit in lines.product_id.uom_ids:
        yield unit, env._("packaging of the product")
    for unit in ordered:
        yield unit, env._("unit of the order line")
    if ordered:
        for unit in converting(env["uom.uom"].search([], limit=500), ordered)[:4]:
            yield unit, env._("converts to %s", ordered[0].name)


def ordered_lines(unknown):
    """Returns the product lines of the purchase orders that the exchange is linked to and the user
    can see.
    """
    return _lines_of(unknown.exchange_id)


def order_line_of(exchange, number):
    """Returns the order line with this number on the exchange's order, or an empty recordset."""
    return _lines_of(exchange).filtered(lambda line: str(line.suture_line_number) == (number or ""))[:1]


def _lines_of(exchange):
    ids = [link.res_id for link in exchange.link_ids if link.res_model == "purchase.order"]
    Order = exchange.env["purchase.order"]
    orders = Order.search([("id", "in", ids)]) if ids and Order.has_access("read") else Order
    return orders.order_line.filtered(lambda line: line.product_id and not line.display_type)


def same_line(unknown):
    """Returns the order lines with the line number that the partner states."""
    return ordered_lines(unknown).filtered(lambda line: str(line.suture_line_number) == (unknown.line or ""))


def _same_line(unknown):
    env = unknown.env
    for line in same_line(unknown):
        words = env._("line %(line)s of order %(order)s", line=unknown.line, order=line.order_id.name)
        yield line.product_id, words


def _on_order(unknown):
    for line in ordered_lines(unknown) - same_line(unknown):
        yield line.product_id, unknown.env._("on order %s", line.order_id.name)
