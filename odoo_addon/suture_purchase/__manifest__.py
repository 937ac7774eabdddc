{
    "name": "Suture Integration: Purchase",
    "summary": "Orders, order responses and bills exchanged with vendors",
    "version": "19.0.2.0.0",
    "category": "Hidden",
    "license": "LGPL-3",
    "author": "Suture contributors",
    "auto_install": True,
    "depends": ["suture_account", "purchase"],
    "data": [
        "data/mail_template_data.xml",
        "views/purchase_order_views.xml",
        "views/purchase_order_timeline_views.xml",
        "views/purchase_order_stage_views.xml",
        "views/exchange_match_views.xml",
    ],
    "demo": ["demo/suture_purchase_demo.xml"],
    "post_init_hook": "refresh",
    "assets": {
        "web.assets_backend": [
            "suture_purchase/static/src/lib/suture_purchase.js",
            "suture_purchase/static/src/lib/**/*.xml",
            "suture_purchase/static/src/lib/**/*.scss",
        ],
        "web.assets_unit_tests": ["suture_purchase/static/tests/lib/**/*.test.js"],
        "web.assets_tests": ["suture_purchase/static/tests/tours/lib/**/*.js"],
    },
}
