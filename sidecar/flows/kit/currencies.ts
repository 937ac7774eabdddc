import type { ReadRequest, Snapshot } from "../flow.ts";
import { records } from "./snapshot.ts";

/** Returns the read "currencies" of the currency with this ISO 4217 code. */
export function currencyRead(code: string): ReadRequest {
  return { model: "res.currency", domain: [["name", "=", code]], fields: ["id", "name", "decimal_places"] };
}

/** Assumed for a currency that Odoo does not have: nearly all currencies have two decimals. */
const usualDecimals = 2;

/** Returns how many decimals amounts in the currency have, according to Odoo: JPY none, USD 2, KWD 3. */
export function decimalsOf(snapshot: Snapshot, code: string): number {
  const decimals = snapshot.currencies?.find(({ name }) => name === code)?.decimal_places;
  return typeof decimals === "number" ? decimals : usualDecimals;
}

/** Returns whether a record's currency is one of those read: the one that the document states. */
export function inCurrency(currencyId: number | null, snapshot: Snapshot): boolean {
  return records(snapshot, "currencies").some(({ id }) => id === currencyId);
}
