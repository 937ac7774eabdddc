import type { ReadRequest, Snapshot } from "../flow.ts";
import { records } from "./snapshot.ts";

/** Returns the read request "currencies" for the currency with this ISO 4217 code. */
export function currencyRead(code: string): ReadRequest {
  return { model: "res.currency", domain: [["name", "=", code]], fields: ["id", "name", "decimal_places"] };
}

/** The number of decimals assumed for a currency that Odoo does not have. Nearly all currencies have two. */
const usualDecimals = 2;

/** Returns the number of decimals of a currency according to the read "currencies": 0 for JPY, 2 for USD, 3 for KWD. */
export function decimalsOf(snapshot: Snapshot, code: string): number {
  const decimals = snapshot.currencies?.find(({ name }) => name === code)?.decimal_places;
  return typeof decimals === "number" ? decimals : usualDecimals;
}

/** Returns whether this is the document's currency, the only one that the read "currencies" returns. */
export function inCurrency(currencyId: number | null, snapshot: Snapshot): boolean {
  return records(snapshot, "currencies").some(({ id }) => id === currencyId);
}
