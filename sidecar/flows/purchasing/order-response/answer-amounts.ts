import { Decimal } from "decimal.js";
import { sameStored } from "../../kit/tolerance.ts";
import { isBackorder, type Part } from "./answer-dates.ts";

/** The quantities of an order line that the vendor confirms, in the unit of the order line. */
export type Amounts = {
  /** The quantity that will arrive with the confirmed delivery. */
  readonly firm: Decimal;
  /** The quantity that is backordered, that is, will arrive later. */
  readonly backordered: Decimal;
};

/**
 * Returns the firm and the backordered quantity that the parts of a response line state. A part without a quantity applies to the
 * whole line. `restated` is the quantity on the response line, and `rounding` is the amount by which Odoo may have rounded
 * `ordered`.
 */
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
 * Returns the sum of the parts' quantities, or null if no part has one. If parts with different statuses state the same quantity,
 * for example "date changed" for 10 and "price changed" for 10, and their sum exceeds the ordered quantity, they concern the same
 * goods, so the quantity is counted once.
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
