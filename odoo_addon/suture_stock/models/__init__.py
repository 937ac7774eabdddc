from . import (
    crosswalk,
    exchange,
    exchange_map,
    exchange_unknown,
    flow_access,
    gateway,
    res_company,
    stock_location,
    stock_move,
    stock_picking,
    stock_picking_stage,
    stock_warehouse,
)
