{
    "name": "Suture Integration: Inventory Valuation",
    "summary": "Posts the cost of consumed stock to the department's cost centre",
    "version": "19.0.2.0.0",
    "category": "Hidden",
    "license": "LGPL-3",
    "author": "Suture contributors",
    "auto_install": True,
    "depends": ["suture_stock", "suture_account", "stock_account"],
}
