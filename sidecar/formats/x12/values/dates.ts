/**
 * Converts an X12 date (element 373: CCYYMMDD, in older versions YYMMDD) to an ISO 8601 date. The two-digit years 70–99 are
 * interpreted as 19xx, all others as 20xx. Returns undefined if the date is not valid.
 */
export function dateFromX12(value: string): string | undefined {
  const digits = /^\d{6}$/.test(value) ? `${Number(value.slice(0, 2)) >= 70 ? "19" : "20"}${value}` : value;
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(digits);
  if (match === null) return undefined;
  const [, year = "", month = "", day = ""] = match;
  const isDay = Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
  return isDay ? `${year}-${month}-${day}` : undefined;
}

/** Returns the number of days of a month (1 is January), or 0 if there is no such month. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Converts an ISO 8601 date to the X12 form (CCYYMMDD). */
export function dateToX12(iso: string): string {
  return iso.replaceAll("-", "");
}
