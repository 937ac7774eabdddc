import type { Connections } from "../model/connections.ts";
import type { ConnectionFault } from "../ports/connection.ts";
import type { FaultReport, Odoo } from "../ports/odoo.ts";
import type { Log } from "../ports/runtime.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

/**
 * The polling interval in milliseconds. It is short, so that a user who changes a connection in Odoo sees the result at
 * once.
 */
const INTERVAL_MS = 1000;

export type FaultReporterParts = {
  readonly connections: Connections;
  readonly odoo: Pick<Odoo, "reportFaults">;
  readonly breaker: Pick<Breaker, "isOpen">;
  /**
   * Returns whether this sidecar reports to Odoo. Only one sidecar does, because sidecars may run different versions
   * during an upgrade.
   */
  readonly leads: () => boolean;
  readonly log: Log;
};

/**
 * Starts the loop that checks which connections are switched off because this sidecar does not know, or cannot use,
 * part of their configuration. It logs them and reports them to Odoo.
 */
export function startFaultReporter({ connections, odoo, breaker, leads, log }: FaultReporterParts): Loop {
  const logged = new Map<string, string>();
  let shown = new Map<string, string>();

  function logChange({ code, faults }: FaultReport): void {
    const text = textOf(faults);
    if (faults.length > 0 && logged.get(code) !== text)
      log.warn(
        { connection: code, faults },
        "a connection is switched off: this sidecar does not know part of its configuration",
      );
    logged.set(code, text);
  }

  async function check(): Promise<"idle"> {
    const reports = connections.all().map(({ code, faults = [] }) => ({ code, faults }));
    for (const report of reports) logChange(report);
    // Another sidecar may report something else while this one does not lead, so the cache is cleared.
    if (!leads()) shown = new Map();
    if (!leads() || breaker.isOpen()) return "idle";
    const news = reports.filter(({ code, faults }) => shown.get(code) !== textOf(faults));
    if (news.length === 0) return "idle";
    await odoo.reportFaults(news);
    for (const { code, faults } of news) shown.set(code, textOf(faults));
    return "idle";
  }

  return startLoop("fault reporter", INTERVAL_MS, check, log);
}

const textOf = (faults: readonly ConnectionFault[]): string => JSON.stringify(faults);
