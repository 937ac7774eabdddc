/**
 * Conversions between dates and instants in a time zone (an IANA name, such as "America/New_York"). They are needed because
 * documents contain dates, while Odoo stores instants in UTC.
 */

const minuteMilliseconds = 60_000;
const dayMilliseconds = 86_400_000;

/** The time zone that is used if a company has none. */
export const UTC = "UTC";

/**
 * A function that returns the local time of a time zone at an instant. Both are in milliseconds since 1970; the local time is
 * expressed as if it were UTC.
 */
export type WallClock = (at: number) => number;

/** Returns whether a text is the IANA name of a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * Returns a function that converts instants to the local time of a time zone. Creating it is expensive, so callers that convert
 * many instants should create it once and reuse it.
 */
export function wallClock(zone: string = UTC): WallClock {
  if (zone === UTC) return (at) => at;
  const format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

/** Returns the local date (YYYY-MM-DD) of an instant (ISO 8601 with an offset) in the time zone of `clock`. */
export function dayOn(clock: WallClock, instant: string): string {
  return new Date(clock(Date.parse(instant))).toISOString().slice(0, 10);
}

/** Returns the date (YYYY-MM-DD) of an instant (ISO 8601 with an offset) in a time zone. */
export function dayIn(instant: string, zone: string = UTC): string {
  return dayOn(wallClock(zone), instant);
}

/**
 * Returns the date (YYYY-MM-DD) of an event whose instant a sender has stated. An offset other than UTC indicates the sender's
 * local time, so its date is used. UTC does not indicate a local time, so the date in `zone` is used.
 */
export function dayOfEvent(instant: string, zone: string = UTC): string {
  return /(Z|[+-]00:?00)$/.test(instant) ? dayIn(instant, zone) : instant.slice(0, 10);
}

/**
 * Returns the instant that represents a date in Odoo: noon in the time zone, written in UTC with the suffix Z. Noon falls on the
 * same date in all time zones that differ by less than 12 hours, and no time zone changes its clocks at noon.
 */
export function instantOfDay(day: string, zone: string = UTC): string {
  const at = instantShowing(Date.parse(`${day}T12:00:00Z`), wallClock(zone));
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Converts an instant to the local time of a zone, with the offset: "2026-11-30T21:30:00-05:00". In UTC, the suffix is Z. */
export function inZone(instant: string, zone: string = UTC): string {
  const at = Date.parse(instant);
  if (zone === UTC) return new Date(at).toISOString();
  const second = Math.floor(at / 1000) * 1000;
  const shown = wallClock(zone)(second);
  return `${new Date(shown).toISOString().slice(0, 19)}${offset(shown - second)}`;
}

/**
 * Adds the offset of a time zone to a local date and time (YYYY-MM-DDTHH:MM:SS). If a clock change makes the local time occur
 * twice, the first occurrence is used; if it skips the local time, the offset before the change is used.
 */
export function instantAt(local: string, zone: string = UTC): string {
  const shown = Date.parse(`${local}Z`);
  return `${local}${offset(shown - instantShowing(shown, wallClock(zone)))}`;
}

/** Returns the date that is this number of days after a date (YYYY-MM-DD). */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/**
 * Returns the instant (milliseconds since 1970) at which a clock shows a local time, which is expressed as if it were UTC. The
 * offset of the previous day is tried first, which finds the first of two possible instants and also yields a result for a
 * skipped time.
 */
function instantShowing(shown: number, clock: WallClock): number {
  const offsets = [shown - dayMilliseconds, shown + dayMilliseconds].map((at) => clock(at) - at);
  const candidates = offsets.map((each) => shown - each);
  return candidates.find((at) => clock(at) === shown) ?? candidates[0] ?? shown;
}

function offset(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / minuteMilliseconds);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, "0"));
  return `${milliseconds < 0 ? "-" : "+"}${hours}:${rest}`;
}
