import { value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Segment } from "../../../codecs/hl7v2/types.ts";

/** A time stamp (DTM, v2.8.2 §2A.3.22) that is exact to the day at least: YYYYMMDD[HH[MM[SS[.S…]]]][+/-ZZZZ]. */
const timeStamp = /^(\d{4})(\d{2})(\d{2})(?:\d{2}(?:\d{2}(?:\d{2}(?:\.\d{1,4})?)?)?)?(?:[+-]\d{4})?$/;

/** Returns the ISO 8601 day of a time stamp, as the sender's clock had it; undefined when it names no day of the calendar. */
export function dayOf(text: string): string | undefined {
  const match = timeStamp.exec(text);
  if (match === null) return undefined;
  const iso = `${match[1]}-${match[2]}-${match[3]}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
}

/** A time stamp that is exact to the year or the month only. */
const coarse = /^(\d{4})(\d{2})?(?:[+-]\d{4})?$/;

/** Reports whether a time stamp names a month or a year, and no day of it. */
export function isCoarse(text: string): boolean {
  return coarse.test(text);
}

/**
 * Returns the ISO 8601 day until which something keeps: for an expiry given as a month or a year, as printed on packages, its
 * last day. Undefined if it is not a day of the calendar.
 */
export function lastDayOf(text: string): string | undefined {
  const [, year, month = "12"] = coarse.exec(text) ?? [];
  if (year === undefined) return dayOf(text);
  if (dayOf(`${year}${month}01`) === undefined) return undefined;
  // Day 0 of the next month is the last one of this.
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** How many digits of a time stamp count, by its degree of precision (TS.2, HL7 table 0529, until version 2.5.1). */
const digitsOf: Readonly<Record<string, number>> = { Y: 4, L: 6, D: 8, H: 10, M: 12, S: 14 };

/** Returns a time stamp without the digits beyond its stated precision: "20280501" with the precision L is "202805". */
export function asExactAs(text: string, precision: string | null | undefined): string {
  const digits = Object.hasOwn(digitsOf, precision ?? "") ? digitsOf[precision ?? ""] : undefined;
  const [, stamp = "", zone = ""] = /^(\d*(?:\.\d*)?)([+-]\d{4})?$/.exec(text) ?? [];
  return digits === undefined || stamp.length <= digits
    ? text
    : `${stamp.slice(0, digits)}${digits > 8 ? zone : ""}`;
}

/** Returns the time stamp at a field, as exact as its sender means it; undefined where nothing stands, or `""`. */
export function stampAt(from: HL7Segment, index: number, repetition = 1): string | undefined {
  const text = value(from, index, 1, 1, repetition)?.trim();
  return text ? asExactAs(text, value(from, index, 2, 1, repetition)) : undefined;
}
