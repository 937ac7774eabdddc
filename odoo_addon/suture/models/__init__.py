from . import synced_mixin  # first: the documents below inherit from it

# isort: split
from . import (
    account_move,
    account_payment,
    connection,
    connection_billing,
    connection_delivery,
    connection_identifier,
    connection_stock,
    crosswalk,
    crosswalked,
    dry_run,
    exchange,
    exchange_actions,
    exchange_link,
    flow,
    idempotency_key,
    outbox,
    purchase_order,
    purchase_order_line,
    res_company,
    retention,
    stock_move,
    stock_picking,
    stock_warehouse,
    uom_uom,
)
