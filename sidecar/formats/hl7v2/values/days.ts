import { value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Segment } from "../../../codecs/hl7v2/types.ts";

/** A time stamp (DTM, v2.8.2 §2A.3.22) that is precise to at least the day: YYYYMMDD[HH[MM[SS[.S…]]]][+/-ZZZZ]. */
const timeStamp = /^(\d{4})(\d{2})(\d{2})(?:\d{2}(?:\d{2}(?:\d{2}(?:\.\d{1,4})?)?)?)?(?:[+-]\d{4})?$/;

/**
 * Returns the date of a time stamp (YYYY-MM-DD) in the sender's local time. Returns undefined if the time stamp is not precise to
 * the day or not a valid date.
 */
export function dayOf(text: string): string | undefined {
  const match = timeStamp.exec(text);
  if (match === null) return undefined;
  const iso = `${match[1]}-${match[2]}-${match[3]}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
}

/** The form of a time stamp that is precise only to the year or the month. */
const coarse = /^(\d{4})(\d{2})?(?:[+-]\d{4})?$/;

/** Returns whether a time stamp is precise only to the year or the month. */
export function isCoarse(text: string): boolean {
  return coarse.test(text);
}

/**
 * Converts an expiry date from a message to YYYY-MM-DD. If it is precise only to the month or the year, as printed on packages,
 * returns the last day of that month or year. Returns undefined if it is not a valid date.
 */
export function lastDayOf(text: string): string | undefined {
  const [, year, month = "12"] = coarse.exec(text) ?? [];
  if (year === undefined) return dayOf(text);
  if (dayOf(`${year}${month}01`) === undefined) return undefined;
  // Day 0 of the next month is the last day of this month.
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** The number of significant digits of a time stamp, by its degree of precision (TS.2, HL7 table 0529, up to version 2.5.1). */
const digitsOf: Readonly<Record<string, number>> = { Y: 4, L: 6, D: 8, H: 10, M: 12, S: 14 };

/**
 * Removes the digits of a time stamp that exceed its stated degree of precision: "20280501" with the precision L becomes
 * "202805".
 */
export function asExactAs(text: string, precision: string | null | undefined): string {
  const digits = Object.hasOwn(digitsOf, precision ?? "") ? digitsOf[precision ?? ""] : undefined;
  const [, stamp = "", zone = ""] = /^(\d*(?:\.\d*)?)([+-]\d{4})?$/.exec(text) ?? [];
  return digits === undefined || stamp.length <= digits
    ? text
    : `${stamp.slice(0, digits)}${digits > 8 ? zone : ""}`;
}

/**
 * Returns the time stamp in a field, limited to its stated degree of precision. Returns undefined if the field is empty or `""`.
 */
export function stampAt(from: HL7Segment, index: number, repetition = 1): string | undefined {
  const text = value(from, index, 1, 1, repetition)?.trim();
  return text ? asExactAs(text, value(from, index, 2, 1, repetition)) : undefined;
}
