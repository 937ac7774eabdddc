import { Decimal } from "decimal.js";
import type { OrderResponseLine, OrderResponsePart } from "../../documents/order-response.ts";
import type { Quantity } from "../../documents/values.ts";
import { sameStored } from "../tolerance.ts";
import { convertPrice, convertQuantity, findUnit, roundingOf, type UnitContext } from "../units.ts";

/** What the supplier says about one order line, in the order line's unit. */
export type Answer = {
  /** What comes as agreed. */
  readonly firm: Decimal;
  /** When all of it is there; null when no date is given. */
  readonly firmDate: string | null;
  /** The portions it comes in, when they have different dates. */
  readonly portions: readonly { readonly quantity: Decimal; readonly date: string }[];
  /** What comes later. */
  readonly backordered: Decimal;
  /** When all of that is there; null when that is not promised for every part of it. */
  readonly backorderDate: string | null;
  /** Price of one ordered unit; null when none is given. */
  readonly price: Decimal | null;
  /** The supplier says that the price changed, or is pending. */
  readonly priceChanged: boolean;
  /** By how much Odoo may have rounded what was ordered, seen from the supplier's units. */
  readonly rounding: Decimal;
};

type Part = {
  readonly status: OrderResponsePart["status"];
  readonly quantity: Decimal | null;
  readonly date: string | null;
};

/** A unit of the partner that cannot be converted into the ordered one. */
export type UnknownUnit = { readonly unknownUnit: string };

/**
 * Gives the supplier's answer to a line of which `ordered` was ordered, or the unit that is not known. `date` is the
 * promise that holds for the whole document. Rejected and substituted parts are not looked at here.
 */
export function readAnswer(
  line: OrderResponseLine,
  ordered: Decimal,
  date: string | undefined,
  units: UnitContext,
): Answer | UnknownUnit {
  const quantities = [line.quantity, ...line.parts.map((part) => part.quantity)];
  const unknown = quantities.find((each) => each !== undefined && findUnit(each.unit, units) === null);
  if (unknown !== undefined) return { unknownUnit: unknown.unit };
  const restated = inOrderedUnit(line.quantity, units);
  const parts = line.parts.map((part) => ({
    status: part.status,
    quantity: inOrderedUnit(part.quantity, units),
    date: part.date ?? null,
  }));
  const rounding = roundingBehind(ordered, quantities, units);
  const amounts = amountsOf(parts, restated ?? ordered, ordered, rounding);
  return {
    ...amounts,
    ...datesOf(parts, amounts.backordered, date ?? null),
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

const isBackorder = (part: Part) => part.status === "backordered";

/** Parts that say what is delivered; a part without a quantity speaks of the whole line. */
function amountsOf(
  parts: readonly Part[],
  restated: Decimal,
  ordered: Decimal,
  rounding: Decimal,
): Pick<Answer, "firm" | "backordered"> {
  const later = parts.filter(isBackorder);
  const now = parts.filter((part) => !isBackorder(part));
  const statedNow = statedSum(now, ordered, rounding);
  // What only Odoo's rounding leaves of the ordered quantity is nothing.
  const rest = (whole: Decimal, taken: Decimal.Value) =>
    sameStored(whole, new Decimal(taken), rounding) ? new Decimal(0) : Decimal.max(0, whole.minus(taken));
  const backordered =
    later.length === 0
      ? new Decimal(0)
      : (statedSum(later, ordered, rounding) ?? rest(restated, statedNow ?? 0));
  const nothingNow = now.length === 0 && later.length > 0;
  const firm = statedNow ?? (nothingNow ? new Decimal(0) : rest(restated, backordered));
  // BP means "partial shipment, balance backordered" (X12 element 668): what nobody speaks of comes later.
  const partial = parts.some(({ status }) => status === "partial");
  return { firm, backordered: partial ? Decimal.max(backordered, rest(ordered, firm)) : backordered };
}

/**
 * Gives the sum of the parts' quantities, or null when no part has one. Several parts of different status that all
 * repeat one quantity (date changed for 10, price changed for 10) speak of the same goods when their sum is more than
 * was ordered.
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

function datesOf(
  parts: readonly Part[],
  backordered: Decimal,
  date: string | null,
): Pick<Answer, "firmDate" | "portions" | "backorderDate"> {
  const now = parts.filter((part) => !isBackorder(part));
  const later = parts.filter(isBackorder);
  const portions = now.flatMap((part) =>
    part.date === null || part.quantity === null ? [] : [{ quantity: part.quantity, date: part.date }],
  );
  const promised = later.length > 0 && later.every((part) => part.date !== null);
  return {
    firmDate: latest(now.flatMap((part) => part.date ?? [])) ?? date,
    portions: new Set(portions.map((portion) => portion.date)).size > 1 ? portions : [],
    backorderDate:
      promised && !backordered.isZero() ? latest(later.flatMap((part) => part.date ?? [])) : null,
  };
}

/** The latest of ISO days, which sort as text. */
function latest(dates: readonly string[]): string | null {
  return dates.reduce<string | null>((last, date) => (last === null || date > last ? date : last), null);
}

/** A new price in a part goes before the one restated on the line; both are for one unit of their own quantity. */
function priceOf(line: OrderResponseLine, units: UnitContext): Pick<Answer, "price" | "priceChanged"> {
  const part = line.parts.findLast(({ price }) => price !== undefined);
  const stated = part?.price ?? line.price;
  const code = line.quantity?.unit ?? part?.quantity?.unit;
  const unit = code === undefined ? units.ordered : findUnit(code, units);
  const price =
    stated === undefined || unit === null
      ? null
      : convertPrice(new Decimal(stated.amount), unit, units.ordered);
  return { price, priceChanged: line.parts.some(({ status }) => status === "price-changed") };
}
