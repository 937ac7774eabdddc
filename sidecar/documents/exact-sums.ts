import { decimalString } from "./values.ts";

/** The number of decimal places of `decimalString`. */
const PLACES = 10;

/** Returns a decimal string as a number of units of 10⁻¹⁰. */
function unitsOf(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.replace("-", "").split(".");
  const units = BigInt(whole + fraction.padEnd(PLACES, "0"));
  return decimal.startsWith("-") ? -units : units;
}

/**
 * Returns whether the exact sum of `parts` is `total`. An absent part counts as zero. Returns true if one of them is not a decimal
 * string, because the schema refuses it anyway.
 */
export function isSumOf(total: string, parts: readonly (string | undefined)[]): boolean {
  const amounts = [total, ...parts.map((part) => part ?? "0")];
  if (!amounts.every((amount) => decimalString.safeParse(amount).success)) return true;
  const [whole = 0n, ...others] = amounts.map(unitsOf);
  return whole === others.reduce((sum, one) => sum + one, 0n);
}
