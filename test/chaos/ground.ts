import type { OdooClient } from "../../dev/clients/odoo.ts";
import { ORDERED } from "./parcels.ts";

/** What must be in Odoo before a test begins: orders to answer, items to dispense, a connection that accepts partial payments. */

const SUPPLIER = "Harbor Medical Supply";
const AT_ONCE = 100;
const PLENTY = 1_000_000;

/**
 * Creates orders of one line that count as confirmed, and returns their names. They are not sent to the vendor: incoming messages
 * are tested here, and a thousand 850s would only get in the way.
 */
export async function makeOrders(odoo: OdooClient, count: number): Promise<string[]> {
  const supplier = await idOf(odoo, "res.partner", ["name", "=", SUPPLIER]);
  const product = await idOf(odoo, "product.product", ["default_code", "=", ORDERED.item]);
  const unit = await unitOf(odoo, supplier, product);
  const line = {
    product_id: product,
    product_qty: ORDERED.quantity,
    product_uom_id: unit,
    price_unit: ORDERED.cents / 100,
    date_planned: `${new Date(Date.now() + 259_200_000).toISOString().slice(0, 10)} 12:00:00`,
  };
  const ids: number[] = [];
  while (ids.length < count) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - ids.length) }, () => ({
      partner_id: supplier,
      order_line: [[0, 0, line]],
    }));
    const made = await odoo.call<number[]>("purchase.order", "create", { vals_list: some });
    await odoo.call("purchase.order", "write", { ids: made, vals: { state: "purchase" } });
    ids.push(...made);
  }
  const orders = await odoo.searchRead<{ name: string }>("purchase.order", [["id", "in", ids]], ["name"], {
    order: "id",
  });
  return orders.map(({ name }) => name);
}

async function unitOf(odoo: OdooClient, supplier: number, product: number): Promise<number> {
  const [offer] = await odoo.searchRead<{ product_uom_id: [number, string] }>(
    "product.supplierinfo",
    [
      ["partner_id", "=", supplier],
      ["product_tmpl_id.product_variant_ids", "=", product],
    ],
    ["product_uom_id"],
  );
  if (!offer) throw new Error(`${SUPPLIER} does not offer ${ORDERED.item}.`);
  return offer.product_uom_id[0];
}

/** Creates an item with a million pieces in Clinic West. */
export async function makeItem(odoo: OdooClient, code: string): Promise<void> {
  const [product] = await odoo.call<number[]>("product.product", "create", {
    vals_list: [{ name: `Test item ${code}`, default_code: code, type: "consu", is_storable: true }],
  });
  const location = await idOf(odoo, "stock.location", ["name", "=", "Clinic West"]);
  const [quant] = await odoo.call<number[]>("stock.quant", "create", {
    vals_list: [{ product_id: product, location_id: location, inventory_quantity: PLENTY }],
    context: { inventory_mode: true },
  });
  await odoo.call("stock.quant", "action_apply_inventory", { ids: [quant] });
}

/** Returns the remaining pieces of an item of `makeItem` after `used` of them were dispensed. */
export const leftOf = (used: number): number => PLENTY - used;

/** Lets payments below the open amount be registered. The connection's other policies stay: other tests depend on them. */
export async function acceptPartialPayments(odoo: OdooClient): Promise<void> {
  const which = [["code", "=", "billing"]];
  const [billing] = await odoo.searchRead<{ id: number; policy: object | false }>(
    "suture.connection",
    which,
    ["policy"],
  );
  if (!billing) throw new Error("There is no connection with the code billing.");
  const policy = { ...(billing.policy || {}), accept_partial_payments: true };
  await odoo.call("suture.connection", "write", { ids: [billing.id], vals: { policy } });
}

async function idOf(odoo: OdooClient, model: string, which: readonly unknown[]): Promise<number> {
  const [found] = await odoo.searchRead<{ id: number }>(model, [which], ["id"]);
  if (!found) throw new Error(`There is no ${model} with ${which.join(" ")}.`);
  return found.id;
}
