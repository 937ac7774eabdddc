import { Decimal } from "decimal.js";
import { sameStored } from "../../kit/tolerance.ts";
import { isBackorder, type Part } from "./answer-dates.ts";

/** The quantities of a line that arrive as ordered and later. */
export type Amounts = {
  /** The quantity that arrives as ordered. */
  readonly firm: Decimal;
  /** The quantity that arrives later. */
  readonly backordered: Decimal;
};

/** Returns the quantities that the parts state. A part without a quantity applies to the whole line. */
export function amountsOf(
  parts: readonly Part[],
  restated: Decimal,
  ordered: Decimal,
  rounding: Decimal,
): Amounts {
  const later = parts.filter(isBackorder);
  const now = parts.filter((part) => !isBackorder(part));
  const statedNow = statedSum(now, ordered, rounding);
  // A remainder that is only due to Odoo's rounding counts as zero.
  const rest = (whole: Decimal, taken: Decimal.Value) =>
    sameStored(whole, new Decimal(taken), rounding) ? new Decimal(0) : Decimal.max(0, whole.minus(taken));
  const backordered =
    later.length === 0
      ? new Decimal(0)
      : (statedSum(later, ordered, rounding) ?? rest(restated, statedNow ?? 0));
  const nothingNow = now.length === 0 && later.length > 0;
  const firm = statedNow ?? (nothingNow ? new Decimal(0) : rest(restated, backordered));
  // BP means "partial shipment, balance backordered" (X12 element 668): any quantity not mentioned in a part arrives later.
  const partial = parts.some(({ status }) => status === "partial");
  return { firm, backordered: partial ? Decimal.max(backordered, rest(ordered, firm)) : backordered };
}

/**
 * Returns the sum of the quantities of the parts, or null if no part has one. Parts with different statuses that repeat the same
 * quantity (date changed for 10, price changed for 10) concern the same goods if their sum exceeds the ordered quantity.
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
