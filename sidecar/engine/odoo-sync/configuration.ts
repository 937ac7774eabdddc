import type { Connections } from "../model/connections.ts";
import type { Configuration, ConfiguredConnection } from "../ports/connection.ts";
import type { UpkeepJournal } from "../ports/journal/upkeep.ts";
import type { Odoo, Vocabulary } from "../ports/odoo.ts";
import type { Log } from "../ports/runtime.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

type StoreParts = {
  readonly journal: Pick<UpkeepJournal, "saveConfiguration">;
  readonly connections: Connections;
  /** Called when messages are to be decoded again because of the configuration. */
  readonly onQueued: () => void;
  readonly log: Log;
};

/** Reads the connections from Odoo and, if they have changed, stores them in the journal and puts them into use. */
export async function refreshConfiguration(
  parts: StoreParts & { readonly odoo: Pick<Odoo, "configuration"> },
): Promise<void> {
  await store(parts, await parts.odoo.configuration(parts.connections.version(), null));
}

/**
 * Stores a configuration in the journal, then puts it into use. The order ensures that a restarted sidecar knows every
 * configuration that was in use. Does nothing if `fresh` is null.
 */
async function store(parts: StoreParts, fresh: Configuration | null): Promise<void> {
  if (fresh === null) return;
  const { journal, connections, onQueued, log } = parts;
  const known = new Map(connections.all().map((connection) => [connection.code, addressOf(connection)]));
  const changed = fresh.connections.filter((one) => one.active && addressOf(one) !== known.get(one.code));
  const codes = changed.map(({ code }) => code);
  const again = await journal.saveConfiguration(fresh, codes);
  connections.replace(fresh);
  if (again > 0) onQueued();
  const { version } = fresh;
  log.info({ version, connections: fresh.connections.length, again }, "configuration read from Odoo");
}

/** Returns what decides which messages a connection accepts, as text; null if it accepts none. */
function addressOf({ active, identifiers, format }: ConfiguredConnection): string | null {
  return active ? JSON.stringify([format.code, identifiers]) : null;
}

/**
 * Starts the loop that keeps the connections up to date with Odoo. Its first run also registers this sidecar's flows
 * and vocabulary there. The journal stores the latest configuration, so that a sidecar that starts while Odoo is
 * unreachable can accept messages.
 */
export function startConfiguration(
  parts: StoreParts & {
    readonly odoo: Pick<Odoo, "configuration">;
    readonly catalogue: readonly object[];
    readonly vocabulary: Vocabulary;
    readonly breaker: Pick<Breaker, "isOpen">;
  },
  intervalMs: number,
): Loop {
  let introduced = false;
  return startLoop(
    "configuration",
    intervalMs,
    async () => {
      if (parts.breaker.isOpen()) return "idle";
      const fresh = introduced
        ? await parts.odoo.configuration(parts.connections.version(), null)
        : await parts.odoo.configuration(null, parts.catalogue, parts.vocabulary);
      introduced = true;
      await store(parts, fresh);
      return "idle";
    },
    parts.log,
  );
}
