import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import { inZone } from "../../documents/days.ts";
import type { Clock } from "../ports/runtime.ts";

/**
 * Returns the current time in the connection's time zone, in ISO 8601 format with the offset. Outgoing documents use it
 * as their date.
 */
export function localNow(clock: Clock, { timeZone }: Pick<ConnectionProfile, "timeZone">): string {
  return inZone(clock().toISOString(), timeZone);
}
