import { Decimal } from "decimal.js";
import type { TermValue } from "../../terms/term.ts";

/** Returns a quantity as text, rounded to at most three decimals and without trailing zeros. */
export function readable(quantity: Decimal): string {
  return quantity.toDecimalPlaces(3).toFixed();
}

/** Returns a price as text, rounded to four decimals and with at least two. */
export function readablePrice(price: Decimal): string {
  const rounded = price.toDecimalPlaces(4, Decimal.ROUND_HALF_UP);
  return rounded.decimalPlaces() < 2 ? rounded.toFixed(2) : rounded.toFixed();
}

/** Returns a quantity with its unit as a parameter of a term. */
export function quantityIn(quantity: Decimal, unit: { readonly name: string }): TermValue {
  return { quantity: readable(quantity), unit: unit.name };
}

/** Returns a quantity with its unit as text, for display next to another one: "10 × Box of 100". */
export function timesUnit(quantity: Decimal, unit: { readonly name: string }): string {
  return `${readable(quantity)} × ${unit.name}`;
}

/** Returns a quantity without its unit as a parameter of a term. */
export function count(quantity: Decimal): TermValue {
  return { amount: readable(quantity) };
}

/** Returns a unit price without its currency as a parameter of a term. */
export function unitPrice(price: Decimal): TermValue {
  return { amount: readablePrice(price) };
}

/** Returns an amount of money as a parameter of a term, rounded to the decimals of its currency. */
export function money(amount: Decimal | string, currency: string, decimals: number): TermValue {
  return { amount: new Decimal(amount).toFixed(decimals), currency };
}
