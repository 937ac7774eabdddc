import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Domain, ReadRequest } from "../flow.ts";
import { eitherActive, most } from "../kit/item-reads.ts";
import { unitsRead } from "../kit/units.ts";

/**
 * The key of the orders to read: the ID of the order whose dispatch Odoo requested, or the order numbers in a partner's document.
 */
export type OrderKey = { readonly id: number } | { readonly names: readonly string[] };

/**
 * Marks the reads as `shared` (see `ReadRequest`). This is possible because plans select their orders by ID or number, and lines
 * and items by their order, so that they ignore records for other documents.
 */
const shared = true;

/** A record ID that does not exist, so that a connection without a partner reads no orders. */
const nobody = 0;

/**
 * Returns the domain for records that belong to the orders. `path` leads from the searched record to its order, and is empty if
 * orders themselves are searched. Only orders of the connection's partner (or one of its contacts) and company match, so that a
 * vendor cannot access another vendor's orders by their number.
 */
function ordersFrom(path: string, key: OrderKey, connection: ConnectionProfile): Domain {
  const at = (field: string) => (path === "" ? field : `${path}.${field}`);
  return [
    "id" in key ? [path === "" ? "id" : path, "=", key.id] : [at("name"), "in", key.names],
    [at("company_id"), "=", connection.companyId],
    [at("partner_id"), "child_of", connection.partnerId ?? nobody],
  ];
}

/**
 * Returns the read requests for purchase orders and all data needed to process a partner's document about them: lines, products,
 * packs with their own barcode, the partner's item numbers, and units.
 */
export function purchaseOrderReads(
  key: OrderKey,
  connection: ConnectionProfile,
): Readonly<Record<string, ReadRequest>> & Readonly<Record<"orders" | "lines" | "products", ReadRequest>> {
  const products = "product_tmpl_id.product_variant_ids.purchase_order_line_ids.order_id";
  return {
    orders: {
      model: "purchase.order",
      domain: ordersFrom("", key, connection),
      fields: [
        "id",
        "name",
        "state",
        "locked",
        "partner_ref",
        "currency_id",
        "date_order",
        "date_planned",
        "effective_date",
        "picking_type_id",
        "dest_address_id",
      ],
      order: "id",
      limit: most,
      shared,
    },
    lines: {
      model: "purchase.order.line",
      domain: ordersFrom("order_id", key, connection),
      fields: [
        "id",
        "order_id",
        "suture_line_number",
        "display_type",
        "product_id",
        "name",
        "product_qty",
        "product_uom_id",
        "price_unit",
        "discount",
        "date_planned",
        "qty_received",
        "qty_invoiced",
      ],
      order: "order_id, sequence, id",
      limit: most,
      shared,
    },
    products: {
      model: "product.product",
      domain: [...eitherActive, ...ordersFrom("purchase_order_line_ids.order_id", key, connection)],
      fields: ["id", "product_tmpl_id", "default_code", "barcode", "name", "uom_id", "uom_ids"],
      limit: most,
      shared,
    },
    packs: {
      model: "product.uom",
      domain: ordersFrom("product_id.purchase_order_line_ids.order_id", key, connection),
      fields: ["id", "product_id", "uom_id", "barcode"],
      limit: most,
      shared,
    },
    supplier_items: {
      model: "product.supplierinfo",
      domain: [
        ["partner_id", "child_of", connection.partnerId ?? nobody],
        ["product_code", "!=", false],
        ...ordersFrom(products, key, connection),
      ],
      fields: ["id", "product_id", "product_tmpl_id", "product_code", "product_uom_id"],
      order: "sequence, id",
      limit: most,
      shared,
    },
    partner: {
      model: "res.partner",
      domain: [["id", "=", connection.partnerId ?? nobody]],
      fields: ["id", "name"],
    },
    units: unitsRead,
  };
}
