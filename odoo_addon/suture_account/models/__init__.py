from . import (
    account_move,
    account_payment,
    connection_billing,
    connection_charges,
    crosswalk,
    exchange,
    exchange_map,
    exchange_unknown,
    gateway,
    overview,
)
