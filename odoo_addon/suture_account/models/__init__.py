from . import (
    account_move,
    account_payment,
    catalogue_setting,
    connection_charges,
    crosswalk,
    exchange,
    exchange_map,
    exchange_unknown,
    flow_access,
    gateway,
    moot_payments,
    overview,
)
