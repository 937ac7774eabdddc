import type { OdooClient } from "../clients/odoo.ts";
import type { ShelfCount } from "./script.ts";
import { dayAfter } from "./templates.ts";

/** The location and the product to count, by their IDs in Odoo. */
type Shelf = { readonly locationId: number; readonly productId: number };

/**
 * Enters an inventory count of an item in a department, as a storekeeper does. It creates new lots in each run, with the
 * quantities in the script, and sets the quantities of the lots of earlier runs to zero.
 */
export async function countShelf(
  odoo: OdooClient,
  count: ShelfCount,
  { run, at }: { readonly run: string; readonly at: Date },
): Promise<void> {
  const shelf = await shelfOf(odoo, count);
  await clear(odoo, shelf);
  for (const { name, quantity, expiresInDays } of count.lots) {
    const lot = await created(odoo, "stock.lot", {
      name: name.replaceAll("{{run}}", run),
      product_id: shelf.productId,
      expiration_date: `${dayAfter(at, expiresInDays)} 12:00:00`,
    });
    const quant = { product_id: shelf.productId, location_id: shelf.locationId, lot_id: lot };
    await apply(odoo, [await created(odoo, "stock.quant", { ...quant, inventory_quantity: quantity })]);
  }
}

async function shelfOf(odoo: OdooClient, { department, item }: ShelfCount): Promise<Shelf> {
  const locationId = await idOf(odoo, "stock.location", "barcode", department);
  return { locationId, productId: await idOf(odoo, "product.product", "default_code", item) };
}

async function idOf(odoo: OdooClient, model: string, field: string, value: string): Promise<number> {
  const [found] = await odoo.searchRead<{ id: number }>(model, [[field, "=", value]], ["id"]);
  if (!found) throw new Error(`Odoo has no ${model} with ${field} ${value}.`);
  return found.id;
}

async function clear(odoo: OdooClient, { locationId, productId }: Shelf): Promise<void> {
  const left = await odoo.searchRead<{ id: number }>(
    "stock.quant",
    [
      ["location_id", "=", locationId],
      ["product_id", "=", productId],
      ["quantity", "!=", 0],
    ],
    ["id"],
  );
  const ids = left.map(({ id }) => id);
  if (ids.length === 0) return;
  await odoo.call("stock.quant", "write", { ids, vals: { inventory_quantity: 0 }, context: INVENTORY });
  await apply(odoo, ids);
}

/** The context of an inventory count. Odoo does not accept quantities without it. */
const INVENTORY = { inventory_mode: true };

const apply = (odoo: OdooClient, ids: readonly number[]) =>
  odoo.call("stock.quant", "action_apply_inventory", { ids, context: INVENTORY });

async function created(odoo: OdooClient, model: string, values: object): Promise<number> {
  const [id] = await odoo.call<number[]>(model, "create", { vals_list: [values], context: INVENTORY });
  if (id === undefined) throw new Error(`Odoo created no ${model}.`);
  return id;
}
