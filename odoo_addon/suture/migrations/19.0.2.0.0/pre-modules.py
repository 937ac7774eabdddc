"""Splits the addon into one module per app: everything that belongs to an app moves to the module that
depends on it.

At the end of an upgrade, Odoo deletes what a module no longer declares, including columns. Therefore,
everything that moves is assigned to its new module before the core module is loaded, and the new modules are
installed in the same run.
"""

#: Models of apps that the addon extends. Their fields and their inheritance records move.
MODELS = {
    "suture_account": ("account.move", "account.payment"),
    "suture_product": ("product.product", "uom.uom"),
    "suture_purchase": ("purchase.order", "purchase.order.line"),
    "suture_stock": ("stock.location", "stock.picking", "stock.warehouse"),
    "suture_stock_account": ("stock.move",),
}
#: Fields, by module, of the core's models and of models that several modules extend.
FIELDS = {
    "suture_account": {
        "account.bank.statement.line": ("suture_billing_number",),
        "suture.connection": (
            "accept_partial_payments",
            "charge_account_id",
            "patient_partner_id",
            "payment_journal_id",
            "wait_hours",
        ),
        "suture.exchange.map": ("account_id", "analytic_account_id"),
    },
    "suture_product": {"suture.exchange.map": ("product_id", "uom_id")},
    "suture_stock": {
        "res.company": ("suture_consumption_type_id",),
        "suture.connection": ("first_expiry_first_out",),
        "suture.exchange.map": ("location_id",),
    },
}
RECORDS = {
    "suture_account": (
        "account_customer_invoice_list",
        "account_move_form",
        "account_move_form_timeline",
        "account_move_list",
        "account_move_search",
        "account_payment_form",
        "connection_form_billing",
    ),
    "suture_product": ("uom_uom_form", "uom_uom_list"),
    "suture_purchase": (
        "demo_exchange_attention",
        "demo_exchange_sent",
        "demo_order",
        "demo_product",
        "demo_product_product_template",
        "order_status_mail_template",
        "purchase_order_form",
        "purchase_order_form_timeline",
        "purchase_order_kpis_list",
        "purchase_order_list",
        "purchase_order_search",
        "request_for_quotation_search",
    ),
    "suture_stock": (
        "stock_picking_form",
        "stock_picking_form_timeline",
        "stock_picking_list",
        "stock_picking_search",
    ),
}
#: Constraints, indexes and foreign keys by their names in PostgreSQL.
CONSTRAINTS = {
    "suture_account": (
        "account_move_suture_billing_number_unique",
        "account_payment_suture_payment_reference_unique",
        "account_payment_suture_refunded_payment_id_fkey",
        "suture_connection_charge_account_id_fkey",
        "suture_connection_patient_partner_id_fkey",
        "suture_connection_payment_journal_id_fkey",
        "suture_exchange_map_account_id_fkey",
        "suture_exchange_map_analytic_account_id_fkey",
    ),
    "suture_product": ("suture_exchange_map_product_id_fkey", "suture_exchange_map_uom_id_fkey"),
    "suture_purchase": (
        "purchase_order_integration_unanswered_index",
        "purchase_order_line_integration_unbilled_index",
    ),
    "suture_stock": (
        "res_company_suture_consumption_type_id_fkey",
        "suture_exchange_map_location_id_fkey",
    ),
    "suture_stock_account": ("stock_move_suture_analytic_account_id_fkey",),
}
#: Data that users may have edited, by table.
KEPT = {
    "mail_template": ("order_status_mail_template",),
    "product_template": ("demo_product_product_template",),
    "purchase_order": ("demo_order",),
    "purchase_order_line": ("demo_order_line",),
    "suture_exchange": ("demo_exchange_attention", "demo_exchange_sent"),
}
MODULES = (*MODELS, "suture_purchase_stock")


