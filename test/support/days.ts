import { dayAfter } from "../../dev/demo/templates.ts";

/** The day so many days from now (UTC), as YYYY-MM-DD: for what is compared with days that Odoo takes from its clock. */
export const dayFromNow = (days: number): string => dayAfter(new Date(), days);

/** A day as X12 and HL7 v2 write it: YYYYMMDD. */
export const compact = (day: string): string => day.replaceAll("-", "");
