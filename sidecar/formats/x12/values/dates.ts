/**
 * Converts an X12 date (element 373: CCYYMMDD, in older versions YYMMDD) to an ISO 8601 date. Two-digit years 70–99 are 19xx, the
 * rest 20xx. Returns undefined if the date is not valid.
 */
export function dateFromX12(value: string): string | undefined {
  const digits = /^\d{6}$/.test(value) ? `${Number(value.slice(0, 2)) >= 70 ? "19" : "20"}${value}` : value;
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(digits);
  if (match === null) return undefined;
  const iso = `${match[1]}-${match[2]}-${match[3]}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || toIso(time) !== iso ? undefined : iso;
}

/** Converts an ISO 8601 date to the X12 form (CCYYMMDD). */
export function dateToX12(iso: string): string {
  return iso.replaceAll("-", "");
}

function toIso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
