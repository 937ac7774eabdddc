import type { Decimal } from "decimal.js";
import { daysAfter } from "../../../documents/days.ts";
import type { OrderResponse, OrderResponsePart } from "../../../documents/order-response.ts";

/** The date of arrival, or of shipment if the vendor states only that. */
export type Day =
  | { readonly arrival: string }
  | { readonly shipment: string }
  | { readonly repeated: string }
  | { readonly none: true };

/** A part of the vendor's answer to a line, in the order line's unit. */
export type Part = {
  readonly status: OrderResponsePart["status"];
  readonly quantity: Decimal | null;
  /** Null: the part states no date. */
  readonly day: Day | null;
};

/** Returns whether a part comes later than ordered. */
export const isBackorder = (part: Part) => part.status === "backordered";

/** When the parts of a line come. */
export type Dates = {
  /** When all of the firm quantity has arrived, or null if no date is given. */
  readonly firmDate: string | null;
  /** The portions in which it comes, if they have different dates. */
  readonly portions: readonly { readonly quantity: Decimal; readonly date: string }[];
  /** The vendor expressly promises no date. */
  readonly isUndated: boolean;
  /** When all of the backordered quantity has arrived, or null if a part of it has no promised date. */
  readonly backorderDate: string | null;
  /** The day that the vendor repeats as the requested one, without promising it. */
  readonly repeatedDay: string | null;
  /** The last day on which something ships, if the transit time is not known. */
  readonly shipsOn: string | null;
};

/** Returns the day of a part or a document. A shipment date is an arrival date once the transit time is known. */
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

/** Returns when the parts arrive. `ofDocument` is the promise for the whole document. */
export function datesOf(parts: readonly Part[], backordered: Decimal, ofDocument: Day | null): Dates {
  const later = parts.filter(isBackorder);
  const now = parts.filter((part) => !isBackorder(part));
  const nowDays = now.flatMap(({ day }) => day ?? []);
  // The document's day applies to lines that state none, unless all of the line is backordered.
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

/** Returns the latest of ISO days, which sort as text. */
function latest(dates: readonly string[]): string | null {
  return dates.reduce<string | null>((last, date) => (last === null || date > last ? date : last), null);
}
