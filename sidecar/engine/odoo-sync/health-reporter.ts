import type { SidecarHealth } from "../ports/health.ts";
import type { Odoo } from "../ports/odoo.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";
import { alarmsOf } from "./health.ts";

const LOOK_MS = 10_000;
const TELL_MS = 60_000;

export type HealthReporterParts = {
  readonly read: () => Promise<SidecarHealth>;
  readonly odoo: Pick<Odoo, "reportHealth">;
  readonly breaker: { isOpen(): boolean };
  readonly clock: Clock;
  readonly log: Log;
};

/** Reports this sidecar's health to Odoo: every minute, and soon after a relevant change. Each sidecar reports for itself. */
export function startHealthReporter(parts: HealthReporterParts): Loop {
  const tell = healthTeller(parts);
  return startLoop("health reporter", LOOK_MS, () => tell().then(() => "idle"), parts.log);
}

/** Checks once, and reports to Odoo if it is time. Rejects if Odoo did not accept the report. */
export function healthTeller({ read, odoo, breaker, clock }: Omit<HealthReporterParts, "log">) {
  let told = { at: Number.NEGATIVE_INFINITY, alarms: "" };
  return async (): Promise<void> => {
    if (breaker.isOpen()) return;
    const health = await read();
    const [now, alarms] = [clock().getTime(), alarmsOf(health)];
    if (alarms === told.alarms && now - told.at < TELL_MS) return;
    // Entered before the call: an Odoo that refuses is asked once a minute, not at every look.
    told = { at: now, alarms };
    await odoo.reportHealth(health);
  };
}
