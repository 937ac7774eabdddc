"""Creates the stock of the departments, and maps the EHR's codes to records."""

DEPARTMENTS = (("clinic_east", "CLE"), ("clinic_west", "CLW"), ("laboratory", "LAB"))
STOCK = (
    ("clinic_east", "product_1002", None, 200),
    ("clinic_east", "product_1006", None, 300),
    ("clinic_east", "product_2001", "lot_gauze", 120),
    ("clinic_east", "product_3001", "lot_saline_early", 12),
    ("clinic_east", "product_3001", "lot_saline", 24),
    ("clinic_east", "product_3001", "lot_saline_expired", 3),
    ("clinic_east", "product_3002", "lot_lidocaine_early", 5),
    ("clinic_east", "product_3002", "lot_lidocaine", 15),
    ("clinic_west", "product_1002", None, 100),
    ("clinic_west", "product_3001", "lot_saline", 18),
    ("clinic_west", "product_3003", "lot_ceftriaxone", 10),
    ("clinic_west", "product_3004", "lot_paracetamol", 200),
    ("laboratory", "product_1002", None, 100),
    ("laboratory", "product_4001", "lot_edta_tubes", 250),
)
COSTS = {
    "product_1002": 0.05,
    "product_1006": 0.02,
    "product_2001": 0.11,
    "product_3001": 2.4,
    "product_3002": 3.1,
    "product_3003": 4.8,
    "product_3004": 0.04,
    "product_4001": 0.16,
}


def stock_departments(env):
    """Creates the stock of the departments, sets the costs of products, and maps the EHR's codes in the
    crosswalk.
    """
    for product, cost in COSTS.items():
        env.ref(f"suture_demo.{product}").standard_price = cost
    for department, product, lot, quantity in STOCK:
        _count(env, department, product, lot, quantity)
    _enter_what_the_ehr_says(env)


def _count(env, department, product, lot, quantity):
    quant = {
        "product_id": env.ref(f"suture_demo.{product}").id,
        "location_id": env.ref(f"suture_demo.location_{department}").id,
        "inventory_quantity": quantity,
    }
    if lot:
        quant["lot_id"] = env.ref(f"suture_demo.{lot}").id
    env["stock.quant"].with_context(inventory_mode=True).create(quant).action_apply_inventory()


def _enter_what_the_ehr_says(env):
    """Maps the EHR's codes for departments (with and without the prefix DEP-), cost centres and a unit in the
    crosswalk.
    """
    for name, code in DEPARTMENTS:
        location = env.ref(f"suture_demo.location_{name}")
        account = env.ref(f"suture_demo.analytic_{name}")
        _enter(env, "department", code, location)
        _enter(env, "cost-centre", f"CC-{code}", account)
        _enter(env, "department-cost", code, account)
        _enter(env, "department-cost", f"DEP-{code}", account)
    # The EHR counts tablets; the stock unit of tablets is one piece.
    _enter(env, "unit", "U2", env.ref("uom.product_uom_unit"))


def _enter(env, scheme, value, record):
    connection = env.ref("suture_demo.connection_ehr")
    entry = {"connection_id": connection.id, "scheme": scheme, "value": value}
    env["suture.crosswalk"].create({**entry, "record": f"{record._name},{record.id}"})
