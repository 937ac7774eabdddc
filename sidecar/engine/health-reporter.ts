import { alarmsOf } from "./health.ts";
import { type Loop, startLoop } from "./loop.ts";
import type { Clock, Log, Odoo, SidecarHealth } from "./ports.ts";

const LOOK_MS = 10_000;
const TELL_MS = 60_000;

export type HealthReporterParts = {
  readonly read: () => Promise<SidecarHealth>;
  readonly odoo: Pick<Odoo, "reportHealth">;
  readonly breaker: { isOpen(): boolean };
  readonly clock: Clock;
  readonly log: Log;
};

/** Tells Odoo how this sidecar is: every minute, and soon after something changed that people should know. Each tells of itself. */
export function startHealthReporter({ read, odoo, breaker, clock, log }: HealthReporterParts): Loop {
  let told = { at: Number.NEGATIVE_INFINITY, alarms: "" };
  return startLoop(
    "health reporter",
    LOOK_MS,
    async () => {
      if (breaker.isOpen()) return "idle";
      const health = await read();
      const [now, alarms] = [clock().getTime(), alarmsOf(health)];
      if (alarms === told.alarms && now - told.at < TELL_MS) return "idle";
      // Entered before the call: an Odoo that refuses is asked once a minute, not at every look.
      told = { at: now, alarms };
      await odoo.reportHealth(health);
      return "idle";
    },
    log,
  );
}
