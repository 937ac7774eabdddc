const dayMilliseconds = 86_400_000;

/**
 * Gives the ISO 8601 day of an X12 date (element 373: CCYYMMDD; older versions YYMMDD), or undefined when it is no
 * day of the calendar. Two-digit years 70–99 are 19xx, the rest 20xx.
 */
export function dateFromX12(value: string): string | undefined {
  const digits = /^\d{6}$/.test(value) ? `${Number(value.slice(0, 2)) >= 70 ? "19" : "20"}${value}` : value;
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(digits);
  if (match === null) return undefined;
  const iso = `${match[1]}-${match[2]}-${match[3]}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || toIso(time) !== iso ? undefined : iso;
}

/** Gives the X12 form (CCYYMMDD) of an ISO 8601 day. */
export function dateToX12(iso: string): string {
  return iso.replaceAll("-", "");
}

/** Gives the ISO day that many days after another. */
export function addDays(iso: string, days: number): string {
  return toIso(Date.parse(`${iso}T00:00:00Z`) + days * dayMilliseconds);
}

function toIso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** What a date in an answer to an order is about. */
export type PromiseMeaning = "delivery" | "ship";

/**
 * Qualifiers (element 374) that promise a day, the most binding first: promised, then scheduled, then estimated;
 * delivery before shipment. Those at the end merely repeat what the buyer asked for and count when nothing else is said.
 */
const promises: readonly (readonly [qualifier: string, meaning: PromiseMeaning])[] = [
  ["069", "delivery"], // promised for delivery
  ["067", "delivery"], // current schedule delivery
  ["371", "delivery"], // estimated arrival
  ["017", "delivery"], // estimated delivery
  ["079", "ship"], // promised for shipment
  ["068", "ship"], // current schedule ship
  ["011", "ship"], // shipped
  ["038", "ship"], // ship no later
  ["002", "delivery"], // delivery requested
  ["106", "delivery"], // required by
  ["010", "ship"], // requested ship
];

/** Gives what a date qualifier (element 374) is about; anything that does not speak of shipping means delivery. */
export function promiseMeaning(qualifier: string | undefined): PromiseMeaning {
  return promises.find(([code]) => code === qualifier)?.[1] ?? "delivery";
}

/** Gives the most binding of several qualified dates, or undefined when none promises anything. */
export function mostBinding<T extends { readonly qualifier: string | undefined }>(
  dates: readonly T[],
): T | undefined {
  for (const [code] of promises) {
    const found = dates.find((date) => date.qualifier === code);
    if (found !== undefined) return found;
  }
  return undefined;
}
