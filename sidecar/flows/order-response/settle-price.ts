import { readablePrice } from "../findings.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import { priceWithin, samePrice } from "../tolerance.ts";
import type { Answer } from "./answer.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { about, forAcceptance, lineName, type Verdict } from "./settle-line.ts";

/** Prices converted from another unit are written with at most so many decimals. */
const priceDecimals = 6;

/**
 * Gives what becomes of the price. A line with a discount is never written: whether the supplier's price replaces the
 * price or the discount is for a person to say.
 */
export function settlePrice(line: PurchaseLine, answer: Answer, policy: OrderResponsePolicy): Verdict {
  if (answer.price === null) return answer.priceChanged ? { blocking: priceMissing(line) } : {};
  if (samePrice(line.price, answer.price, line.ordered)) return {};
  const [ours, theirs] = [readablePrice(line.price), readablePrice(answer.price)];
  const finding = { code: "PRICE_VARIANCE" as const, ...about(line), field: "price", ours, theirs };
  const values = { price_unit: answer.price.toDecimalPlaces(priceDecimals).toNumber() };
  if (!line.discount.isZero() || !priceWithin(line.price, answer.price, policy)) {
    const text = `${lineName(line)}: the supplier's price is ${theirs} instead of ${ours}.`;
    return forAcceptance({ ...finding, text }, line.discount.isZero() ? values : null);
  }
  return { change: { ...finding, text: `${lineName(line)}: price ${theirs} instead of ${ours}.` }, values };
}

function priceMissing(line: PurchaseLine) {
  const text = `${lineName(line)}: the supplier says that the price changes, but not to what.`;
  return {
    code: "PRICE_VARIANCE" as const,
    ...about(line),
    field: "price",
    ours: readablePrice(line.price),
    text,
  };
}
