import { code, element } from "../../../codecs/x12/navigate.ts";
import type { X12Segment } from "../../../codecs/x12/types.ts";
import { daysAfter } from "../../../documents/days.ts";
import type { OrderResponsePart } from "../../../documents/order-response.ts";
import { type DateMeaning, dateQualifiers, type PeriodFormat, periodFormats } from "../codes/dates.ts";
import { dateFromX12 } from "./dates.ts";
import { codeAt, dateAt, faulty, type Place } from "./elements.ts";

/** The promised date of a seller with its meaning, as in a part of an order response. */
export type Promised = Pick<OrderResponsePart, "date" | "dateMeaning">;

/**
 * A date of an ACK, SCH or DTM segment with the meaning of its qualifier. `day` is empty for an explicit "no promise" without a
 * date.
 */
export type StatedDate = { readonly meaning: DateMeaning; readonly day: string };

/**
 * The number of days from the first to the last day of a week. A promise for a week is fulfilled on its last day at the latest.
 */
const restOfWeek = 6;

/**
 * Returns the date of a segment with the meaning of its qualifier. The qualifier (element 374) is at `qualifierAt`, the date at
 * `dayAt`. Returns an empty list if there is no valid date. For a date without a qualifier, adds a finding, because its meaning
 * is not stated.
 */
export function statedDate(
  from: X12Segment,
  qualifierAt: number,
  dayAt: number,
  place: Place,
): readonly StatedDate[] {
  return dated(from, qualifierAt, dayAt, dateAt(from, dayAt, place), place);
}

function dated(
  from: X12Segment,
  qualifierAt: number,
  dayAt: number,
  day: string | undefined,
  place: Place,
): StatedDate[] {
  const meaning = codeAt(from, qualifierAt, dateQualifiers, place);
  // A finding exists already for an unsupported qualifier and for an invalid date.
  if (meaning === undefined) {
    if (day !== undefined && code(from, qualifierAt) === undefined)
      faulty(place, from, qualifierAt, "date-qualifier-missing");
    return [];
  }
  if (day !== undefined) return [{ meaning, day }];
  // An explicit "no promise" needs no date.
  if (meaning.about === "no-promise") return [{ meaning, day: "" }];
  if ("weight" in meaning && element(from, dayAt) === undefined)
    faulty(place, from, dayAt, "qualified-date-missing");
  return [];
}

/**
 * Returns the dates in DTM segments with the meanings of their qualifiers. The date is in DTM02 or, if that is empty, in DTM06,
 * whose format is in DTM05. For a period, the last day is returned.
 */
export function statedDates(dtms: readonly X12Segment[], place: Place): StatedDate[] {
  return dtms.flatMap((dtm) => {
    if (element(dtm, 2) !== undefined || element(dtm, 6) === undefined) return statedDate(dtm, 1, 2, place);
    const format = codeAt(dtm, 5, periodFormats, place);
    return format === undefined ? [] : dated(dtm, 1, 6, periodEnd(dtm, format, place), place);
  });
}

function periodEnd(dtm: X12Segment, format: PeriodFormat, place: Place): string | undefined {
  const last = format === "day" ? element(dtm, 6) : /^\d{8}-(\d{8})$/.exec(element(dtm, 6) ?? "")?.[1];
  return dateFromX12(last ?? "") ?? faulty(place, dtm, 6, "not-a-period");
}

/**
 * The ranking of dates, highest first. Dates of delivery precede dates of shipment, and dates that the buyer requested are last.
 */
const weights: readonly string[] = [
  "delivery actual",
  "delivery promised",
  "delivery scheduled",
  "delivery estimated",
  "delivery superseded",
  "ship actual",
  "ship promised",
  "ship scheduled",
  "ship estimated",
  "ship superseded",
  "no-promise",
  "delivery requested",
  "ship requested",
];

/** Returns the position of a date in `weights`, or -1 if it is not a promise. */
function rank({ meaning }: StatedDate): number {
  const weight = "weight" in meaning ? `${meaning.about} ${meaning.weight}` : meaning.about;
  return weights.indexOf(weight);
}

const isRequest = (date: StatedDate) => "weight" in date.meaning && date.meaning.weight === "requested";

/**
 * Returns the promised date that results from the dates of several scopes, narrowest first (part, line, order). The date with the
 * highest rank applies. Among dates of equal rank, the narrower scope takes precedence, then the later date. If a scope
 * explicitly promises no date, the dates of wider scopes are ignored. Returns an empty object if no scope contains a promise.
 */
export function promisedBy(...scopes: readonly (readonly StatedDate[])[]): Promised {
  const denied = scopes.findIndex((scope) => strongest(scope)?.meaning.about === "no-promise");
  const heard = denied === -1 ? scopes : scopes.slice(0, denied + 1);
  const found = heard.reduce<StatedDate | undefined>((best, scope) => {
    const next = strongest(scope);
    return next !== undefined && (best === undefined || rank(next) < rank(best)) ? next : best;
  }, undefined);
  return found === undefined ? {} : promised(found);
}

/**
 * Returns the promised date of backordered goods, like `promisedBy`, except that the buyer's requested dates are ignored, because
 * they are not promises.
 */
export function backorderPromisedBy(...scopes: readonly (readonly StatedDate[])[]): Promised {
  return promisedBy(...scopes.map((scope) => scope.filter((date) => !isRequest(date))));
}

function strongest(scope: readonly StatedDate[]): StatedDate | undefined {
  const ranked = scope.filter((date) => rank(date) !== -1);
  return ranked.toSorted((a, b) => rank(a) - rank(b) || (a.day < b.day ? 1 : -1))[0];
}

function promised(stated: StatedDate): Promised {
  const { meaning, day } = stated;
  if (!("weight" in meaning)) return { dateMeaning: "none" };
  const dateMeaning = isRequest(stated) ? "requested" : meaning.about;
  return { date: meaning.week ? daysAfter(day, restOfWeek) : day, dateMeaning };
}
