import type { Decimal } from "decimal.js";
import { daysAfter } from "../../../documents/days.ts";
import type { OrderResponse, OrderResponsePart } from "../../../documents/order-response.ts";

/**
 * The date that a part states: its arrival, its shipment if the vendor states only that, the repeated requested date, or
 * explicitly none.
 */
export type Day =
  | { readonly arrival: string }
  | { readonly shipment: string }
  | { readonly repeated: string }
  | { readonly none: true };

/** A part of the vendor's answer to a line, in the unit of the order line. */
export type Part = {
  readonly status: OrderResponsePart["status"];
  readonly quantity: Decimal | null;
  /** Null if the part states no date. */
  readonly day: Day | null;
};

/** Returns whether a part arrives later than ordered. */
export const isBackorder = (part: Part) => part.status === "backordered";

/** The dates on which the parts of a line arrive. */
export type Dates = {
  /** The date by which the whole firm quantity arrives, or null if no date is stated. */
  readonly firmDate: string | null;
  /** The portions in which it arrives, if they have different dates. */
  readonly portions: readonly { readonly quantity: Decimal; readonly date: string }[];
  /** The vendor explicitly promises no date. */
  readonly isUndated: boolean;
  /** The date by which the whole backordered quantity arrives, or null if part of it has no promised date. */
  readonly backorderDate: string | null;
  /** The requested date that the vendor repeats without promising it. */
  readonly repeatedDay: string | null;
  /** The date of the last shipment, if the transit time is unknown. */
  readonly shipsOn: string | null;
};

/** Returns the date of a part or a document. A shipment date becomes an arrival date if the transit time is known. */
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

/** Returns the dates on which the parts arrive. `ofDocument` is the promise for the whole document. */
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

/** Returns the latest of ISO 8601 dates, which sort as text. */
function latest(dates: readonly string[]): string | null {
  return dates.reduce<string | null>((last, date) => (last === null || date > last ? date : last), null);
}
