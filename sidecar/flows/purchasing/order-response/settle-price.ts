import { Decimal } from "decimal.js";
import type { Price } from "../../../documents/values.ts";
import type { Finding } from "../../flow.ts";
import { readablePrice } from "../../kit/findings.ts";
import { priceWithin, samePrice } from "../../kit/tolerance.ts";
import { unitCode, unitWord } from "../../kit/units.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import type { Answer } from "./answer.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { about, forAcceptance, lineName, type Verdict } from "./verdict.ts";

/** Prices converted from another unit are written with at most so many decimals. */
const priceDecimals = 6;

/**
 * Gives what becomes of the price. A line with a discount is never written: whether the supplier's price replaces the
 * price or the discount is for a person to say.
 */
export function settlePrice(line: PurchaseLine, answer: Answer, policy: OrderResponsePolicy): Verdict {
  if (answer.pricePending) return forAcceptance(pricePending(line), {});
  const { price, pricedOtherwise } = answer;
  if (isOursPerPiece(line, answer)) return {};
  if (price === null) {
    if (pricedOtherwise !== null) return { blocking: priceOfSomethingElse(line, pricedOtherwise) };
    return answer.priceChanged ? { blocking: priceMissing(line) } : {};
  }
  // "Changed" may be said of what the order had before: a person has entered the supplier's price since.
  if (samePrice(line.price, price, line.ordered)) return {};
  const [ours, theirs] = [readablePrice(line.price), readablePrice(price)];
  const finding = { code: "PRICE_VARIANCE" as const, ...about(line), field: "price", ours, theirs };
  const values = { price_unit: price.toDecimalPlaces(priceDecimals).toNumber() };
  if (!line.discount.isZero() || !priceWithin(line.price, price, policy)) {
    const text = `${lineName(line)}: the supplier's price is ${theirs} instead of ${ours}.`;
    return forAcceptance({ ...finding, text }, line.discount.isZero() ? values : null);
  }
  return { change: { ...finding, text: `${lineName(line)}: price ${theirs} instead of ${ours}.` }, values };
}

/** Partners write "per piece" of packs as well, and mean the pack: what is ours as it stands is no other price. */
function isOursPerPiece(line: PurchaseLine, { pricedOtherwise, isRestated }: Answer): boolean {
  if (pricedOtherwise?.baseQuantity === undefined || !isRestated) return false;
  const { value, unit } = pricedOtherwise.baseQuantity;
  const isPiece = value === "1" && unitCode(unit) === "C62";
  return isPiece && samePrice(line.price, new Decimal(pricedOtherwise.amount), line.ordered);
}

/** Accepted, the rest of the answer is carried out, and the order keeps its price. */
function pricePending(line: PurchaseLine): Finding {
  const text = `${lineName(line)}: the supplier accepts the line, and its price is still open.`;
  return { code: "PRICE_VARIANCE", ...about(line), field: "price", ours: readablePrice(line.price), text };
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

function priceOfSomethingElse(line: PurchaseLine, { amount, baseQuantity }: Price): Finding {
  const count = baseQuantity?.value === "1" ? "" : `${baseQuantity?.value} `;
  const theirs = `${readablePrice(new Decimal(amount))} per ${count}${unitWord(baseQuantity?.unit ?? "")}`;
  const text = `${lineName(line)}: the supplier's price is ${theirs}, which cannot be converted to one ${line.unit.name}.`;
  return {
    code: "PRICE_VARIANCE",
    ...about(line),
    field: "price",
    ours: readablePrice(line.price),
    theirs,
    text,
  };
}
