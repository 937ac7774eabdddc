import { dayAfter } from "../../dev/demo/templates.ts";

/** Returns the day this many days from now (UTC), as YYYY-MM-DD: for comparisons with dates from Odoo's clock. */
export const dayFromNow = (days: number): string => dayAfter(new Date(), days);

/** Formats a date for X12 and HL7 v2: YYYYMMDD. */
export const compact = (day: string): string => day.replaceAll("-", "");
