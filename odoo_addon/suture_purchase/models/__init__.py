from . import (
    account_move,
    connection_sample,
    exchange,
    exchange_unknown,
    gateway,
    outbox,
    overview,
    product_product,
    purchase_order,
    purchase_order_line,
    purchase_answer,
    status_request,
)
