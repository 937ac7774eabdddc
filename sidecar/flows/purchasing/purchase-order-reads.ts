import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Domain, ReadRequest } from "../flow.ts";
import { eitherActive, most } from "../kit/item-reads.ts";
import { unitsRead } from "../kit/units.ts";

/** Which orders a flow reads: by id (Odoo has asked to send it) or by the numbers that a partner names. */
export type OrderKey = { readonly id: number } | { readonly names: readonly string[] };

/** Plans pick their orders by number, and lines and items by their order, so other documents' records do no harm. */
const shared = true;

/** No record has this id: a connection without a partner reads no orders. */
const nobody = 0;

/**
 * Returns the condition for the orders, seen from a record whose path to the order is `path` ("" for the order itself).
 * An order counts only if it belongs to the connection's partner (or one of its contacts) and company: a vendor never
 * reaches another vendor's orders by naming their number.
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
 * Returns the reads of purchase orders with what is needed to understand a partner's document about them: lines,
 * products, packs with a barcode of their own, the partner's item codes, and units.
 */
export function purchaseOrderReads(
  key: OrderKey,
  connection: ConnectionProfile,
): Readonly<Record<string, ReadRequest>> & { readonly lines: ReadRequest } {
  const products = "product_tmpl_id.product_variant_ids.purchase_order_line_ids.order_id";
  return {
    orders: {
      model: "purchase.order",
      domain: ordersFrom("", key, connection),
      fields: [
        "id",
        "name",
        "state",
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
