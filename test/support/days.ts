import { dayAfter } from "../../dev/demo/templates.ts";

/**
 * Returns the date (YYYY-MM-DD, in UTC) that is this many days from today, for comparisons with dates that Odoo computes from its
 * clock.
 */
export const dayFromNow = (days: number): string => dayAfter(new Date(), days);

/** Converts a date from YYYY-MM-DD to YYYYMMDD, the form in X12 and HL7 v2. */
export const compact = (day: string): string => day.replaceAll("-", "");
