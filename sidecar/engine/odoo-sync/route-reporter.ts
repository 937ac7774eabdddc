import { englishLines } from "../../catalogue/terms.ts";
import type { Connections } from "../model/connections.ts";
import type { Odoo, RouteReport } from "../ports/odoo.ts";
import type { Log } from "../ports/runtime.ts";
import type { RouteCheck } from "../ports/transport.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { beforeNudge, type Loop, startLoop } from "../resilience/loop.ts";

/**
 * The interval at which all routes are checked, in milliseconds. The check detects changes to files and host names.
 */
const INTERVAL_MS = 20_000;
/**
 * The polling interval for changes of the configuration, in milliseconds. It is short, so that the user who makes a
 * change sees the result at once.
 */
const POLL_MS = 1000;

export type RouteReporterParts = {
  readonly connections: Connections;
  readonly check: RouteCheck;
  readonly odoo: Pick<Odoo, "reportRoutes">;
  readonly breaker: Pick<Breaker, "isOpen">;
  /**
   * Returns whether this sidecar reports to Odoo. Only one sidecar does, so that sidecars that see different files do
   * not overwrite each other's reports.
   */
  readonly leads: () => boolean;
  readonly log: Log;
};

/**
 * Starts the loop that checks which routes cannot work with the sidecar's settings, for example because a file with
 * credentials names no destination, or because an address is not on the list of permitted addresses. It logs them and
 * reports them to Odoo, so that missing settings are noticed before the first document is refused.
 */
export function startRouteReporter(parts: RouteReporterParts): Loop {
  const logged = new Map<string, string | null>();
  let shown = new Map<string, string | null>();

  async function checkAll(): Promise<"idle"> {
    const found: RouteReport[] = [];
    for (const connection of parts.connections.all()) {
      const trouble = await parts.check(connection);
      found.push({ code: connection.code, trouble });
      const text = englishLines(trouble);
      if (text !== null && logged.get(connection.code) !== text)
        parts.log.warn({ connection: connection.code, trouble: text }, "a route cannot work as configured");
      logged.set(connection.code, text);
    }
    await report(found);
    return "idle";
  }

  /**
   * Reports the results that Odoo does not show yet. A sidecar that is not the leader forgets what it has reported,
   * because another sidecar may report other results meanwhile.
   */
  async function report(found: readonly RouteReport[]): Promise<void> {
    if (!parts.leads()) shown = new Map();
    if (!parts.leads() || parts.breaker.isOpen()) return;
    const news = found.filter(({ code, trouble }) => shown.get(code) !== englishLines(trouble));
    if (news.length === 0) return;
    await parts.odoo.reportRoutes(news);
    for (const { code, trouble } of news) shown.set(code, englishLines(trouble));
  }

  let due = 0;
  let version: string | null = null;
  const loop = startLoop(
    "route reporter",
    POLL_MS,
    async () => {
      const now = performance.now();
      if (now < due && version === parts.connections.version()) return "idle";
      due = now + INTERVAL_MS;
      version = parts.connections.version();
      return checkAll();
    },
    parts.log,
  );
  return beforeNudge(loop, () => {
    due = 0;
  });
}
