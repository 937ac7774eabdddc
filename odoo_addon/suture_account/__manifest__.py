{
    "name": "Suture Integration: Accounting",
    "summary": "Bills, customer invoices and payments exchanged with partners",
    "version": "19.0.2.0.0",
    "category": "Hidden",
    "license": "LGPL-3",
    "author": "Suture contributors",
    "auto_install": True,
    "depends": ["suture_product", "account"],
    "data": [
        "views/account_move_views.xml",
        "views/account_move_timeline_views.xml",
        "views/billing_views.xml",
        "views/crosswalk_views.xml",
    ],
    "post_init_hook": "refresh",
    "assets": {
        "web.assets_backend": [
            "suture_account/static/src/lib/suture_account.js",
        ],
    },
}
