import { Decimal } from "decimal.js";
import { sameStored } from "../../kit/tolerance.ts";
import { isBackorder, type Part } from "./answer-dates.ts";

/** How much of a line comes as ordered, and how much later. */
export type Amounts = {
  /** The quantity that comes as ordered. */
  readonly firm: Decimal;
  /** The quantity that comes later. */
  readonly backordered: Decimal;
};

/** Returns the amounts that the parts state. A part without a quantity is about the whole line. */
export function amountsOf(
  parts: readonly Part[],
  restated: Decimal,
  ordered: Decimal,
  rounding: Decimal,
): Amounts {
  const later = parts.filter(isBackorder);
  const now = parts.filter((part) => !isBackorder(part));
  const statedNow = statedSum(now, ordered, rounding);
  // A remainder that only Odoo's rounding leaves is nothing.
  const rest = (whole: Decimal, taken: Decimal.Value) =>
    sameStored(whole, new Decimal(taken), rounding) ? new Decimal(0) : Decimal.max(0, whole.minus(taken));
  const backordered =
    later.length === 0
      ? new Decimal(0)
      : (statedSum(later, ordered, rounding) ?? rest(restated, statedNow ?? 0));
  const nothingNow = now.length === 0 && later.length > 0;
  const firm = statedNow ?? (nothingNow ? new Decimal(0) : rest(restated, backordered));
  // BP means "partial shipment, balance backordered" (X12 element 668): what no part mentions comes later.
  const partial = parts.some(({ status }) => status === "partial");
  return { firm, backordered: partial ? Decimal.max(backordered, rest(ordered, firm)) : backordered };
}

/**
 * Returns the sum of the parts' quantities, or null when no part has one. Parts of different status that all repeat one
 * quantity (date changed for 10, price changed for 10) are about the same goods if their sum is more than was ordered.
 */
function statedSum(parts: readonly Part[], ordered: Decimal, rounding: Decimal): Decimal | null {
  const quantities = parts.flatMap(({ quantity }) => quantity ?? []);
  const [first] = quantities;
  if (first === undefined) return null;
  const sum = quantities.reduce((total, quantity) => total.plus(quantity), new Decimal(0));
  const repeated = quantities.every((quantity) => quantity.eq(first));
  const statuses = new Set(parts.map(({ status }) => status));
  const isMore = sum.gt(ordered) && !sameStored(ordered, sum, rounding);
  return repeated && statuses.size === parts.length && isMore ? first : sum;
}
