import type { Journal } from "../journal/journal.ts";
import type { Breaker } from "./breaker.ts";
import type { Connections } from "./connections.ts";
import { type Loop, startLoop } from "./loop.ts";
import type { Log, Odoo } from "./ports.ts";

/** Asks Odoo for the connections where they are not those known, and keeps them. */
export async function takeConfiguration(
  parts: Pick<Parameters<typeof startConfiguration>[0], "journal" | "odoo" | "connections" | "log">,
  version: string | null = parts.connections.version(),
  catalogue: readonly object[] | null = null,
): Promise<void> {
  const fresh = await parts.odoo.configuration(version, catalogue);
  if (fresh === null) return;
  await parts.journal.saveConfiguration(fresh);
  parts.connections.replace(fresh);
  parts.log.info(
    { version: fresh.version, connections: fresh.connections.length },
    "configuration taken from Odoo",
  );
}

/**
 * Keeps the connections as Odoo has them, and gives Odoo the catalogue of flows once. The journal remembers the last
 * answer, so that a sidecar started while Odoo is away can take messages in.
 */
export function startConfiguration(
  parts: {
    readonly journal: Pick<Journal, "saveConfiguration">;
    readonly odoo: Pick<Odoo, "configuration">;
    readonly connections: Connections;
    readonly catalogue: readonly object[];
    readonly breaker: Pick<Breaker, "isOpen">;
    readonly log: Log;
  },
  intervalMs: number,
): Loop {
  let catalogueGiven = false;
  return startLoop(
    "configuration",
    intervalMs,
    async () => {
      if (parts.breaker.isOpen()) return "idle";
      const version = catalogueGiven ? parts.connections.version() : null;
      await takeConfiguration(parts, version, catalogueGiven ? null : parts.catalogue);
      catalogueGiven = true;
      return "idle";
    },
    parts.log,
  );
}
