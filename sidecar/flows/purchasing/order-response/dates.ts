import { instantOfDay } from "../../../documents/days.ts";
import type { FieldValues, Finding } from "../../flow.ts";
import { daysLater } from "../../kit/tolerance.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import type { AsSent } from "../sent-order.ts";
import type { OrderResponsePolicy } from "./policy.ts";

/**
 * Returns whether a promised date (YYYY-MM-DD) is later than the expected one by more than the policy allows. A date that is later
 * with each response is also compared with the date that was sent. A line without an expected date is never too late.
 */
export function isTooLate(
  { expected }: PurchaseLine,
  promised: string,
  policy: OrderResponsePolicy,
  asSent: AsSent,
): boolean {
  if (expected === null || promised <= expected) return false;
  const isLate = (day: string | null) =>
    day !== null && daysLater(day, promised) > policy.date_tolerance_days;
  return isLate(expected) || isLate(asSent.expected);
}

/** Returns the expected date of the line as our value in a finding, or an empty object if the line has none. */
export function ourDate(line: PurchaseLine): Pick<Finding, "ours"> {
  return line.expected === null ? {} : { ours: line.expected };
}

/**
 * Returns the field value to write for a promised date (YYYY-MM-DD), which is noon in the company's time zone, so that Odoo
 * displays that date.
 */
export function datePlanned({ timeZone }: PurchaseLine, day: string): FieldValues {
  return { date_planned: instantOfDay(day, timeZone) };
}
