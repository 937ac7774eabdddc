import { Decimal } from "decimal.js";

/**
 * Converts an X12 type R number ("10.00", ".5", "-3") to a decimal string. Returns undefined if it is not a number or has more
 * digits than a document allows (18 before the decimal point, 10 after it).
 */
export function decimalFromX12(value: string): string | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d{1,2})?$/i.test(value)) return undefined;
  return documentDecimal(new Decimal(value));
}

/** Converts an X12 type N2 number, whose last two digits are decimals, to an amount: "28566" is 285.66. */
export function impliedCentsFromX12(value: string): string | undefined {
  return /^[+-]?\d{1,18}$/.test(value) ? new Decimal(value).dividedBy(100).toFixed(2) : undefined;
}

/** Converts an amount with at most two decimals to X12 type N2: 285.66 is "28566". */
export function impliedCentsToX12(amount: string): string {
  const cents = new Decimal(amount).times(100);
  if (!cents.isInteger()) throw new Error("An amount with two implied decimals must be in whole cents.");
  return cents.toFixed(0);
}

/** Converts a decimal string to the shortest X12 type R form: "10.50" is "10.5", "3.00" is "3". */
export function decimalToX12(value: string): string {
  return new Decimal(value).toFixed();
}

/** Rounds an amount to the cent, half away from zero, as on invoices. */
export function toCents(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

/** Returns a number as a decimal string, or undefined if it has more digits than a document allows. */
export function documentDecimal(value: Decimal): string | undefined {
  const text = value.toFixed();
  return /^-?\d{1,18}(\.\d{1,10})?$/.test(text) ? text : undefined;
}
