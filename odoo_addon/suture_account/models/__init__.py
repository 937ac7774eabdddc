from . import (
    account_move,
    account_move_stage,
    account_payment,
    catalogue_setting,
    connection_charges,
    crosswalk,
    exchange,
    exchange_map,
    exchange_unknown,
    gateway,
    overview,
)
