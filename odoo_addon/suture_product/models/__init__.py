from . import crosswalk, exchange_map, exchange_units, exchange_unknown, gateway, product_product, uom_uom
