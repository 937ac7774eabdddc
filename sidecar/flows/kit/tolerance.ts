import { Decimal } from "decimal.js";
import { z } from "zod";

/** The largest amount of money that a tolerance can be, in any currency. */
export const largestTolerance = 1_000_000;

/** The policy for price differences. A price is accepted if the difference is within the percentage or within the amount. */
export const pricePolicy = z.strictObject({
  price_tolerance_percent: z.number().min(0).max(100).default(2).meta({
    title: "Price Tolerance (Percent)",
    description:
      "The maximum difference between the vendor's price and the order price, in either direction, as a percentage of the order price. A difference within this percentage or within the amount is accepted automatically.",
    unit: "%",
  }),
  price_tolerance_amount: z.number().min(0).max(largestTolerance).default(0).meta({
    title: "Price Tolerance (Amount)",
    description:
      "The maximum difference between the vendor's unit price and the order price, in either direction, in the currency of the order. A difference within this amount or within the percentage is accepted automatically.",
    unit: "currency",
  }),
});
export type PricePolicy = z.infer<typeof pricePolicy>;

/**
 * Returns whether the partner's price differs from ours, in either direction, by at most the percentage or at most the amount of
 * the policy.
 */
export function priceWithin(ours: Decimal, theirs: Decimal, policy: PricePolicy): boolean {
  const difference = theirs.minus(ours).abs();
  return (
    difference.times(100).lte(ours.abs().times(policy.price_tolerance_percent)) ||
    difference.lte(policy.price_tolerance_amount)
  );
}

/**
 * Returns whether two unit prices result in the same amount for this quantity, that is, in amounts that differ by less than half
 * a cent. Prices may differ slightly because partners round pack prices and discounts to the decimals of their system.
 */
export function samePrice(ours: Decimal, theirs: Decimal, quantity: Decimal): boolean {
  return theirs.minus(ours).abs().times(quantity).lt("0.005");
}

/** Returns whether the offered quantity is lower than the ordered one by at most `percent` percent. */
export function decreaseWithin(ordered: Decimal, offered: Decimal, percent: number): boolean {
  return ordered.minus(offered).times(100).lte(ordered.times(percent));
}

/** The limit below which a difference between quantities is ignored, because it can be due to unit conversion alone. */
const conversionNoise = "0.000001";

/** Returns whether two quantities in the same unit are equal, apart from conversion errors in the last digits. */
export function sameQuantity(a: Decimal, b: Decimal): boolean {
  return a.minus(b).abs().lt(conversionNoise);
}

/** The step to which Odoo rounds quantities by default (decimal precision "Product Unit"). */
export const usualStep = new Decimal("0.01");

/**
 * Returns whether a quantity stored in Odoo may be the exact quantity after rounding, because both are equal or differ by less
 * than `step`. A step of zero means that Odoo did not round the quantity (see `roundingOf`).
 */
export function sameStored(stored: Decimal, exact: Decimal, step: Decimal): boolean {
  // A difference of a whole step is not due to rounding, and a conversion error in the last digits must not make it appear
  // smaller than a step.
  return sameQuantity(stored, exact) || stored.minus(exact).abs().plus(conversionNoise).lt(step);
}

/**
 * Returns the quantity as Odoo stores it, rounded to `step`. Returns null if rounding would change the quantity. For example,
 * five pieces are only 0.005 of a case of a thousand pieces.
 */
export function heldQuantity(quantity: Decimal, step: Decimal = usualStep): Decimal | null {
  const held = quantity.toNearest(step, Decimal.ROUND_HALF_UP);
  return sameQuantity(held, quantity) ? held : null;
}

const dayMilliseconds = 86_400_000;

/** Returns the number of days from the first date (YYYY-MM-DD) to the second; negative if the second is earlier. */
export function daysLater(first: string, second: string): number {
  return Math.round((Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / dayMilliseconds);
}
