import type { OdooClient } from "../clients/odoo.ts";

/** The records of a played day that pages are about, by id. */
export type Found = { readonly order: number; readonly exception: number; readonly connection: number };

/** The last played day's order with most to tell, its exception, and the supplier's connection. @throws when no day was played */
export async function findRecords(odoo: OdooClient): Promise<Found> {
  const order = await newest(odoo, "purchase.order", [["integration_state", "=", "attention"]]);
  const exception = await newest(odoo, "suture.exchange", [
    ["state", "=", "attention"],
    ["reason_code", "=", "PRICE_VARIANCE"],
  ]);
  const connection = await newest(odoo, "suture.connection", [["code", "=", "edi-harbor"]]);
  return { order, exception, connection };
}

async function newest(odoo: OdooClient, model: string, domain: readonly unknown[]): Promise<number> {
  const ids = await odoo.call<number[]>(model, "search", { domain, order: "id desc", limit: 1 });
  if (ids[0] === undefined) throw new Error(`There is nothing to picture: no ${model} of a played day.`);
  return ids[0];
}

/** Whether a day was played here. */
export async function isPlayed(odoo: OdooClient): Promise<boolean> {
  return (await odoo.call<number>("suture.exchange", "search_count", { domain: [], limit: 1 })) > 0;
}
