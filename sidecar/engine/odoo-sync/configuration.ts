import type { Connections } from "../model/connections.ts";
import type { Configuration } from "../ports/connection.ts";
import type { UpkeepJournal } from "../ports/journal/upkeep.ts";
import type { Odoo } from "../ports/odoo.ts";
import type { Log } from "../ports/runtime.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

type KeepParts = {
  readonly journal: Pick<UpkeepJournal, "saveConfiguration">;
  readonly connections: Connections;
  readonly log: Log;
};

/** Asks Odoo for the connections as they are at this moment. */
export async function takeConfiguration(
  parts: KeepParts & { readonly odoo: Pick<Odoo, "configuration"> },
): Promise<void> {
  await keep(parts, await parts.odoo.configuration(parts.connections.version(), null));
}

/** The journal first: what it does not remember is not used. */
async function keep({ journal, connections, log }: KeepParts, fresh: Configuration | null): Promise<void> {
  if (fresh === null) return;
  await journal.saveConfiguration(fresh);
  connections.replace(fresh);
  log.info(
    { version: fresh.version, connections: fresh.connections.length },
    "configuration taken from Odoo",
  );
}

/**
 * Keeps the connections as Odoo has them, and gives Odoo the catalogue of flows once. The journal remembers the last
 * answer, so that a sidecar started while Odoo is away can take messages in.
 */
export function startConfiguration(
  parts: KeepParts & {
    readonly odoo: Pick<Odoo, "configuration">;
    readonly catalogue: readonly object[];
    readonly breaker: Pick<Breaker, "isOpen">;
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
      const fresh = await parts.odoo.configuration(version, catalogueGiven ? null : parts.catalogue);
      catalogueGiven = true;
      await keep(parts, fresh);
      return "idle";
    },
    parts.log,
  );
}
