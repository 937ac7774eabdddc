import type { AppliedDocument, Flow, Plan, Snapshot } from "../../flows/flow.ts";
import type { Format } from "../../formats/format.ts";
import type { Connections } from "../model/connections.ts";
import type { DeliveryJournal } from "../ports/journal/deliveries.ts";
import type { AcknowledgementJournal, DocumentJournal } from "../ports/journal/documents.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import type { Document, Settlement } from "../records.ts";
import { isJournalAway } from "../resilience/failures.ts";
import { acknowledgeDispatches } from "./acknowledgements.ts";
import { appliedBefore } from "./applied-before.ts";
import { dispatch } from "./dispatch.ts";
import { type Effects, effectsOf, noEffects } from "./effects.ts";
import { deferred, failedInside, needsPerson } from "./outcomes.ts";
import { asHistory, type BatchReads, type Prepared, planFor } from "./prepare.ts";
import type { Outcome } from "./settling.ts";

export type PlanningParts = {
  readonly journal: Pick<AcknowledgementJournal, "acknowledge"> &
    Pick<DeliveryJournal, "storeDispatch"> &
    Pick<DocumentJournal, "appliedOf">;
  readonly connections: Connections;
  readonly flows: readonly Flow[];
  readonly formats: readonly Format[];
  readonly clock: Clock;
  /** What came too early for too long may be put before a person. */
  readonly isTimeSure: () => boolean;
  readonly random: () => number;
  readonly log: Log;
};

export type ApplyPlan = Extract<Plan, { operations: unknown }>;
export type Planned = { readonly prepared: Prepared; readonly plan: ApplyPlan };

/** Plans each document that Odoo does not know. @returns what is to be applied, and the outcomes that need no further call */
export async function planBatch(
  parts: PlanningParts,
  batch: readonly Prepared[],
  answer: Snapshot,
  reads: BatchReads,
): Promise<{ planned: Planned[]; outcomes: Outcome[] }> {
  const planned: Planned[] = [];
  const outcomes: Outcome[] = [];
  const historyOf = await histories(parts, batch);
  for (const [index, prepared] of batch.entries()) {
    const { document } = prepared;
    const made = await shielded(parts, document, () =>
      planOne(parts, prepared, reads.snapshotOf(answer, index), answer, historyOf(document)),
    );
    if (made === null) outcomes.push({ document, settlement: failedInside(document) });
    else if ("settlement" in made) outcomes.push(made);
    else planned.push(made);
  }
  return { planned, outcomes };
}

async function planOne(
  parts: PlanningParts,
  prepared: Prepared,
  snapshot: Snapshot,
  answer: Snapshot,
  history: readonly AppliedDocument[],
): Promise<Planned | Outcome> {
  const { document } = prepared;
  const before = appliedBefore(document, answer);
  const settled = before !== null && !(prepared.flow.history && before.state === "done");
  const plan = settled ? null : await completePlan(parts, prepared, snapshot, history);
  // A plan from history alone comes out the same again: what it brings about was lost with the answer.
  if (before) return { document, settlement: before, effects: planEffects(parts, document, plan) };
  if (plan !== null && "operations" in plan) return { prepared, plan };
  return { document, settlement: await settlementOf(parts, prepared, plan) };
}

/** What was applied before, of the aggregates of those whose flow plans from it: one read a direction. */
async function histories(
  parts: PlanningParts,
  batch: readonly Prepared[],
): Promise<(document: Document) => AppliedDocument[]> {
  const asking = batch.filter(({ flow }) => flow.history).map(({ document }) => document);
  const applied: Document[] = [];
  for (const [direction, some] of Map.groupBy(asking, (one) => one.direction))
    applied.push(
      ...(await parts.journal.appliedOf(
        some.map(({ aggregate }) => aggregate),
        direction,
      )),
    );
  return ({ aggregate, direction }) =>
    asHistory(applied.filter((one) => one.aggregate === aggregate && one.direction === direction));
}

async function completePlan(
  parts: PlanningParts,
  prepared: Prepared,
  snapshot: Snapshot,
  history: readonly AppliedDocument[],
): Promise<Plan | null> {
  const plan = guarded(parts, prepared.document, () => planFor(prepared, snapshot, parts.clock(), history));
  return plan && acknowledgeDispatches(parts.journal, prepared, plan);
}

/** Runs what a flow brings with it. A flow that throws is a fault of ours: null, for its own document only. */
export function guarded<T>(parts: Pick<PlanningParts, "log">, document: Document, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    blame(parts.log, document, error);
    return null;
  }
}

/** The same for what the journal has a part in: only while it is there can it be the document's fault. */
async function shielded<T>(
  parts: PlanningParts,
  document: Document,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isJournalAway(error)) throw error;
    blame(parts.log, document, error);
    return null;
  }
}

function blame(log: Log, document: Document, error: unknown): void {
  const fields = { documentId: document.id, traceId: document.traceId, flow: document.flow };
  log.error({ ...fields, error: String(error) }, "flow failed");
}

export function planEffects(parts: PlanningParts, document: Document, plan: Plan | null): Effects {
  return plan === null ? noEffects : effectsOf(parts, document, plan);
}

async function settlementOf(
  parts: PlanningParts,
  prepared: Prepared,
  plan: Exclude<Plan, ApplyPlan> | null,
): Promise<Settlement> {
  if (plan === null) return failedInside(prepared.document);
  if ("exception" in plan) return needsPerson(prepared.document, plan);
  if ("defer" in plan)
    return deferred(prepared.document, plan, { now: parts.clock(), isSure: parts.isTimeSure() });
  return dispatch(parts, prepared, plan);
}