def migrate(cr, version):
    for module, models in MODELS.items():
        for model in models:
            _move_model(cr, model, module)
    for module, models in FIELDS.items():
        for model, names in models.items():
            table = model.replace(".", "_")
            _move(cr, [f"field_{table}__{name}" for name in names], module)
    for module, names in RECORDS.items():
        _move(cr, list(names), module)
    for module, names in CONSTRAINTS.items():
        _move(cr, [f"constraint_{name}" for name in names], module)
        _move_constraints(cr, list(names), module)
    _forget_fields_of_others(cr)
    _name_parts_of_the_demo(cr)
    _keep_content(cr)
    _install(cr)


def _move_model(cr, model, module):
    table = model.replace(".", "_")
    cr.execute(
        """
        UPDATE ir_model_data SET module = %(module)s
         WHERE module = 'suture'
           AND (name = %(model)s OR starts_with(name, %(fields)s) OR starts_with(name, %(inherits)s))
        """,
        {
            "module": module,
            "model": f"model_{table}",
            "fields": f"field_{table}__",
            "inherits": f"model_inherit__{table}__",
        },
    )


def _move(cr, names, module):
    cr.execute(
        "UPDATE ir_model_data SET module = %s WHERE module = 'suture' AND name = ANY(%s)", [module, names]
    )


def _move_constraints(cr, names, module):
    cr.execute(
        """
        UPDATE ir_model_constraint SET module = new.id
          FROM ir_module_module new, ir_module_module old
         WHERE new.name = %s AND old.name = 'suture'
           AND ir_model_constraint.module = old.id AND ir_model_constraint.name = ANY(%s)
        """,
        [module, names],
    )


def _forget_fields_of_others(cr):
    """Deletes the core's XML IDs of fields that apps add to its models. The core is loaded before those apps,
    so the upgrade would otherwise delete the fields.
    """
    cr.execute(
        """
        DELETE FROM ir_model_data
         WHERE module = 'suture' AND model = 'ir.model.fields'
           AND (starts_with(name, 'field_account_bank_statement_line__integration_')
                OR name ~ '^field_suture_.*__website_message_ids$'
                OR name ~ '^field_suture_.*__message_has_sms_error$')
        """
    )


def _name_parts_of_the_demo(cr):
    """Assigns the XML IDs of this version to the existing line and links of the demo order."""
    for name, model, query in (
        (
            "demo_order_line",
            "purchase.order.line",
            "SELECT min(l.id) FROM purchase_order_line l WHERE l.order_id = %s",
        ),
        (
            "demo_exchange_sent_link",
            "suture.exchange.link",
            "SELECT min(id) FROM suture_exchange_link WHERE exchange_id = %s",
        ),
        (
            "demo_exchange_attention_link",
            "suture.exchange.link",
            "SELECT min(id) FROM suture_exchange_link WHERE exchange_id = %s",
        ),
    ):
        parent = name.rpartition("_")[0]
        cr.execute(
            "SELECT res_id FROM ir_model_data WHERE module = 'suture_purchase' AND name = %s", [parent]
        )
        for (parent_id,) in cr.fetchall():
            cr.execute(
                f"""
                INSERT INTO ir_model_data (module, name, model, res_id, noupdate)
                     SELECT 'suture_purchase', %s, %s, part.id, true FROM ({query}) AS part(id)
                      WHERE part.id IS NOT NULL
                ON CONFLICT DO NOTHING
                """,
                [name, model, parent_id],
            )


def _keep_content(cr):
    """Copies data that users may have edited to separate tables, before a module overwrites it at
    installation. `end-modules.py` restores it.
    """
    for table, names in KEPT.items():
        cr.execute(
            f"""
            CREATE TABLE suture_kept_{table} AS
            SELECT kept.* FROM {table} kept JOIN ir_model_data data ON data.res_id = kept.id
             WHERE data.module = 'suture_purchase' AND data.name = ANY(%s)
            """,
            [list(names)],
        )


def _install(cr):
    cr.execute(
        "UPDATE ir_module_module SET state = 'to install' WHERE state = 'uninstalled' AND name = ANY(%s)",
        [list(MODULES)],
    )
