import type { OdooClient } from "./odoo.ts";

/**
 * An order to place with a vendor. For each line: our item number, the quantity, the name of its unit (by default, the vendor's
 * unit), the price per unit (by default, the vendor's price), and in how many days the goods are requested (by default, 3).
 */
export type OrderWish = {
  readonly supplier: string;
  /** The time from which days are counted. Defaults to now. */
  readonly at?: Date;
  readonly lines: readonly {
    readonly item: string;
    readonly unit?: string;
    readonly quantity: number;
    readonly price?: number;
    readonly requestedIn?: number;
  }[];
};

export type PlacedOrder = { readonly id: number; readonly name: string; readonly lineIds: readonly number[] };

type Product = { id: number; default_code: string };
type SupplierPrice = {
  product_tmpl_id: [number, string];
  product_code: string;
  product_uom_id: [number, string];
  price: number;
};

/** Enters and confirms an order as a buyer does. The addon then sends it. */
export async function placeOrder(odoo: OdooClient, wish: OrderWish): Promise<PlacedOrder> {
  const id = await draftOrder(odoo, wish);
  await odoo.call("purchase.order", "button_confirm", { ids: [id] });
  const [order] = await odoo.searchRead<{ name: string; order_line: number[] }>(
    "purchase.order",
    [["id", "=", id]],
    ["name", "order_line"],
  );
  return { id, name: order?.name ?? "", lineIds: order?.order_line ?? [] };
}

/** Enters an order as a draft and returns its ID. */
export async function draftOrder(odoo: OdooClient, wish: OrderWish): Promise<number> {
  const [supplier] = await odoo.searchRead<{ id: number }>(
    "res.partner",
    [["name", "=", wish.supplier]],
    ["id"],
  );
  if (!supplier) throw new Error(`there is no vendor ${wish.supplier}`);
  const lines = await Promise.all(
    wish.lines.map((line) => orderLine(odoo, supplier.id, line, wish.at ?? new Date())),
  );
  const [id] = await odoo.call<number[]>("purchase.order", "create", {
    vals_list: [{ partner_id: supplier.id, order_line: lines.map((line) => [0, 0, line]) }],
  });
  if (id === undefined) throw new Error("the order was not created");
  return id;
}

async function orderLine(odoo: OdooClient, supplierId: number, line: OrderWish["lines"][number], at: Date) {
  const [product] = await odoo.searchRead<Product>(
    "product.product",
    [["default_code", "=", line.item]],
    ["default_code"],
  );
  if (!product) throw new Error(`there is no item ${line.item}`);
  const [offer] = await odoo.searchRead<SupplierPrice>(
    "product.supplierinfo",
    [
      ["partner_id", "=", supplierId],
      ["product_tmpl_id.product_variant_ids", "=", product.id],
    ],
    ["product_uom_id", "price"],
  );
  const unit = line.unit === undefined ? offer?.product_uom_id[0] : await unitNamed(odoo, line.unit);
  const wanted = new Date(at.getTime() + (line.requestedIn ?? 3) * 86_400_000);
  return {
    product_id: product.id,
    product_qty: line.quantity,
    ...(unit !== undefined && { product_uom_id: unit }),
    price_unit: line.price ?? offer?.price ?? 1,
    date_planned: `${wanted.toISOString().slice(0, 10)} 12:00:00`,
  };
}

async function unitNamed(odoo: OdooClient, name: string): Promise<number> {
  const [unit] = await odoo.searchRead<{ id: number }>("uom.uom", [["name", "=", name]], ["id"]);
  if (!unit) throw new Error(`there is no unit ${name}`);
  return unit.id;
}
