import type { Decimal } from "decimal.js";
import { daysAfter } from "../../../documents/days.ts";
import type { OrderResponse, OrderResponsePart } from "../../../documents/order-response.ts";

/**
 * The date that a part states: the date of arrival, the date of shipment if the arrival is unknown, our requested date as the
 * vendor restates it, or the explicit statement that no date is promised.
 */
export type Day =
  | { readonly arrival: string }
  | { readonly shipment: string }
  | { readonly repeated: string }
  | { readonly none: true };

/** A part of the vendor's response to an order line. Its quantity is in the unit of the order line, or null if none is stated. */
export type Part = {
  readonly status: OrderResponsePart["status"];
  readonly quantity: Decimal | null;
  /** The date that the part states. Null if it states none. */
  readonly day: Day | null;
};

/** Returns whether a part states a backorder, that is, a quantity that arrives later. */
export const isBackorder = (part: Part) => part.status === "backordered";

/** The dates (YYYY-MM-DD) that the vendor states for an order line. */
export type Dates = {
  /** The date by which the whole firm quantity arrives, or null if none is stated. */
  readonly firmDate: string | null;
  /** The portions of the firm quantity, if they arrive on different dates. Otherwise empty. */
  readonly portions: readonly { readonly quantity: Decimal; readonly date: string }[];
  /** Whether the vendor states explicitly that it promises no date. */
  readonly isUndated: boolean;
  /**
   * The date by which the whole backordered quantity arrives. Null if nothing is backordered, or if part of it has no promised
   * date.
   */
  readonly backorderDate: string | null;
  /** Our requested date as the vendor restates it without promising it, or null. */
  readonly repeatedDay: string | null;
  /** The latest shipment date for which the date of arrival is unknown, or null. */
  readonly shipsOn: string | null;
};

/**
 * Returns the date that a part or a document states, or null if it states none. A shipment date is converted to an arrival date
 * if the transit time (`transitDays`) is known.
 */
export function dayOf(
  { date, dateMeaning }: Pick<OrderResponse, "date" | "dateMeaning">,
  transitDays: number | null,
): Day | null {
  if (dateMeaning === "none") return { none: true };
  if (date === undefined) return null;
  if (dateMeaning === "requested") return { repeated: date };
  if (dateMeaning !== "ship") return { arrival: date };
  return transitDays === null ? { shipment: date } : { arrival: daysAfter(date, transitDays) };
}

/**
 * Returns the dates that the vendor states for a line. `backordered` is the backordered quantity. `ofDocument` is the date for
 * the whole document, which applies to lines without a date of their own.
 */
export function datesOf(parts: readonly Part[], backordered: Decimal, ofDocument: Day | null): Dates {
  const later = parts.filter(isBackorder);
  const now = parts.filter((part) => !isBackorder(part));
  const nowDays = now.flatMap(({ day }) => day ?? []);
  // The date of the document applies to lines without a date, unless the whole line is backordered.
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

/** Returns the latest of the dates (YYYY-MM-DD), or null if there are none. */
function latest(dates: readonly string[]): string | null {
  return dates.reduce<string | null>((last, date) => (last === null || date > last ? date : last), null);
}
