from . import gateway, purchase_order, stock_move, stock_picking
