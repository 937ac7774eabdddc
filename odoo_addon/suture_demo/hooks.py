"""Completes the parts of the demo data that depend on the database: chart of accounts, taxes, flows and
stock.
"""

from .departments import stock_departments

EDI_FLOWS = {
    "order-dispatch": "Order dispatch",
    "order-change": "Order change",
    "order-response": "Order response",
    "vendor-invoice": "Vendor invoice",
    "acknowledgement": "Functional acknowledgement",
}
CONNECTION_FLOWS = {
    "connection_edi_harbor": EDI_FLOWS,
    "connection_edi_lakeshore": EDI_FLOWS,
    "connection_edi_summit": EDI_FLOWS,
    "connection_ehr": {
        "encounter-completed": "Encounter completed",
        "stock-consumption": "Stock consumption",
        "requisition": "Requisition",
    },
    "connection_billing": {
        "billing-trigger": "Billing trigger",
        "customer-invoice": "Customer invoice",
        "payment": "Payment",
    },
}
REVENUES = (
    ("4100", "411000", "Outpatient Services Revenue"),
    ("4200", "412000", "Laboratory Services Revenue"),
)
# Consumables are billed as ordered; medicines and laboratory supplies as received, which is Odoo's default.
BILLED_AS_ORDERED = ("category_consumables", "category_wound")
TAXED_PRODUCTS = ("product_1007", "product_1008")
STOCK = (
    ("product_1002", None, 400),
    ("product_3001", "lot_saline", 96),
    ("product_3002", "lot_lidocaine", 40),
    ("product_3003", "lot_ceftriaxone", 20),
    ("product_4001", "lot_edta_tubes", 500),
)


def complete(env):
    """Completes the installation of the demo company, Northfield Health: US dollars, accounts, taxes, flows
    and stock.
    """
    company = env.ref("base.main_company")
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    _use_dollars(env, company)
    if not company.chart_template:
        env["account.chart.template"].try_loading("generic_coa", company)
    _switch_flows_on(env)
    _tax_some_products(env, company)
    _bill_some_products_as_ordered(env)
    _map_freight(env, company)
    _map_revenues(env, company)
    _fill_stock(env)
    stock_departments(env)


def _use_dollars(env, company):
    dollar = env.ref("base.USD")
    dollar.active = True
    if company.currency_id != dollar:
        company.currency_id = dollar


def _switch_flows_on(env):
    Flow = env["suture.flow"].with_context(active_test=False)
    known = {flow.code: flow for flow in Flow.search([])}
    for connection, flows in CONNECTION_FLOWS.items():
        for code, name in flows.items():
            if code not in known:
                known[code] = Flow.create({"code": code, "name": name})
        env.ref(f"suture_demo.{connection}").flow_ids = Flow.union(*(known[code] for code in flows))


def _bill_some_products_as_ordered(env):
    categories = [env.ref(f"suture_demo.{name}").id for name in BILLED_AS_ORDERED]
    products = env["product.template"].search([("categ_id", "in", categories)])
    products.purchase_method = "purchase"


def _tax_some_products(env, company):
    tax = env["account.tax"].create(
        {
            "name": "8% purchase",
            "amount": 8.0,
            "type_tax_use": "purchase",
            "company_id": company.id,
            "country_id": company.account_fiscal_country_id.id or env.ref("base.us").id,
        }
    )
    _name(env, "tax_purchase_8", tax)
    for name in TAXED_PRODUCTS:
        env.ref(f"suture_demo.{name}").supplier_taxes_id = tax


def _map_freight(env, company):
    freight = env["account.account"].create(
        {
            "code": "611500",
            "name": "Freight In",
            "account_type": "expense",
            "company_ids": [(6, 0, company.ids)],
        }
    )
    _name(env, "account_freight", freight)
    entry = env["suture.crosswalk"].create(
        {
            "connection_id": env.ref("suture_demo.connection_edi_harbor").id,
            "scheme": "charge",
            "value": "D240",
            "record": f"account.account,{freight.id}",
        }
    )
    _name(env, "crosswalk_freight_harbor", entry)


def _map_revenues(env, company):
    """Creates a revenue account for each code of the billing system and maps the code to it."""
    for theirs, ours, name in REVENUES:
        account = env["account.account"].create(
            {"code": ours, "name": name, "account_type": "income", "company_ids": [(6, 0, company.ids)]}
        )
        _name(env, f"account_revenue_{theirs}", account)
        entry = env["suture.crosswalk"].create(
            {
                "connection_id": env.ref("suture_demo.connection_billing").id,
                "scheme": "revenue-account",
                "value": theirs,
                "record": f"account.account,{account.id}",
            }
        )
        _name(env, f"crosswalk_revenue_{theirs}", entry)


def _fill_stock(env):
    shelf = env.ref("stock.warehouse0").lot_stock_id
    for product, lot, quantity in STOCK:
        quant = {"product_id": env.ref(f"suture_demo.{product}").id, "inventory_quantity": quantity}
        if lot:
            quant["lot_id"] = env.ref(f"suture_demo.{lot}").id
        counted = (
            env["stock.quant"].with_context(inventory_mode=True).create({**quant, "location_id": shelf.id})
        )
        counted.action_apply_inventory()


def _name(env, name, record):
    env["ir.model.data"]._update_xmlids(
        [{"xml_id": f"suture_demo.{name}", "record": record, "noupdate": True}]
    )
