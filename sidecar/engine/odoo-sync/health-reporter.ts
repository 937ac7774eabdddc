import type { SidecarHealth } from "../ports/health.ts";
import type { Odoo } from "../ports/odoo.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";
import { alarmsOf } from "./health.ts";

const CHECK_MS = 10_000;
const REPORT_MS = 60_000;

export type HealthReporterParts = {
  readonly read: () => Promise<SidecarHealth>;
  readonly odoo: Pick<Odoo, "reportHealth">;
  readonly breaker: { isOpen(): boolean };
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Starts the loop that reports this sidecar's health to Odoo every minute, and within ten seconds of a change that
 * `alarmsOf` detects. Each sidecar reports its own health.
 */
export function startHealthReporter(parts: HealthReporterParts): Loop {
  const report = createHealthReport(parts);
  return startLoop("health reporter", CHECK_MS, () => report().then(() => "idle"), parts.log);
}

/**
 * Creates the function that reads the health and reports it to Odoo if `alarmsOf` detects a change or a minute has
 * passed. The function does nothing while the breaker is open, and rejects if Odoo does not accept the report.
 */
export function createHealthReport({ read, odoo, breaker, clock }: Omit<HealthReporterParts, "log">) {
  let reported = { at: Number.NEGATIVE_INFINITY, alarms: "" };
  return async (): Promise<void> => {
    if (breaker.isOpen()) return;
    const health = await read();
    const [now, alarms] = [clock().getTime(), alarmsOf(health)];
    if (alarms === reported.alarms && now - reported.at < REPORT_MS) return;
    // Recorded before the call: if Odoo refuses the report, it is sent again after a minute, not at every check.
    reported = { at: now, alarms };
    await odoo.reportHealth(health);
  };
}
