/**
 * Returns the ISO 8601 day of an X12 date (element 373: CCYYMMDD; older versions YYMMDD), or undefined when it is no
 * day of the calendar. Two-digit years 70–99 are 19xx, the rest 20xx.
 */
export function dateFromX12(value: string): string | undefined {
  const digits = /^\d{6}$/.test(value) ? `${Number(value.slice(0, 2)) >= 70 ? "19" : "20"}${value}` : value;
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(digits);
  if (match === null) return undefined;
  const [, year = "", month = "", day = ""] = match;
  const isDay = Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
  return isDay ? `${year}-${month}-${day}` : undefined;
}

/** Returns the number of days of a month (1 is January), 0 for what is no month. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Returns the X12 form (CCYYMMDD) of an ISO 8601 day. */
export function dateToX12(iso: string): string {
  return iso.replaceAll("-", "");
}
