"""Verbs that carry out a person's decision on an order line: `add_substitute_line`, `split_order_line` and
`order_from_next_vendor`. The plan has already reduced the line itself.
"""

from odoo.addons.suture.gateway.company import require_reachable
from odoo.addons.suture.gateway.refusal import Refused
from odoo.addons.suture.gateway.values import moment, number
from odoo.addons.suture_account.gateway.money import countable
from odoo.addons.suture_product.suggest.units import converting


def split_order_line(env, company, arguments):
    """Adds a line with the product, price, taxes and analytic distribution of an order line, and returns it.

    :param arguments: `{line_id, quantity, date_planned}`; the quantity is in the unit of the line
    :raises Refused: `ODOO_REJECTED` if the order is not confirmed, `UNKNOWN_UNIT` if Odoo would round the
        quantity
    """
    line = _line(env, company, arguments["line_id"])
    quantity = _quantity(line, arguments["quantity"])
    return line.copy(
        {
            "order_id": line.order_id.id,
            "product_qty": quantity,
            "price_unit": line.price_unit,
            "discount": line.discount,
            "date_planned": moment(arguments["date_planned"]),
            "sequence": line.sequence,
        }
    )


def add_substitute_line(env, company, arguments):
    """Adds a line with the substitute for an order line, and returns it. Without a price, Odoo's price for
    the vendor applies, or the price of the line if the vendor has none for the substitute.

    :param arguments: `{line_id, product_id, quantity, price_unit?, date_planned?}`; quantity and price are
        for the unit of the line
    :raises Refused: `ODOO_REJECTED` if the order is not confirmed or the product is not purchased,
        `UNKNOWN_UNIT` if the product does not use the unit, or Odoo would round the quantity
    """
    line = _line(env, company, arguments["line_id"])
    require_reachable(env, "product.product", [arguments["product_id"]], company)
    product = env["product.product"].browse(arguments["product_id"])
    _require_fit(line, product)
    values = {
        "order_id": line.order_id.id,
        "product_id": product.id,
        "product_qty": _quantity(line, arguments["quantity"]),
        "product_uom_id": line.product_uom_id.id,
        "date_planned": moment(arguments.get("date_planned")) or line.date_planned,
        "sequence": line.sequence,
        "analytic_distribution": line.analytic_distribution,
    }
    if arguments.get("price_unit") is not None:
        values["price_unit"] = number(arguments["price_unit"])
    elif not _seller(line, product):
        values.update(price_unit=line.price_unit, discount=line.discount)
    return env["purchase.order.line"].create(values)


def order_from_next_vendor(env, company, arguments):
    """Adds a quantity of the line's product to a request for quotation for the product's next vendor, and
    returns that request. Lines of the same order for the same vendor share one request.

    :param arguments: `{line_id, quantity}`; the quantity is in the unit of the line
    :raises Refused: `UNKNOWN_SUPPLIER` if the product has no other vendor, `UNKNOWN_UNIT` if Odoo would round
        the quantity
    """
    line = _line(env, company, arguments["line_id"])
    quantity = _quantity(line, arguments["quantity"])
    seller = next_seller(line)
    if not seller:
        raise Refused(
            "UNKNOWN_SUPPLIER",
            env._("%s has no other vendor. Add one to the product first.", line.product_id.display_name),
        )
    request = _request(line.order_id, seller.partner_id)
    env["purchase.order.line"].create(
        {
            "order_id": request.id,
            "product_id": line.product_id.id,
            "product_qty": quantity,
            "product_uom_id": line.product_uom_id.id,
            "analytic_distribution": line.analytic_distribution,
        }
    )
    return request


def next_seller(line):
    """Returns the first vendor entry of the line's product, in Odoo's order, of another vendor."""
    order = line.order_id
    ours = order.partner_id.commercial_partner_id
    product = line.product_id.with_company(order.company_id)
    sellers = product._prepare_sellers({"order_id": order})
    today = order.env.cr.now().date()
    return sellers.filtered(
        lambda seller: (
            seller.partner_id.active
            and seller.partner_id.commercial_partner_id != ours
            and seller.company_id.id in (False, order.company_id.id)
            and seller.product_id.id in (False, product.id)
            and (not seller.date_start or seller.date_start <= today)
            and (not seller.date_end or seller.date_end >= today)
        )
    )[:1]


def _request(order, vendor):
    Order = order.env["purchase.order"]
    same = [
        ("state", "=", "draft"),
        ("origin", "=", order.name),
        ("partner_id", "=", vendor.id),
        ("company_id", "=", order.company_id.id),
    ]
    values = {
        "partner_id": vendor.id,
        "origin": order.name,
        "company_id": order.company_id.id,
        "user_id": order.user_id.id,
    }
    if "picking_type_id" in order._fields:
        values.update(picking_type_id=order.picking_type_id.id, dest_address_id=order.dest_address_id.id)
    return Order.search(same, limit=1) or Order.create(values)


def _line(env, company, line_id):
    require_reachable(env, "purchase.order.line", [line_id], company)
    line = env["purchase.order.line"].browse(line_id)
    if line.order_id.state != "purchase" or line.display_type or not line.product_id:
        raise Refused("ODOO_REJECTED", env._("%s is not a confirmed order.", line.order_id.display_name))
    return line


def _quantity(line, stated):
    if not countable(line.env, stated):
        raise Refused(
            "UNKNOWN_UNIT",
            line.env._(
                "%(quantity)s of %(item)s has more decimal places than Odoo can store. Nothing was changed.",
                quantity=stated,
                item=line.product_id.display_name,
            ),
        )
    return number(stated)


def _require_fit(line, product):
    env, unit = line.env, line.product_uom_id
    if product == line.product_id or not product.purchase_ok or not product.active:
        raise Refused("ODOO_REJECTED", env._("%s cannot replace the item.", product.display_name))
    if not converting(product.uom_id, unit):
        raise Refused(
            "UNKNOWN_UNIT",
            env._(
                "%(product)s is not counted in %(unit)s. Correct the order by hand.",
                product=product.display_name,
                unit=unit.name,
            ),
        )


def _seller(line, product):
    order = line.order_id
    return product.with_company(order.company_id)._select_seller(
        partner_id=order.partner_id,
        quantity=None,
        date=order.date_order and order.date_order.date(),
        uom_id=line.product_uom_id,
        params={"order_id": order},
    )
