{
    "name": "Suture Integration: Purchase and Inventory",
    "summary": "Receipts of orders exchanged with vendors",
    "version": "19.0.2.0.0",
    "category": "Hidden",
    "license": "LGPL-3",
    "author": "Suture contributors",
    "auto_install": True,
    "depends": ["suture_purchase", "suture_stock", "purchase_stock"],
}
