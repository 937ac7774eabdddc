import { Decimal } from "decimal.js";
import { daysAfter } from "../../../documents/days.ts";
import type {
  OrderResponse,
  OrderResponseLine,
  OrderResponsePart,
} from "../../../documents/order-response.ts";
import type { Price, Quantity } from "../../../documents/values.ts";
import { findUnit, type UnitContext } from "../../kit/find-unit.ts";
import { sameStored } from "../../kit/tolerance.ts";
import { convertPrice, convertQuantity, roundingOf } from "../../kit/units.ts";

/** What the supplier says about one order line, in the order line's unit. */
export type Answer = {
  /** What comes as agreed. */
  readonly firm: Decimal;
  /** When all of it is there; null when no date is given. */
  readonly firmDate: string | null;
  /** The portions it comes in, when they have different dates. */
  readonly portions: readonly { readonly quantity: Decimal; readonly date: string }[];
  /** The supplier says expressly that it promises no day for it. */
  readonly isUndated: boolean;
  /** What comes later. */
  readonly backordered: Decimal;
  /** When all of that is there; null when that is not promised for every part of it. */
  readonly backorderDate: string | null;
  /** The day that the supplier repeats as the one asked for, where it promises none. */
  readonly repeatedDay: string | null;
  /** The last day on which something leaves the supplier, where nobody knows how long it is on its way. */
  readonly shipsOn: string | null;
  /** Price of one ordered unit; null when none is given, or when it is for something that does not convert. */
  readonly price: Decimal | null;
  /** The price as it stands, where it is for something else than one ordered unit. */
  readonly pricedOtherwise: Price | null;
  /** The supplier says that the price changes. */
  readonly priceChanged: boolean;
  /** The supplier says that the price is still open. */
  readonly pricePending: boolean;
  /** The price is the one restated on the line, not one of its own. */
  readonly isRestated: boolean;
  /** By how much Odoo may have rounded what was ordered, seen from the supplier's units. */
  readonly rounding: Decimal;
};

/** When something arrives, or when it leaves the supplier if only that is said. */
type Day =
  | { readonly arrival: string }
  | { readonly shipment: string }
  | { readonly repeated: string }
  | { readonly none: true };

type Part = {
  readonly status: OrderResponsePart["status"];
  readonly quantity: Decimal | null;
  /** Null: nothing is said of a day. */
  readonly day: Day | null;
};

/** A unit of the partner that cannot be converted into the ordered one. */
export type UnknownUnit = { readonly unknownUnit: string };

/** What is known beside the answer itself. */
export type AnswerContext = {
  /** The promise that holds for the whole document. */
  readonly document: Pick<OrderResponse, "date" | "dateMeaning">;
  readonly units: UnitContext;
  /** How many days goods are on their way; null when nobody said. */
  readonly transitDays: number | null;
};

/**
 * Gives the supplier's answer to a line of which `ordered` was ordered, or the unit that is not known. Rejected and
 * substituted parts are not looked at here.
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

/** A day of shipment is one of arrival once it is known how long goods are on their way. */
function dayOf(
  { date, dateMeaning }: Pick<OrderResponse, "date" | "dateMeaning">,
  transitDays: number | null,
): Day | null {
  if (dateMeaning === "none") return { none: true };
  if (date === undefined) return null;
  if (dateMeaning === "requested") return { repeated: date };
  if (dateMeaning !== "ship") return { arrival: date };
  return transitDays === null ? { shipment: date } : { arrival: daysAfter(date, transitDays) };
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
  ofDocument: Day | null,
): Pick<Answer, "firmDate" | "portions" | "isUndated" | "backorderDate" | "repeatedDay" | "shipsOn"> {
  const later = parts.filter(isBackorder);
  const now = parts.filter((part) => !isBackorder(part));
  const nowDays = now.flatMap(({ day }) => day ?? []);
  // The document's day is that of lines that say nothing of their own; it is no day of a line that is all backordered.
  const isSilent = nowDays.length === 0 && (now.length > 0 || later.length === 0);
  const firmDays = isSilent && ofDocument !== null ? [ofDocument] : nowDays;
  const portions = now.flatMap(({ day, quantity }) =>
    day !== null && "arrival" in day && quantity !== null ? [{ quantity, date: day.arrival }] : [],
  );
  const laterDays = later.flatMap(({ day }) => (day !== null && "arrival" in day ? [day.arrival] : []));
  const isPromised = later.length > 0 && laterDays.length === later.length;
  return {
    firmDate: latest(firmDays.flatMap((day) => ("arrival" in day ? [day.arrival] : []))),
    portions: new Set(portions.map((portion) => portion.date)).size > 1 ? portions : [],
    repeatedDay: latest(firmDays.flatMap((day) => ("repeated" in day ? [day.repeated] : []))),
    isUndated: firmDays.some((day) => "none" in day),
    backorderDate: isPromised && !backordered.isZero() ? latest(laterDays) : null,
    shipsOn: latest(
      [...firmDays, ...later.flatMap(({ day }) => day ?? [])].flatMap((day) =>
        "shipment" in day ? [day.shipment] : [],
      ),
    ),
  };
}

/** The latest of ISO days, which sort as text. */
function latest(dates: readonly string[]): string | null {
  return dates.reduce<string | null>((last, date) => (last === null || date > last ? date : last), null);
}

/** A new price in a part goes before the one restated on the line; both are for one unit of their own quantity, or for their base. */
function priceOf(
  line: OrderResponseLine,
  units: UnitContext,
): Pick<Answer, "price" | "pricedOtherwise" | "priceChanged" | "pricePending" | "isRestated"> {
  const part = line.parts.findLast(({ price }) => price !== undefined);
  const stated = part?.price ?? line.price;
  const code = stated?.baseQuantity?.unit ?? line.quantity?.unit ?? part?.quantity?.unit;
  const unit = code === undefined ? units.ordered : findUnit(code, units);
  const ofOne =
    stated === undefined ? null : new Decimal(stated.amount).dividedBy(stated.baseQuantity?.value ?? 1);
  return {
    price: ofOne === null || unit === null ? null : convertPrice(ofOne, unit, units.ordered),
    pricedOtherwise: stated?.baseQuantity === undefined ? null : stated,
    priceChanged: line.parts.some(({ status }) => status === "price-changed"),
    isRestated: part === undefined,
    pricePending: line.parts.some(({ pricePending }) => pricePending),
  };
}
