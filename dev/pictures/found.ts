import type { OdooClient } from "../clients/odoo.ts";

/** The records of a played day that the pages show, by ID. */
export type Found = {
  readonly order: number;
  /** About the order. */
  readonly exception: number;
  /** About an unknown value. */
  readonly unknown: number;
  readonly connection: number;
};

/** A played day is recognised by its duplicates and outgoing documents; the addon's demo data has neither. */
const PLAYED = ["trace_id", "!=", false];

/**
 * Returns the last played day's order with the longest history, its exception, and the vendor's connection. @throws if no day was
 * played
 */
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
  if (!last) throw new Error(`There is nothing to show: no exception with ${JSON.stringify(wanted)}.`);
  return last;
}

/** Reports whether a day was played here. */
export async function isPlayed(odoo: OdooClient): Promise<boolean> {
  return (await odoo.call<number>("suture.exchange", "search_count", { domain: [PLAYED], limit: 1 })) > 0;
}
