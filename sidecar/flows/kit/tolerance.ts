import { Decimal } from "decimal.js";
import { z } from "zod";

/** How far a price may be from ours before a person is asked: either bound allows. */
export const pricePolicy = z.object({
  /** Percent of our price. */
  price_tolerance_percent: z.number().min(0).default(2),
  /** Amount a unit, in the order's currency. */
  price_tolerance_amount: z.number().min(0).default(0),
});
export type PricePolicy = z.infer<typeof pricePolicy>;

/** Says whether their price is near enough to ours: within the percentage or within the amount, in both directions. */
export function priceWithin(ours: Decimal, theirs: Decimal, policy: PricePolicy): boolean {
  const difference = theirs.minus(ours).abs();
  return (
    difference.times(100).lte(ours.abs().times(policy.price_tolerance_percent)) ||
    difference.lte(policy.price_tolerance_amount)
  );
}

/**
 * Says whether two prices come to the same: for this quantity they differ by less than half a cent. Partners round
 * prices of packs and discounts to the decimals that their system has.
 */
export function samePrice(ours: Decimal, theirs: Decimal, quantity: Decimal): boolean {
  return theirs.minus(ours).abs().times(quantity).lt("0.005");
}

/** Says whether a quantity went down by no more than that part (in percent) of what was ordered. */
export function decreaseWithin(ordered: Decimal, offered: Decimal, percent: number): boolean {
  return ordered.minus(offered).times(100).lte(ordered.times(percent));
}

/** What conversions between units may leave behind in their last digits. */
const conversionNoise = "0.000001";

/** Says whether two quantities are one, but for what converting units leaves in the last digits. */
export function sameQuantity(a: Decimal, b: Decimal): boolean {
  return a.minus(b).abs().lt(conversionNoise);
}

/** The step in which Odoo counts where nobody has changed its precision "Product Unit": a hundredth of the unit. */
export const usualStep = new Decimal("0.01");

/**
 * Says whether a quantity that Odoo holds stands for this one: they are one, or nearer to each other than `step`, which its
 * rounding may have taken or added. A step of zero is for what was not rounded (`roundingOf`).
 */
export function sameStored(stored: Decimal, exact: Decimal, step: Decimal): boolean {
  // A whole step is no rounding; what converting leaves in the last digits does not make it less than one.
  return sameQuantity(stored, exact) || stored.minus(exact).abs().plus(conversionNoise).lt(step);
}

/**
 * Gives the quantity as Odoo holds it, in its steps, or null when it cannot be held so: five pieces of a case of a thousand
 * are no hundredth of a case.
 */
export function heldQuantity(quantity: Decimal, step: Decimal = usualStep): Decimal | null {
  const held = quantity.toNearest(step, Decimal.ROUND_HALF_UP);
  return sameQuantity(held, quantity) ? held : null;
}

const dayMilliseconds = 86_400_000;

/** Gives by how many days the second day (YYYY-MM-DD) is later than the first; negative when it is earlier. */
export function daysLater(first: string, second: string): number {
  return Math.round((Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / dayMilliseconds);
}
