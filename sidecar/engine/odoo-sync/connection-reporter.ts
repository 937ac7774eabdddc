import type { CircuitJournal } from "../ports/journal/deliveries.ts";
import type { Odoo } from "../ports/odoo.ts";
import type { Log } from "../ports/runtime.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

const INTERVAL_MS = 1000;

/**
 * Starts the loop that reports changes of the partners' circuit breakers to Odoo: since when a partner has been
 * unreachable, when the next attempt will be made, and why the last one failed.
 */
export function startConnectionReporter(
  journal: Pick<CircuitJournal, "unreportedCircuits" | "markCircuitsReported">,
  odoo: Pick<Odoo, "reportConnections">,
  breaker: Pick<Breaker, "isOpen">,
  log: Log,
): Loop {
  return startLoop(
    "connection reporter",
    INTERVAL_MS,
    async () => {
      if (breaker.isOpen()) return "idle";
      const circuits = await journal.unreportedCircuits();
      if (circuits.length === 0) return "idle";
      await odoo.reportConnections(
        circuits.map(({ target, openSince, probeAt, reason }) => ({
          code: target,
          unreachableSince: openSince,
          nextAttemptAt: probeAt,
          detail: openSince === null ? null : reason,
        })),
      );
      await journal.markCircuitsReported(circuits);
      return "idle";
    },
    log,
  );
}
