import type { OdooClient } from "../clients/odoo.ts";

/** The IDs of the records of a played day that the screenshots show. */
export type Found = {
  readonly order: number;
  /** The exception that concerns the order. */
  readonly exception: number;
  /** An exception with an unknown identifier. */
  readonly unknown: number;
  readonly connection: number;
};

/** The condition for exchanges of a played day. Unlike the demo data of the addon, they have a trace ID. */
const PLAYED = ["trace_id", "!=", false];

/**
 * Returns the latest order with a price exception, that exception, the latest exception with an unknown identifier, and the
 * vendor's connection. Throws an error if no day was played.
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

/** Returns whether a demo day was played in this environment. */
export async function isPlayed(odoo: OdooClient): Promise<boolean> {
  return (await odoo.call<number>("suture.exchange", "search_count", { domain: [PLAYED], limit: 1 })) > 0;
}
