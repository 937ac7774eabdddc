{
    "name": "Suture Integration: Inventory Valuation",
    "summary": "The cost of what a department used goes to its cost centre",
    "version": "19.0.2.0.0",
    "category": "Hidden",
    "license": "LGPL-3",
    "author": "Suture contributors",
    "auto_install": True,
    "depends": ["suture_stock", "suture_account", "stock_account"],
}
