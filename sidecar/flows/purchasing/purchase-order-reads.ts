import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Identifier } from "../../documents/values.ts";
import type { Domain, ReadRequest } from "../flow.ts";
import { eitherActive, most } from "../kit/item-reads.ts";
import { unitsRead } from "../kit/units.ts";

/** Which orders a flow wants to see: by id (Odoo asked for it) or by the numbers a partner names. */
export type OrderKey = { readonly id: number } | { readonly names: readonly string[] };

/** Plans choose the orders that they are about by number, and their lines and items by these: others do no harm. */
const shared = true;

/** Nothing has this id: the read of a connection that has no partner finds no order. */
const nobody = 0;

/**
 * Gives the conditions that choose the orders, seen from a record whose path to the order is `path` ("" from the
 * order itself). An order counts only when it belongs to the connection's partner (or one of its contacts) and
 * company: a supplier never reaches the orders of another by naming their number.
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
 * Gives the reads of purchase orders with all that is needed to understand a partner's document about them: lines,
 * their products, packs with a barcode of their own, the partner's item codes, and units.
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

/** Gives the read of what people entered in the crosswalk of this connection for any of these values. */
export function crosswalkRead(values: readonly string[], connection: ConnectionProfile): ReadRequest {
  return {
    model: "suture.crosswalk",
    domain: [
      ["connection_id.code", "=", connection.code],
      ["value", "in", [...new Set(values)]],
    ],
    fields: ["id", "scheme", "value", "res_model", "res_id"],
    limit: most,
    shared,
  };
}

/** Gives the read of the currency with this ISO 4217 code. */
export function currencyRead(code: string): ReadRequest {
  return { model: "res.currency", domain: [["name", "=", code]], fields: ["id", "name", "decimal_places"] };
}

/** Gives the values of identifiers, for the crosswalk. */
export function identifierValues(items: readonly { readonly ids: readonly Identifier[] }[]): string[] {
  return items.flatMap((item) => item.ids.map((identifier) => identifier.id));
}
