"""Verb `consume_stock`: moves the goods that a department has used out of its stock, or returned goods back
into it, with Odoo's own moves.
"""

from odoo import Command
from odoo.addons.suture.gateway.company import require_reachable
from odoo.addons.suture.gateway.refusal import Refused
from odoo.addons.suture.gateway.values import number
from odoo.tools import SQL, float_compare, float_round

DIRECTIONS = ("consumption", "return")


def consume_stock(env, company, arguments):
    """Moves goods between a department's location and Consumption, validates the transfer and returns it.

    A consumption takes stock from the location and its child locations, and never more than is available. The
    cost according to Odoo's valuation is posted to the analytic account on the date of use; a return reverses
    it.

    :param arguments: `{number, direction: "consumption" | "return", used_on: YYYY-MM-DD, location_id,
        analytic_account_id?, lines: [{product_id, lot_id?, quantity}]}`; quantities are decimal strings or
        numbers in the product's stock unit
    :raises Refused: `QUANTITY_SHORT`, `LOT_MISSING`, `UNKNOWN_LOCATION`, `UNKNOWN_UNIT`
    """
    if arguments["direction"] not in DIRECTIONS:
        raise ValueError(f"direction {arguments['direction']!r} is not one of {', '.join(DIRECTIONS)}")
    if not arguments["lines"]:
        raise ValueError("a movement has at least one line")
    department = _department(env, company, arguments["location_id"])
    lines = [_line(env, company, line) for line in arguments["lines"]]
    transfer = _transfer(env, company, department, arguments, _portions(department, lines, arguments))
    transfer.with_context(cancel_backorder=True)._action_done()
    _check_done(transfer)
    return transfer


def _department(env, company, location_id):
    require_reachable(env, "stock.location", [location_id], company)
    location = env["stock.location"].browse(location_id)
    if location.usage != "internal" or location.company_id != company:
        raise Refused(
            "UNKNOWN_LOCATION", env._("%s does not contain any stock that you own.", location.display_name)
        )
    return location


def _line(env, company, line):
    """Returns `(product, lot, quantity)` of a line. Raises Refused if the lot is missing or wrong, or if Odoo
    would round the quantity.
    """
    require_reachable(env, "product.product", [line["product_id"]], company)
    product = env["product.product"].browse(line["product_id"])
    lot = env["stock.lot"]
    if line.get("lot_id"):
        require_reachable(env, "stock.lot", [line["lot_id"]], company)
        lot = lot.browse(line["lot_id"])
        if lot.product_id != product:
            raise Refused(
                "LOT_MISSING",
                env._("Lot %(lot)s does not belong to %(item)s.", lot=lot.name, item=product.name),
            )
    elif product.is_storable and product.tracking != "none":
        raise Refused(
            "LOT_MISSING", env._("%s is tracked by lot, but no lot was given.", product.display_name)
        )
    return product, lot, _countable(product, number(line["quantity"]))


def _countable(product, quantity):
    """Returns the quantity unchanged. Raises Refused if it has more decimal places than Odoo stores, and
    ValueError if it is not above zero.
    """
    if quantity <= 0:
        raise ValueError("a quantity is above zero")
    digits = product.env["decimal.precision"].precision_get("Product Unit")
    if float_compare(quantity, float_round(quantity, precision_digits=digits), precision_digits=9):
        raise Refused(
            "UNKNOWN_UNIT",
            product.env._(
                "%(item)s is counted in %(unit)s with %(digits)s decimal places, but %(quantity)s has more.",
                item=product.display_name,
                unit=product.uom_id.name,
                digits=digits,
                quantity=quantity,
            ),
        )
    return quantity


def _portions(department, lines, arguments):
    """Returns, for each line, the portions of its quantity and where each is moved from or to: `[(product,
    lot, [(quantity, location, package, owner)])]`.
    """
    if arguments["direction"] == "return":
        return [(product, lot, [(quantity, department, None, None)]) for product, lot, quantity in lines]
    stock = _locked_stock(department, lines)
    return [
        (product, lot, _take(stock, department, product, lot, quantity)) for product, lot, quantity in lines
    ]


def _locked_stock(department, lines):
    """Returns the department's stock by product and lot, in the order first in, first out: `{(product, lot):
    [[quant, quantity left]]}`.

    Locks the quants, so that other transactions wait. If another transaction has changed them in the
    meantime, Odoo retries the whole call.
    """
    env = department.env
    products = {product.id for product, _lot, _quantity in lines if product.is_storable}
    domain = [("product_id", "in", list(products)), ("location_id", "child_of", department.id)]
    quants = env["stock.quant"].search(domain, order="in_date, id")
    if quants:
        statement = "SELECT id FROM stock_quant WHERE id IN %s ORDER BY id FOR UPDATE"
        env.cr.execute(SQL(statement, tuple(quants.ids)), log_exceptions=False)
        quants.invalidate_recordset(["quantity"], flush=False)
    stock = {}
    for quant in quants:
        stock.setdefault((quant.product_id, quant.lot_id), []).append([quant, quant.quantity])
    return stock


