/** A time stamp (DTM, v2.8.2 §2A.3.22) that is exact to the day at least: YYYYMMDD[HH[MM[SS[.S…]]]][+/-ZZZZ]. */
const timeStamp = /^(\d{4})(\d{2})(\d{2})(?:\d{2}(?:\d{2}(?:\d{2}(?:\.\d{1,4})?)?)?)?(?:[+-]\d{4})?$/;

/** Gives the ISO 8601 day of a time stamp, as the sender's clock had it; undefined when it names no day of the calendar. */
export function dayOf(text: string): string | undefined {
  const match = timeStamp.exec(text);
  if (match === null) return undefined;
  const iso = `${match[1]}-${match[2]}-${match[3]}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
}
