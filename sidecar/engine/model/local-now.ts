import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import { inZone } from "../../documents/days.ts";
import type { Clock } from "../ports/runtime.ts";

/** Gives the instant as the clock on the company's wall shows it, with its offset: what we write is dated by that. */
export function localNow(clock: Clock, { timeZone }: Pick<ConnectionProfile, "timeZone">): string {
  return inZone(clock().toISOString(), timeZone);
}
