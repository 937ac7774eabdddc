import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import { inZone } from "../../documents/days.ts";
import type { Clock } from "../ports/runtime.ts";

/** Returns the instant as local time of the company, with its offset: outgoing documents are dated by it. */
export function localNow(clock: Clock, { timeZone }: Pick<ConnectionProfile, "timeZone">): string {
  return inZone(clock().toISOString(), timeZone);
}
