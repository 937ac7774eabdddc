from . import synced_mixin  # first: the documents below inherit from it

# isort: split
from . import (
    account_move,
    connection,
    connection_identifier,
    crosswalk,
    exchange,
    exchange_actions,
    exchange_link,
    flow,
    idempotency_key,
    outbox,
    purchase_order,
    purchase_order_line,
    stock_picking,
    uom_uom,
)
