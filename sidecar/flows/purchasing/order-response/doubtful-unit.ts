import type { OrderResponseLine } from "../../../documents/order-response.ts";
import type { Finding } from "../../flow.ts";
import { findUnit, type UnitContext } from "../../kit/find-unit.ts";
import { fitsWithoutConversion, isChosen } from "../../kit/item-units.ts";
import { priceWithin, sameStored } from "../../kit/tolerance.ts";
import { convertQuantity } from "../../kit/units.ts";
import { type DoubtfulUnit, priceUnitQuestion, quantityUnitQuestion } from "../order-line.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import type { Answer } from "./answer.ts";
import { isOursPerPiece } from "./check-price.ts";
import type { OrderResponsePolicy } from "./policy.ts";

/**
 * Returns a finding that asks which unit the vendor means, if a quantity or a price fits our unit better than the stated one: ten
 * pieces of ten boxes, or 12.50 per piece for a box at 12.50. Without the question, a person would be offered 0.10 boxes or a price
 * of 1,250.00. Returns an empty list if the units fit, or if a person has chosen the unit for this item.
 */
export function unitQuestions(
  line: PurchaseLine,
  response: OrderResponseLine,
  answer: Answer,
  units: UnitContext,
  policy: OrderResponsePolicy,
): Finding[] {
  const quantity = quantityQuestion(line, response, answer, units);
  if (quantity !== null) return [quantity];
  const price = priceQuestion(line, response, answer, units, policy);
  return price === null ? [] : [price];
}

function quantityQuestion(
  line: PurchaseLine,
  { item, quantity, parts }: OrderResponseLine,
  answer: Answer,
  units: UnitContext,
): Finding | null {
  const offered = answer.firm.plus(answer.backordered);
  if (sameStored(line.ordered, offered, answer.rounding)) return null;
  // The quantities of the parts are the response; the quantity of the line only restates the order.
  const stated = parts.flatMap((part) => part.quantity ?? []);
  const counted = stated.length > 0 ? stated : [quantity].flatMap((one) => one ?? []);
  const doubt = counted.map(({ unit }) => doubtful(unit, item.ids, units)).find((one) => one !== null);
  if (doubt === undefined) return null;
  const asStated = convertQuantity(offered, line.unit, doubt.unit);
  return fitsWithoutConversion(line.ordered, asStated, offered)
    ? quantityUnitQuestion(line, offered, doubt)
    : null;
}

function priceQuestion(
  line: PurchaseLine,
  { item }: OrderResponseLine,
  answer: Answer,
  units: UnitContext,
  policy: OrderResponsePolicy,
): Finding | null {
  const { price, pricedIn } = answer;
  if (price === null || pricedIn === null || isOursPerPiece(line, answer)) return null;
  const doubt = doubtful(pricedIn.code, item.ids, units);
  if (doubt === null || priceWithin(line.price, price, policy)) return null;
  return fitsWithoutConversion(line.price, pricedIn.amount, price)
    ? priceUnitQuestion(line, pricedIn.amount, doubt)
    : null;
}

/** Returns the unit of a code that is larger or smaller than the ordered unit and that no person has chosen, or null. */
function doubtful(code: string, ids: DoubtfulUnit["ids"], units: UnitContext): DoubtfulUnit | null {
  const unit = findUnit(code, units);
  if (unit === null || unit.factor.eq(units.ordered.factor) || isChosen(code, units)) return null;
  return { unit, code, ids };
}
