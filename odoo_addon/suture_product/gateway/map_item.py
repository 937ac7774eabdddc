"""Verb `map_item`: maps a partner's item number to the product that a person chose."""

from odoo.addons.suture.gateway.company import require_reachable
from odoo.addons.suture.gateway.refusal import Refused


def map_item(env, company, arguments):
    """Enters the product in the connection's crosswalk and returns the entry. An existing entry is changed.

    :param arguments: `{connection, scheme, value, product_id}`; `connection` is the code of the connection
    :raises Refused: `ODOO_REJECTED` if the company has no such connection
    """
    require_reachable(env, "product.product", [arguments["product_id"]], company)
    connection = env["suture.connection"].search(
        [("code", "=", arguments["connection"]), ("company_id", "=", company.id)]
    )
    if not connection:
        raise Refused("ODOO_REJECTED", env._("The connection %s does not exist.", arguments["connection"]))
    Crosswalk = env["suture.crosswalk"]
    key = {"connection_id": connection.id, "scheme": arguments["scheme"], "value": arguments["value"]}
    target = {"res_model": "product.product", "res_id": arguments["product_id"]}
    entry = Crosswalk.search([(name, "=", value) for name, value in key.items()])
    if not entry:
        return Crosswalk.create({**key, **target})
    entry.write(target)
    return entry
