import { Decimal } from "decimal.js";
import type { OrderResponse, OrderResponseLine } from "../../../documents/order-response.ts";
import type { Price, Quantity } from "../../../documents/values.ts";
import { findUnit, type UnitContext } from "../../kit/find-unit.ts";
import { convertPrice, convertQuantity, roundingOf } from "../../kit/units.ts";
import { type Amounts, amountsOf } from "./answer-amounts.ts";
import { type Dates, datesOf, dayOf } from "./answer-dates.ts";

/** The vendor's response to an order line. Quantities and prices are in the unit of the order line. */
export type Answer = Amounts &
  Dates &
  AnsweredPrice & {
    /** The amount by which Odoo may have rounded the ordered quantity, given the units in which the vendor counts. */
    readonly rounding: Decimal;
  };

/** The price in the vendor's response to an order line. */
export type AnsweredPrice = {
  /** The price of one ordered unit. Null if none is stated, or if it is for a unit that cannot be converted. */
  readonly price: Decimal | null;
  /** The price as stated if it has a base quantity, otherwise null. */
  readonly pricedOtherwise: Price | null;
  /** The price as stated, for one unit with this code. Null if none is stated, or if it is for the ordered unit. */
  readonly pricedIn: { readonly amount: Decimal; readonly code: string } | null;
  /** Whether the vendor states that the price has changed. */
  readonly priceChanged: boolean;
  /** Whether the vendor states that the price has not been decided yet. */
  readonly pricePending: boolean;
  /** Whether the price comes from the line itself, which restates the order, and not from a part. */
  readonly isRestated: boolean;
};

/** The code of a unit of the partner that is unknown or cannot be converted to the ordered unit. */
export type UnknownUnit = { readonly unknownUnit: string };

/** The data needed to interpret a response line. */
export type AnswerContext = {
  /** The date that the vendor states for the whole document. */
  readonly document: Pick<OrderResponse, "date" | "dateMeaning">;
  readonly units: UnitContext;
  /** The number of days between shipment and arrival, or null if unknown. */
  readonly transitDays: number | null;
};

/**
 * Interprets the vendor's response to an order line with the quantity `ordered`. If one of its units is unknown, returns the code
 * of that unit instead. The line must have no rejected or substituted parts, which `checkLine` handles before.
 */
export function readAnswer(
  line: OrderResponseLine,
  ordered: Decimal,
  { document, units, transitDays }: AnswerContext,
): Answer | UnknownUnit {
  const quantities = [line.quantity, ...line.parts.map((part) => part.quantity)];
  const unknown = quantities.find((each) => each !== undefined && findUnit(each.unit, units) === null);
  if (unknown !== undefined) return { unknownUnit: unknown.unit };
  const restated = inOrderedUnit(line.quantity, units);
  const parts = line.parts.map((part) => ({
    status: part.status,
    quantity: inOrderedUnit(part.quantity, units),
    day: dayOf(part, transitDays),
  }));
  const rounding = roundingBehind(ordered, quantities, units);
  const amounts = amountsOf(parts, restated ?? ordered, ordered, rounding);
  return {
    ...amounts,
    ...datesOf(parts, amounts.backordered, dayOf(document, transitDays)),
    ...priceOf(line, units),
    rounding,
  };
}

function roundingBehind(
  ordered: Decimal,
  quantities: readonly (Quantity | undefined)[],
  units: UnitContext,
): Decimal {
  const theirs = quantities.flatMap((each) => (each && findUnit(each.unit, units)) ?? []);
  return Decimal.max(0, ...theirs.map((unit) => roundingOf(ordered, units.ordered, unit)));
}

function inOrderedUnit(quantity: Quantity | undefined, units: UnitContext): Decimal | null {
  if (quantity === undefined) return null;
  const unit = findUnit(quantity.unit, units);
  return unit === null ? null : convertQuantity(new Decimal(quantity.value), unit, units.ordered);
}

/**
 * Returns the price that a response line states, converted to the ordered unit. A price in a part takes precedence over the price
 * of the line. A stated price applies to its base quantity or, if it has none, to one unit of the stated quantity.
 */
export function priceOf(line: OrderResponseLine, units: UnitContext): AnsweredPrice {
  const part = line.parts.findLast(({ price }) => price !== undefined);
  const stated = part?.price ?? line.price;
  const code = stated?.baseQuantity?.unit ?? line.quantity?.unit ?? part?.quantity?.unit;
  const unit = code === undefined ? units.ordered : findUnit(code, units);
  const ofOne =
    stated === undefined ? null : new Decimal(stated.amount).dividedBy(stated.baseQuantity?.value ?? 1);
  return {
    price: ofOne === null || unit === null ? null : convertPrice(ofOne, unit, units.ordered),
    pricedOtherwise: stated?.baseQuantity === undefined ? null : stated,
    pricedIn: ofOne === null || code === undefined ? null : { amount: ofOne, code },
    priceChanged: line.parts.some(({ status }) => status === "price-changed"),
    isRestated: part === undefined,
    pricePending: line.parts.some(({ pricePending }) => pricePending),
  };
}
