# ruff: noqa: F821 - `env` is defined by `odoo shell`, the sizes by dev/measure-scale.ts
import json
import time

from lxml import etree

FILL = """
    INSERT INTO suture_exchange (
        message_key, name, direction, state, acknowledgement, revision, attempts, company_id,
        connection_id, flow_id, document_type, document_code, document_number, reason_code, reason_class,
        reason_text, reason_terms,
        received_at, done_at, due_at, user_id, amount_at_stake, currency_id, res_model, res_id,
        payload)
    SELECT 'scale/' || n, 'EX' || lpad(n::text, 7, '0'),
           CASE n %% 3 WHEN 0 THEN 'outbound' ELSE 'inbound' END,
           CASE WHEN open THEN 'attention' ELSE 'done' END,
           CASE n %% 3 WHEN 0 THEN 'accepted' ELSE 'none' END, 1, 1, %(company)s,
           (%(connections)s)[1 + n %% array_length(%(connections)s, 1)],
           (%(flows)s)[1 + n %% array_length(%(flows)s, 1)],
           CASE n %% 3 WHEN 0 THEN 'Order' ELSE 'OrderResponse' END, '855',
           'P' || lpad((n %% 300000)::text, 6, '0'),
           CASE WHEN open THEN
               (ARRAY['PRICE_VARIANCE', 'UNKNOWN_ITEM', 'BACKORDER', 'SCHEMA_INVALID'])[1 + part %% 4] END,
           CASE WHEN open THEN CASE part %% 4 WHEN 3 THEN 'technical' ELSE 'business' END END,
           CASE WHEN open THEN 'Something about line ' || n END,
           CASE WHEN open THEN jsonb_build_array(jsonb_build_object('term', 'told.as-it-was',
               'parameters', jsonb_build_object('text', 'Something about line ' || n))) END,
           now() - n * interval '30 seconds', CASE WHEN NOT open THEN now() - n * interval '30 seconds' END,
           CASE WHEN open THEN now() - n * interval '30 seconds' + interval '1 day' END,
           CASE WHEN open AND part %% 2 = 0 THEN %(user)s END, n %% 5000, %(currency)s,
           'purchase.order', %(first)s + n / 3 %% %(orders)s,
           '{"type": "OrderResponse", "lines": [{"id": "1"}]}'::jsonb
      FROM (SELECT n, n / %(every)s AS part, n %% %(every)s = 0 AS open
              FROM generate_series(1, %(count)s) AS n) AS numbers
"""
LINKS = """
    INSERT INTO suture_exchange_link (exchange_id, res_model, res_id)
         SELECT id, res_model, res_id FROM suture_exchange WHERE message_key LIKE 'scale/%'
"""
ORDERS, LINES, VENDORS = 150000, 2, 500
# Copies of an existing order, confirmed over a year. One in thirty has not been received or billed, another
# one in thirty has been received but not billed.
COPY_ORDERS = """
    INSERT INTO purchase_order
         SELECT (jsonb_populate_record(o, jsonb_build_object(
                    'id', %(first)s + n, 'name', 'S' || lpad(n::text, 6, '0'), 'state', 'purchase',
                    'receipt_status', CASE WHEN n %% 30 = 0 THEN 'pending' ELSE 'full' END,
                    'integration_state', 'synced',
                    'partner_id', (%(vendors)s)[1 + n %% array_length(%(vendors)s, 1)],
                    'date_approve', now() - n * interval '3.5 minutes',
                    'integration_sent_at', now() - n * interval '3.5 minutes',
                    'integration_answered_at', CASE WHEN n %% 30 > 0
                        THEN now() - n * interval '3.5 minutes' + n %% 48 * interval '1 hour' END))).*
           FROM purchase_order o, generate_series(0, %(orders)s - 1) AS n
          WHERE o.id = %(sample)s
"""
COPY_LINES = """
    INSERT INTO purchase_order_line
         SELECT (jsonb_populate_record(l, jsonb_build_object(
                    'id', %(first_line)s + n, 'order_id', %(first)s + n / %(lines)s, 'product_qty', 10,
                    'suture_asked_quantity', 10 + n %% 3, 'price_subtotal', 25, 'qty_received',
                    CASE WHEN n / %(lines)s %% 30 = 0 THEN 0 ELSE 10 END,
                    'qty_invoiced', CASE WHEN n / %(lines)s %% 30 IN (0, 1) THEN 0 ELSE 10 END))).*
           FROM purchase_order_line l, generate_series(0, %(orders)s * %(lines)s - 1) AS n
          WHERE l.id = %(sample_line)s
"""


def fill_orders():
    """Creates many orders, whose vendors respond electronically. Returns the ID of the first order."""
    sample = env["purchase.order"].search([("order_line.product_id", "!=", False)], limit=1)
    line = sample.order_line.filtered("product_id")[:1]
    env.cr.execute("SELECT max(id) + 1 FROM purchase_order")
    (first,) = env.cr.fetchone()
    env.cr.execute("SELECT max(id) + 1 FROM purchase_order_line")
    (first_line,) = env.cr.fetchone()
    vendors = env["res.partner"].create([{"name": f"Vendor {n}"} for n in range(VENDORS)])
    answers = env["suture.flow"].search([("code", "=", "order-response")])
    answers = answers or env["suture.flow"].create({"code": "order-response", "name": "Order response"})
    env["suture.connection"].create(
        [
            {"code": f"scale-{n}", "name": f"Vendor {n}", "partner_id": vendor.id, "flow_ids": answers.ids}
            for n, vendor in enumerate(vendors)
        ]
    )
    env.flush_all()
    details = {
        "first": first,
        "orders": ORDERS,
        "sample": sample.id,
        "lines": LINES,
        "vendors": vendors.ids,
    }
    env.cr.execute(COPY_ORDERS, details)
    env.cr.execute(COPY_LINES, {**details, "first_line": first_line, "sample_line": line.id})
    return first


