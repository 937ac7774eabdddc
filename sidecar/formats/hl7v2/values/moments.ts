import { dayOfEvent, instantAt } from "../../../documents/days.ts";
import { dayOf } from "./days.ts";

/** The parts behind the day of a time stamp (DTM, v2.8.2 §2A.3.22): [HH[MM[SS[.S…]]]][+/-ZZZZ]. */
const timeAndZone =
  /^\d{8}(?:([01]\d|2[0-3])(?:([0-5]\d)(?:([0-5]\d)(?:\.\d{1,4})?)?)?)?(?:([+-])(0\d|1[0-4])([0-5]\d))?$/;

/** Returns the zone that a time stamp names ("+02:15"), or undefined. */
export function zoneOf(text: string): string | undefined {
  const [, , , , sign, hours, minutes] = timeAndZone.exec(text) ?? [];
  return sign === undefined ? undefined : `${sign}${hours}:${minutes}`;
}

/**
 * Returns the instant of a time stamp, ISO 8601 with zone. Without a time it is the day's beginning, without a zone that of
 * `zone`: an offset ("+02:15") or a name ("Europe/Berlin"). Undefined when it is no time stamp, or not exact to the day.
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
 * Returns the day of a time stamp, as `dayOfEvent` has it. One that names no zone itself is on the clock of `zone`; one without
 * a time is a day already, whatever zone there is. Undefined when it names no day of the calendar.
 */
export function dayOfStamp(text: string, zone: string, companyZone: string): string | undefined {
  const isDay = /^\d{8}([+-]\d{4})?$/.test(text);
  const instant = isDay ? undefined : instantOf(text, zone);
  return instant === undefined ? dayOf(text) : dayOfEvent(instant, companyZone);
}
