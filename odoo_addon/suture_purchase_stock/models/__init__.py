from . import gateway, purchase_order, stock_picking
