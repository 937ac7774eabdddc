import { Decimal } from "decimal.js";

/**
 * Returns the decimal string of an X12 type R number ("10.00", ".5", "-3"), or undefined if it is not a number or has more digits
 * than a document allows (18 before the point, 10 after it).
 */
export function decimalFromX12(value: string): string | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d{1,2})?$/i.test(value)) return undefined;
  return documentDecimal(new Decimal(value));
}

/** Returns the amount of an X12 type N2 number, whose last two digits are decimals: "28566" is 285.66. */
export function impliedCentsFromX12(value: string): string | undefined {
  return /^[+-]?\d{1,18}$/.test(value) ? new Decimal(value).dividedBy(100).toFixed(2) : undefined;
}

/** Returns the X12 type N2 form of an amount: 285.66 is "28566". The amount has at most two decimals. */
export function impliedCentsToX12(amount: string): string {
  const cents = new Decimal(amount).times(100);
  if (!cents.isInteger()) throw new Error("An amount with implied decimals has whole cents.");
  return cents.toFixed(0);
}

/** Returns the shortest X12 type R form of a decimal string: "10.50" is "10.5", "3.00" is "3". */
export function decimalToX12(value: string): string {
  return new Decimal(value).toFixed();
}

/** Returns an amount rounded to the cent, half up (away from zero), as invoices round. */
export function toCents(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

/** Returns the decimal string of a number, or undefined if it has more digits than a document allows. */
export function documentDecimal(value: Decimal): string | undefined {
  const text = value.toFixed();
  return /^-?\d{1,18}(\.\d{1,10})?$/.test(text) ? text : undefined;
}
