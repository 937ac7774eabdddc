"""What depends on the state of the database: chart of accounts, taxes, flows, and what is in stock."""

EDI_FLOWS = {
    "order-dispatch": "Order dispatch",
    "order-response": "Order response",
    "vendor-invoice": "Vendor invoice",
    "acknowledgement": "Functional acknowledgement",
}
EDI_CONNECTIONS = ("connection_edi_harbor", "connection_edi_lakeshore", "connection_edi_summit")
TAXED_PRODUCTS = ("product_1007", "product_1008")
STOCK = (
    ("product_1002", None, 400),
    ("product_3001", "lot_saline", 96),
    ("product_3002", "lot_lidocaine", 40),
    ("product_3003", "lot_ceftriaxone", 20),
    ("product_4001", "lot_edta_tubes", 500),
)


def complete(env):
    """Finishes the installation: Northfield Health in US dollars, accounts, taxes, flows, some stock."""
    company = env.ref("base.main_company")
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    _use_dollars(env, company)
    if not company.chart_template:
        env["account.chart.template"].try_loading("generic_coa", company)
    _switch_flows_on(env)
    _tax_some_products(env, company)
    _map_freight(env, company)
    _fill_stock(env)


def _use_dollars(env, company):
    dollar = env.ref("base.USD")
    dollar.active = True
    if company.currency_id != dollar:
        company.currency_id = dollar


def _switch_flows_on(env):
    Flow = env["suture.flow"].with_context(active_test=False)
    known = {flow.code: flow for flow in Flow.search([("code", "in", list(EDI_FLOWS))])}
    new = [{"code": code, "name": name} for code, name in EDI_FLOWS.items() if code not in known]
    flows = Flow.create(new) | Flow.browse(flow.id for flow in known.values())
    for name in EDI_CONNECTIONS:
        env.ref(f"suture_demo.{name}").flow_ids = flows


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
