/**
 * Days and instants in a time zone (an IANA name, such as "America/New_York"). Documents state days, Odoo stores instants in UTC:
 * only a zone determines the day of an instant, and the instant that represents a day.
 */

const minuteMilliseconds = 60_000;
const dayMilliseconds = 86_400_000;

/** The zone of a company that has none. */
export const UTC = "UTC";

/** A clock on the wall of a zone: gives what it shows at an instant (milliseconds since 1970), as if it were UTC. */
export type WallClock = (at: number) => number;

/** Reports whether a name is that of a zone. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Returns the clock of a zone. Creating one is expensive, using it is cheap: callers with many instants create one for all. */
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

/** Returns the day (YYYY-MM-DD) that an instant (ISO 8601 with a zone) is on the clock's wall. */
export function dayOn(clock: WallClock, instant: string): string {
  return new Date(clock(Date.parse(instant))).toISOString().slice(0, 10);
}

/** Returns the day (YYYY-MM-DD) that an instant (ISO 8601 with a zone) is in a zone. */
export function dayIn(instant: string, zone: string = UTC): string {
  return dayOn(wallClock(zone), instant);
}

/**
 * Returns the day of what happened somewhere, from a sender's instant. An offset is the clock on the wall of the place, and its
 * day is that clock's. An instant told in UTC names no place: its day is that of the zone.
 */
export function dayOfEvent(instant: string, zone: string = UTC): string {
  return /(Z|[+-]00:?00)$/.test(instant) ? dayIn(instant, zone) : instant.slice(0, 10);
}

/**
 * Returns the instant that represents a day: its noon in the zone, in UTC with Z. Odoo uses noon too: it is the same day for
 * everybody within half a day of the zone, and no zone changes its clocks at noon.
 */
export function instantOfDay(day: string, zone: string = UTC): string {
  const at = instantShowing(Date.parse(`${day}T12:00:00Z`), wallClock(zone));
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Returns what the clock of a zone shows at an instant, with its offset: "2026-11-30T21:30:00-05:00". In UTC with Z. */
export function inZone(instant: string, zone: string = UTC): string {
  const at = Date.parse(instant);
  if (zone === UTC) return new Date(at).toISOString();
  const second = Math.floor(at / 1000) * 1000;
  const shown = wallClock(zone)(second);
  return `${new Date(shown).toISOString().slice(0, 19)}${offset(shown - second)}`;
}

/**
 * Returns the instant at which the clock of a zone shows a date and time (YYYY-MM-DDTHH:MM:SS), with its offset. Of a time that
 * comes twice in a night it is the first; one that a night leaves out counts as if the clock had not been changed yet.
 */
export function instantAt(local: string, zone: string = UTC): string {
  const shown = Date.parse(`${local}Z`);
  return `${local}${offset(shown - instantShowing(shown, wallClock(zone)))}`;
}

/** Returns the day that many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** The offset of the previous day is tried first: so the first of two possible instants is found, and a gap has an answer. */
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