def _take(stock, department, product, lot, quantity):
    """Subtracts the quantity from `stock` and returns the portions `[(quantity, location, package, owner)]`.
    Raises Refused if not enough is available.
    """
    if not product.is_storable:
        return [(quantity, department, None, None)]
    unit, places, missing = product.uom_id, [], quantity
    shelves = stock.get((product, lot), [])
    there = sum(left for _quant, left in shelves)
    if unit.compare(there, quantity) < 0:
        raise _short(department, product, lot, quantity, there)
    for shelf in shelves:
        quant, left = shelf
        portion = unit.round(min(left, missing))
        if unit.compare(portion, 0) > 0:
            places.append((portion, quant.location_id, quant.package_id, quant.owner_id))
            shelf[1] = unit.round(left - portion)
            missing = unit.round(missing - portion)
    if unit.compare(missing, 0) > 0:
        raise _short(department, product, lot, quantity, quantity - missing)
    return places


def _short(department, product, lot, quantity, there):
    env = department.env
    item = f"{product.display_name} ({lot.name})" if lot else product.display_name
    return Refused(
        "QUANTITY_SHORT",
        env._(
            "%(wanted)s %(unit)s of %(item)s were used, but only %(there)s are available in "
            "%(place)s. No stock was moved.",
            wanted=f"{quantity:g}",
            unit=product.uom_id.name,
            item=item,
            there=f"{max(there, 0):g}",
            place=department.display_name,
        ),
    )


def _transfer(env, company, department, arguments, portions):
    kind = company.suture_consumption_type_id
    if not kind:
        raise Refused(
            "UNKNOWN_LOCATION", env._("%s has no warehouse, so no stock can be consumed.", company.name)
        )
    used, is_return = kind.default_location_dest_id, arguments["direction"] == "return"
    source, target = (used, department) if is_return else (department, used)
    transfer = env["stock.picking"].create(
        {
            "picking_type_id": kind.id,
            "location_id": source.id,
            "location_dest_id": target.id,
            "origin": arguments["number"],
            "company_id": company.id,
            "move_ids": [
                Command.create(_move(company, source, target, arguments, *portion)) for portion in portions
            ],
        }
    )
    # Lines that are created together with their moves are not linked to the transfer, which would then show
    # no lots.
    transfer.move_ids.move_line_ids.picking_id = transfer
    return transfer


def _move(company, source, target, arguments, product, lot, places):
    is_return = arguments["direction"] == "return"
    return {
        "product_id": product.id,
        "product_uom": product.uom_id.id,
        "product_uom_qty": sum(quantity for quantity, *_place in places),
        "location_id": source.id,
        "location_dest_id": target.id,
        "company_id": company.id,
        "origin": arguments["number"],
        **company.env["stock.move"]._suture_values_of_use(company, arguments),
        "move_line_ids": [
            Command.create(
                {
                    "product_id": product.id,
                    "product_uom_id": product.uom_id.id,
                    "quantity": quantity,
                    "location_id": source.id if is_return else location.id,
                    "location_dest_id": target.id,
                    "lot_id": lot.id,
                    "package_id": package.id if package else False,
                    "owner_id": owner.id if owner else False,
                    "company_id": company.id,
                }
            )
            for quantity, location, package, owner in places
        ],
        "picked": True,
    }


def _check_done(transfer):
    """Raises Refused, so that the transfer is rolled back, unless Odoo has moved the full quantities and no
    stock has become negative.
    """
    env = transfer.env
    undone = transfer.move_ids.filtered(
        lambda move: (
            move.state != "done" or move.product_uom.compare(move.quantity, move.product_uom_qty) != 0
        )
    )
    if undone or not transfer.move_ids:
        raise Refused("ODOO_REJECTED", env._("The transfer %s was not fully processed.", transfer.name))
    lines = transfer.move_line_ids.filtered(lambda line: line.location_id.usage == "internal")
    domain = [
        ("product_id", "in", lines.product_id.ids),
        ("location_id", "in", lines.location_id.ids),
        ("quantity", "<", 0),
    ]
    if below := env["stock.quant"].search(domain, limit=1):
        text = env._(
            "The stock of %s would become negative. No stock was moved.", below.product_id.display_name
        )
        raise Refused("QUANTITY_SHORT", text)
