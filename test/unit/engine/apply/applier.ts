import { type ApplyParts, createApplier } from "../../../../sidecar/engine/apply/apply.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import type { Document } from "../../../../sidecar/engine/records.ts";
import { createWitness } from "../../../../sidecar/engine/resilience/blame.ts";
import { testBreaker } from "../../../support/breaker.ts";
import { fakeOdoo } from "../../../support/fake-odoo.ts";
import { recordedLog } from "../../../support/log.ts";
import { memoryJournal } from "../../../support/memory-journal.ts";
import { tinyConnection, tinyFlow, tinyFormat } from "../../../support/tiny.ts";

export const NOW = new Date("2026-11-20T10:00:00Z");

/** Creates the applier with a journal in memory, a fake Odoo, a fixed clock and median jitter. */
export function applier(documents: readonly Document[], given: Partial<ApplyParts> = {}) {
  const journal = memoryJournal(documents);
  const odoo = fakeOdoo();
  const breaker = testBreaker();
  const log = recordedLog();
  const connections = createConnections({ version: "1", connections: [tinyConnection()] });
  let settled = 0;
  const parts: ApplyParts = {
    journal,
    odoo,
    connections,
    flows: [tinyFlow()],
    formats: [tinyFormat()],
    breaker,
    witness: createWitness(() => NOW),
    clock: () => NOW,
    isTimeSure: () => true,
    random: () => 0.5,
    onSettled: () => {
      settled += 1;
    },
    log,
    ...given,
  };
  const apply = createApplier(parts);
  return {
    journal,
    odoo,
    breaker,
    log,
    settledTimes: () => settled,
    /** Applies all documents as one batch. */
    run: () => apply(documents.map(({ id }) => id)),
    state: (number: string) => journal.of(number).state,
    /** Returns the number, state and reason of every document. */
    outcome: () => [...journal.rows.values()].map((one) => [one.number, one.state, one.reasonCode] as const),
  };
}
