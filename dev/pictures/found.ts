import type { OdooClient } from "../clients/odoo.ts";

/** The records of a played day that pages are about, by id. */
export type Found = {
  readonly order: number;
  /** About the order. */
  readonly exception: number;
  /** Of something that is not known here yet. */
  readonly unknown: number;
  readonly connection: number;
};

/** Of a played day is what a message or a document of ours brought about; the addon's demo data has neither. */
const PLAYED = ["trace_id", "!=", false];

/** The last played day's order with most to tell, its exception, and the supplier's connection. @throws when no day was played */
export async function findRecords(odoo: OdooClient): Promise<Found> {
  const { id: exception, res_id: order } = await lastException(odoo, [
    ["reason_code", "=", "PRICE_VARIANCE"],
    ["res_model", "=", "purchase.order"],
  ]);
  const { id: unknown } = await lastException(odoo, [["unknown_ids", "!=", false]]);
  const domain = [["code", "=", "edi-harbor"]];
  const [connection] = await odoo.searchRead<{ id: number }>("suture.connection", domain, ["id"]);
  return { order, exception, unknown, connection: connection?.id ?? 0 };
}

async function lastException(odoo: OdooClient, wanted: readonly unknown[]) {
  const domain = [PLAYED, ["state", "=", "attention"], ...wanted];
  const more = { order: "id desc", limit: 1 };
  const [last] = await odoo.searchRead<{ id: number; res_id: number }>(
    "suture.exchange",
    domain,
    ["res_id"],
    more,
  );
  if (!last) throw new Error(`There is nothing to picture: no exception with ${JSON.stringify(wanted)}.`);
  return last;
}

/** Whether a day was played here. */
export async function isPlayed(odoo: OdooClient): Promise<boolean> {
  return (await odoo.call<number>("suture.exchange", "search_count", { domain: [PLAYED], limit: 1 })) > 0;
}
