{
    "name": "Suture Integration: Inventory",
    "summary": "Transfers and stock consumption reported by partners",
    "version": "19.0.2.0.0",
    "category": "Hidden",
    "license": "LGPL-3",
    "author": "Suture contributors",
    "auto_install": True,
    "depends": ["suture_product", "stock"],
    "data": [
        "data/stock_data.xml",
        "views/stock_picking_views.xml",
        "views/stock_picking_timeline_views.xml",
        "views/crosswalk_views.xml",
    ],
    "post_init_hook": "refresh",
}
