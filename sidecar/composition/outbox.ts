import { createPreviewer } from "../engine/dry-run/preview.ts";
import { sampleOf } from "../engine/dry-run/sample.ts";
import { readTestFile } from "../engine/dry-run/test-file.ts";
import { newTraceId } from "../engine/model/trace.ts";
import { refreshConfiguration } from "../engine/odoo-sync/configuration.ts";
import { startOutbox } from "../engine/odoo-sync/outbox.ts";
import { createCommands } from "../engine/operator/commands.ts";
import { carryOutKeyCommand } from "../engine/operator/partner-keys.ts";
import type { Odoo, OutboxRow } from "../engine/ports/odoo.ts";
import type { Base } from "./base.ts";
import type { IntakeParts } from "./intake.ts";
import type { Loops } from "./loops.ts";
import { keyMaker } from "./secrets.ts";

/** Starts the loop that reads Odoo's outbox, and creates the function that previews documents for it and for the API. */
export function startOutboxWith(
  base: Base,
  { breaker, sourceFiles }: Loops,
  { cut, decode }: IntakeParts["reading"],
) {
  const { settings, lifecycle, journal, odoo, connections, members, clock, log } = base;
  const { flows, formats } = base.registries;
  const preview = createPreviewer({ journal, odoo, connections, flows, formats, breaker, clock, log });
  const testFileParts = { journal, odoo, flows, formats, breaker, cut, decodeBody: decode, clock, log };
  const testFiles = {
    rehearse: (row: OutboxRow) => readTestFile(testFileParts, row),
    sample: (row: OutboxRow) => sampleOf(testFileParts, row),
  };
  const onQueued = () => base.relay.nudge();
  const refreshConnections = () => refreshConfiguration({ journal, odoo, connections, onQueued, log });
  const keys = { journal, odoo, connections, refreshConnections, makeKey: keyMaker(base.vault) };
  const keyCommand = (row: OutboxRow) => carryOutKeyCommand(keys, row);
  const commanding = { journal, odoo, connections, flows, preview, testFiles, sourceFiles, keyCommand, log };
  const outboxTake = (limit: number, lease: number) => claimIfFirst(odoo, members.leads(), limit, lease);
  const outbox = startOutbox(
    {
      journal,
      odoo: { ...odoo, outboxTake },
      carryOut: createCommands(commanding),
      connections,
      refreshConnections,
      flows,
      breaker,
      newTraceId,
      clock,
      onTaken: () => base.relay.nudge(),
      log,
    },
    settings.SUTURE_OUTBOX_POLL_SECONDS * 1000,
  );
  return { preview, outbox: lifecycle.runs("stop accepting", "outbox", outbox) };
}

/**
 * Claims up to `limit` rows of the outbox for `lease` seconds, if this sidecar is the first of several. Only one sidecar claims
 * rows, to preserve their order. The others only test whether Odoo is reachable, and return no rows.
 */
async function claimIfFirst(
  odoo: Odoo,
  isFirst: boolean,
  limit: number,
  lease: number,
): Promise<OutboxRow[]> {
  if (isFirst) return odoo.outboxTake(limit, lease);
  await odoo.read({});
  return [];
}
