import { dayOf } from "./days.ts";

/** The parts behind the day of a time stamp (DTM, v2.8.2 §2A.3.22): [HH[MM[SS[.S…]]]][+/-ZZZZ]. */
const timeAndZone =
  /^\d{8}(?:([01]\d|2[0-3])(?:([0-5]\d)(?:([0-5]\d)(?:\.\d{1,4})?)?)?)?(?:([+-])(0\d|1[0-4])([0-5]\d))?$/;

/** Gives the zone that a time stamp names ("+02:15"), or undefined. */
export function zoneOf(text: string): string | undefined {
  const [, , , , sign, hours, minutes] = timeAndZone.exec(text) ?? [];
  return sign === undefined ? undefined : `${sign}${hours}:${minutes}`;
}

/**
 * Gives the instant of a time stamp, ISO 8601 with zone; its day is that of the sender's clock. Without a time it is the
 * day's beginning, without a zone that of `zone`. Undefined when it is no time stamp, or not exact to the day.
 */
export function instantOf(text: string, zone: string): string | undefined {
  const day = dayOf(text);
  const match = timeAndZone.exec(text);
  if (day === undefined || match === null) return undefined;
  const [, hour = "00", minute = "00", second = "00"] = match;
  return `${day}T${hour}:${minute}:${second}${zoneOf(text) ?? zone}`;
}
