import { Decimal } from "decimal.js";
import type { Finding, Snapshot } from "../flow.ts";

/** Money as it can be posted: in whole units of the currency's smallest, cents of most of them. */

/** Of currencies that Odoo does not tell about: all but a few have cents. */
const usualDecimals = 2;

/** Gives how many decimals amounts of the currency have, as Odoo has them (read "currencies"): JPY none, USD 2, KWD 3. */
export function decimalsOf(snapshot: Snapshot, code: string): number {
  const decimals = snapshot.currencies?.find(({ name }) => name === code)?.decimal_places;
  return typeof decimals === "number" ? decimals : usualDecimals;
}

/**
 * Gives the finding for an amount that has part of a cent. It can be posted nowhere, and rounding it would settle the rest
 * without anybody having said so: two lines of half a cent add up, and their entry would not. `what` begins the sentence.
 */
export function partOfCent(
  what: string,
  amount: string,
  decimals: number,
  about: Partial<Pick<Finding, "line" | "field">> = {},
): Finding[] {
  if (new Decimal(amount).decimalPlaces() <= decimals) return [];
  const than = decimals === usualDecimals ? "" : `: the currency has ${decimals} decimals`;
  const text = `${what} of ${amount} has part of a cent${than}.`;
  return [{ code: "OUT_OF_BALANCE", field: "amount", ...about, theirs: amount, text }];
}
