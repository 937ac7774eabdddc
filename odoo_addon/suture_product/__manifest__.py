{
    "name": "Suture Integration: Products",
    "summary": "Items, units and vendor prices in documents exchanged with partners",
    "version": "19.0.2.0.0",
    "category": "Hidden",
    "license": "LGPL-3",
    "author": "Suture contributors",
    "auto_install": True,
    "depends": ["suture", "product"],
    "data": [
        "views/uom_uom_views.xml",
        "views/crosswalk_views.xml",
    ],
    "post_init_hook": "fill_codes",
}
