import { dayOfEvent, instantAt } from "../../../documents/days.ts";
import { dayOf } from "./days.ts";

/** The part of a time stamp after the day (DTM, v2.8.2 §2A.3.22): [HH[MM[SS[.S…]]]][+/-ZZZZ]. */
const timeAndZone =
  /^\d{8}(?:([01]\d|2[0-3])(?:([0-5]\d)(?:([0-5]\d)(?:\.\d{1,4})?)?)?)?(?:([+-])(0\d|1[0-4])([0-5]\d))?$/;

/** Returns the UTC offset in a time stamp, such as "+02:15", or undefined if it contains none. */
export function zoneOf(text: string): string | undefined {
  const [, , , , sign, hours, minutes] = timeAndZone.exec(text) ?? [];
  return sign === undefined ? undefined : `${sign}${hours}:${minutes}`;
}

/**
 * Converts a time stamp to an ISO 8601 instant with an offset. If it contains no time, the beginning of the day is used. If it
 * contains no offset, `zone` applies, which is an offset ("+02:15") or the name of a time zone ("Europe/Berlin"). Returns
 * undefined if the text is not a time stamp or not precise to the day.
 */
export function instantOf(text: string, zone: string): string | undefined {
  const day = dayOf(text);
  const match = timeAndZone.exec(text);
  if (day === undefined || match === null) return undefined;
  const [, hour = "00", minute = "00", second = "00"] = match;
  const local = `${day}T${hour}:${minute}:${second}`;
  const offset = zoneOf(text) ?? zone;
  return isOffset(offset) ? `${local}${offset}` : instantAt(local, offset);
}

const isOffset = (zone: string) => /^[+-]\d/.test(zone);

/**
 * Returns the date of an event from its time stamp, by the rules of `dayOfEvent`. Without an offset, the time stamp is local time
 * in `zone`; without a time, it is a date regardless of the zone. Returns undefined if it is not a valid date.
 */
export function dayOfStamp(text: string, zone: string, companyZone: string): string | undefined {
  const isDay = /^\d{8}([+-]\d{4})?$/.test(text);
  const instant = isDay ? undefined : instantOf(text, zone);
  return instant === undefined ? dayOf(text) : dayOfEvent(instant, companyZone);
}