def fill():
    Exchange = env["suture.exchange"]
    if Exchange.search_count([("message_key", "=like", "scale/%")], limit=1):
        return
    env.cr.execute("SET LOCAL TIME ZONE 'UTC'")  # now() goes into columns that hold UTC without saying so
    first = fill_orders()
    details = {
        "company": env.company.id,
        "connections": env["suture.connection"].with_context(active_test=False).search([]).ids,
        "flows": env["suture.flow"].search([]).ids or [None],
        "first": first,
        "orders": ORDERS,
        "user": env.ref("base.user_admin").id,
        "currency": env.company.currency_id.id,
        "every": max(1, EXCHANGES // EXCEPTIONS),
        "count": EXCHANGES,
    }
    env.cr.execute(FILL, details)
    env.cr.execute(LINKS)
    env.cr.commit()
    tidy("suture_exchange", "suture_exchange_link", "purchase_order", "purchase_order_line")


def tidy(*tables):
    """Vacuums and analyses tables, as PostgreSQL does automatically in a database that is in use."""
    env.cr._cnx.autocommit = True
    for table in tables:
        env.cr.execute(f"VACUUM ANALYZE {table}")
    env.cr._cnx.autocommit = False


def measured(what, call):
    env.invalidate_all()
    call()  # once to fill Odoo's own caches, as in a server that runs
    env.invalidate_all()
    statements, start = env.cr.sql_log_count, time.perf_counter()
    call()
    took = round((time.perf_counter() - start) * 1000)
    return {"what": what, "milliseconds": took, "statements": env.cr.sql_log_count - statements}


def specification(xmlid):
    """Returns the specification with which the web client requests the fields of a view."""
    view = env.ref(xmlid)
    arch = etree.fromstring(env[view.model].get_view(view.id, view.type)["arch"])
    known = env[view.model]._fields
    nodes = arch.xpath(".//field[not(ancestor::field)]/@name")
    return {name: {"fields": {"display_name": {}}} if known[name].relational else {} for name in nodes}


def order_with_exchanges():
    """Links three of the created exchanges to an existing order and returns that order."""
    order = env["purchase.order"].search([], limit=1)
    env.cr.execute(
        "UPDATE suture_exchange_link SET res_id = %s WHERE res_model = 'purchase.order' AND exchange_id IN"
        " (SELECT id FROM suture_exchange WHERE message_key IN ('scale/1', 'scale/2', 'scale/50'))",
        [order.id],
    )
    order._refresh_integration_state()
    return order


def requests():
    user = env.ref("base.user_admin")
    Exchange = env["suture.exchange"].with_user(user)
    queue = [("state", "in", ("attention", "staged"))]
    listed = specification("suture.exception_list")
    carded = specification("suture.exception_kanban")
    everything = specification("suture.exchange_list")
    form = specification("suture.exchange_form")
    order = order_with_exchanges().with_user(user)
    order_form = specification("purchase.purchase_order_form")
    exception = Exchange.search(queue, limit=1)

    def page(domain, fields, sort):
        return lambda: Exchange.web_search_read(domain, fields, order=sort, limit=80, count_limit=10001)

    def groups(name):
        return lambda: Exchange.web_read_group(
            queue,
            [name],
            ["__count", "amount_at_stake:sum_currency"],
            auto_unfold=True,
            unfold_read_specification=carded,
            unfold_read_default_limit=80,
        )

    due, newest = "due_at, id", "received_at desc, id desc"
    yield "queue: list", page(queue, listed, due)
    yield "queue: list, mine", page(queue + [("user_id", "=", user.id)], listed, due)
    yield "queue: list, unassigned", page(queue + [("user_id", "=", False)], listed, due)
    yield "queue: list, late", page(queue + [("late", "=", True)], listed, due)
    yield "queue: list, technical", page(queue + [("reason_class", "=", "technical")], listed, due)
    yield (
        "queue: search by number",
        page(
            queue
            + ["|", "|", *[(n, "ilike", "P0012") for n in ("document_number", "name", "control_reference")]],
            listed,
            due,
        ),
    )
    yield "queue: kanban by reason", groups("reason_code")
    yield "queue: kanban by owner", groups("user_id")
    yield "queue: kanban by age", groups("age_group")
    yield (
        "queue: search panel",
        lambda: [
            Exchange.search_panel_select_range("reason_class", search_domain=queue, enable_counters=True),
            *[
                Exchange.search_panel_select_multi_range(n, search_domain=queue, enable_counters=True)
                for n in ("reason_code", "connection_id", "user_id")
            ],
        ],
    )
    yield "menu bar: counter", Exchange.get_queue_counts
    yield "exception: form with panes", lambda: exception.web_read(form)
    yield "all exchanges: list", page([], everything, newest)
    yield "all exchanges: late", page([("late", "=", True)], everything, newest)
    yield "all exchanges: search by number", page([("document_number", "=", "P001234")], everything, newest)
    begins = [("document_number", "=like", "P00123%")]
    yield "all exchanges: number begins with", page(begins, everything, newest)
    yield "all exchanges: search by reference", page([("name", "=", "EX0001234")], everything, newest)
    overview = env["suture.overview"].with_user(user)
    for section in ("flows", "orders", "money", "health"):
        for period in ("today", "month"):
            what = f"overview: {section}, {period}"
            yield what, lambda section=section, period=period: overview.get_overview(section, period)
    yield "purchase order: form", lambda: order.web_read(order_form)
    yield "purchase order: journey", order.get_integration_journey


fill()
results = [measured(what, call) for what, call in requests()]
env.cr.rollback()
print("MEASURED", json.dumps(results))
