import { Decimal } from "decimal.js";
import type { Price } from "../../../documents/values.ts";
import type { FieldValues, Finding } from "../../flow.ts";
import { readablePrice, unitPrice } from "../../kit/readable.ts";
import { priceWithin, samePrice } from "../../kit/tolerance.ts";
import { unitCode, unitWord } from "../../kit/unit-codes.ts";
import { about, named } from "../order-line.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import type { AsSent } from "../sent-order.ts";
import type { Answer } from "./answer.ts";
import { forAcceptance, type LineCheck } from "./line-check.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/** The maximum number of decimals of a price that is written to an order line. */
const priceDecimals = 6;

/**
 * Checks the price that the vendor states for a line. The price of a line with a discount is never overwritten, because a person
 * must decide whether the vendor's price replaces the price or the discount. Prices that rise with each response are limited by the
 * tolerance as a whole: they are compared with the order and with what was sent.
 */
export function checkPrice(
  line: PurchaseLine,
  answer: Answer,
  policy: OrderResponsePolicy,
  asSent: AsSent = line,
): LineCheck {
  if (answer.pricePending) return forAcceptance(pricePending(line), {});
  const { price, pricedOtherwise } = answer;
  if (isOursPerPiece(line, answer)) return {};
  if (price === null) {
    if (pricedOtherwise !== null) return { blocking: priceOfSomethingElse(line, pricedOtherwise) };
    return answer.priceChanged ? { blocking: priceMissing(line) } : {};
  }
  // The status "price changed" may refer to an earlier price of the order, because a person may have entered the vendor's price
  // in the meantime.
  if (samePrice(line.price, price, line.ordered)) return {};
  const [ours, theirs] = [readablePrice(line.price), readablePrice(price)];
  const finding = { code: "PRICE_VARIANCE" as const, ...about(line), field: "price", ours, theirs };
  const prices = { ...named(line), ours: unitPrice(line.price), theirs: unitPrice(price) };
  const values = priceValues(price);
  const isWithin =
    priceWithin(line.price, price, policy) &&
    (price.lte(line.price) || priceWithin(asSent.price, price, policy));
  if (!line.discount.isZero() || !isWithin) {
    const text = say("price-differs", prices);
    return forAcceptance({ ...finding, text }, line.discount.isZero() ? values : null);
  }
  return { change: { ...finding, text: say("price-changed", prices) }, values };
}

/** Returns the value to write for a price that the vendor states. */
export function priceValues(price: Decimal): FieldValues {
  return { price_unit: price.toDecimalPlaces(priceDecimals).toNumber() };
}

/**
 * Returns whether the vendor states our price per pack as a price per piece. Some partners write "per piece" and mean the pack,
 * so a price per piece that equals our price is not a change.
 */
export function isOursPerPiece(line: PurchaseLine, { pricedOtherwise, isRestated }: Answer): boolean {
  if (pricedOtherwise?.baseQuantity === undefined || !isRestated) return false;
  const { value, unit } = pricedOtherwise.baseQuantity;
  const isPiece = value === "1" && unitCode(unit) === "C62";
  return isPiece && samePrice(line.price, new Decimal(pricedOtherwise.amount), line.ordered);
}

/**
 * Returns the finding for a price that the vendor has not determined yet. If a person accepts it, the order keeps its price and
 * the rest of the response is applied.
 */
function pricePending(line: PurchaseLine): Finding {
  return aboutPrice(line, say("price-pending", named(line)));
}

function priceMissing(line: PurchaseLine): Finding {
  return aboutPrice(line, say("price-missing", named(line)));
}

function priceOfSomethingElse(line: PurchaseLine, { amount, baseQuantity }: Price): Finding {
  const price = new Decimal(amount);
  const [value, unit] = [baseQuantity?.value ?? "1", unitWord(baseQuantity?.unit ?? "")];
  const text = say("price-not-convertible", {
    ...named(line),
    price: unitPrice(price),
    base: { quantity: value, unit },
    unit: line.unit.name,
  });
  return { ...aboutPrice(line, text), theirs: `${readablePrice(price)} / ${value} ${unit}` };
}

function aboutPrice(line: PurchaseLine, text: Finding["text"]): Finding {
  return { code: "PRICE_VARIANCE", ...about(line), field: "price", ours: readablePrice(line.price), text };
}
