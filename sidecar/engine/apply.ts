import type { Flow, Plan, Snapshot } from "../flows/flow.ts";
import type { Journal } from "../journal/journal.ts";
import type { Format } from "../mappings/format.ts";
import { acknowledgeDispatches } from "./acknowledgements.ts";
import { appliedBefore, appliedReads } from "./applied-before.ts";
import { applyItem } from "./apply-item.ts";
import type { Breaker } from "./breaker.ts";
import type { Connections } from "./connections.ts";
import { dispatch } from "./dispatch.ts";
import { type Effects, effectsOf, noEffects } from "./effects.ts";
import { exchangeEvent } from "./exceptions.ts";
import { OdooFailure } from "./failures.ts";
import {
  afterFailure,
  applied,
  deferred,
  failedInside,
  held,
  needsPerson,
  refusedByOdoo,
  whileOpen,
} from "./outcomes.ts";
import type { Clock, Document, Log, NewEvent, Odoo, Settlement } from "./ports.ts";
import { type BatchReads, historyOf, mergeReads, type Prepared, planFor, prepare } from "./prepare.ts";

export type ApplyParts = {
  readonly journal: Pick<
    Journal,
    "documentsById" | "blockers" | "settle" | "acknowledge" | "storeDispatch" | "appliedOf"
  >;
  readonly odoo: Pick<Odoo, "read" | "apply">;
  readonly connections: Connections;
  readonly flows: readonly Flow[];
  readonly formats: readonly Format[];
  readonly breaker: Breaker;
  readonly clock: Clock;
  readonly random: () => number;
  /** After each settlement: events to publish, deliveries to make, held documents to go on. */
  readonly onSettled: () => void;
  readonly log: Log;
};

type Apply = Extract<Plan, { operations: unknown }>;
type Planned = { readonly prepared: Prepared; readonly plan: Apply };
/** A settlement with the document it is about, so that the event can tell of it. */
type Outcome = {
  readonly document: Document;
  readonly settlement: Settlement;
  readonly effects?: Effects;
};

/** How often a plan made from a stale snapshot is made anew at once, before the document waits. */
const REPLANS = 3;

/**
 * Carries documents into Odoo: one read for the batch, a plan for each, one call that applies them.
 * Documents of one aggregate go one after the other, in the order in which they arrived.
 */
export function createApplier(parts: ApplyParts): (ids: readonly string[]) => Promise<void> {
  return async (ids) => {
    let pending = (await parts.journal.documentsById(ids)).filter((document) => document.state === "queued");
    while (pending.length > 0) {
      const blockers = await parts.journal.blockers(pending.map((document) => document.id));
      const here = new Set(pending.map((document) => document.id));
      const ready = pending.filter(({ id }) => !blockers.has(id));
      const stuck = pending.filter(({ id }) => blockers.has(id) && !here.has(blockers.get(id) ?? ""));
      await settleEach(parts, stuck, (document) => held(document, blockers.get(document.id) ?? ""));
      await applyReady(parts, ready, REPLANS);
      const through = new Set([...ready, ...stuck].map((document) => document.id));
      pending = pending.filter((document) => !through.has(document.id));
    }
  };
}

async function applyReady(parts: ApplyParts, documents: readonly Document[], replans: number): Promise<void> {
  if (documents.length === 0) return;
  if (parts.breaker.isOpen())
    return settleEach(parts, documents, (document) => whileOpen(document, time(parts)));
  const prepared: Prepared[] = [];
  for (const document of documents) {
    const candidate = guarded(parts, document, () => prepare(document, parts.connections, parts.flows));
    if (candidate === null) await settleEach(parts, [document], failedInside);
    else if ("flow" in candidate) prepared.push(candidate);
    else await settleEach(parts, [document], () => needsPerson(document, candidate.because));
  }
  if (prepared.length > 0) await readAndApply(parts, prepared, replans);
}

async function readAndApply(parts: ApplyParts, batch: readonly Prepared[], replans: number): Promise<void> {
  const reads = mergeReads(batch);
  const applied = appliedReads(batch.map(({ document }) => document));
  try {
    const answer = await parts.odoo.read({ ...applied, ...reads.requests });
    parts.breaker.succeeded();
    const planned = await planEach(parts, batch, answer, reads);
    if (planned.length > 0) await applyPlanned(parts, planned, replans);
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    await afterFailedCall(parts, batch, error, replans);
  }
}

/** A call that Odoo refuses as a whole is repeated document by document: one bad document does not stop the others. */
async function afterFailedCall(
  parts: ApplyParts,
  batch: readonly Prepared[],
  failure: OdooFailure,
  replans: number,
): Promise<void> {
  parts.log.warn(
    { kind: failure.kind, documents: batch.length, error: failure.message },
    "call of Odoo failed",
  );
  if (failure.kind === "refused" && batch.length > 1) {
    const documents = await parts.journal.documentsById(batch.map(({ document }) => document.id));
    for (const document of documents.filter(({ state }) => state === "queued"))
      await applyReady(parts, [document], replans);
    return;
  }
  if (failure.kind === "unavailable") parts.breaker.failed();
  const ids = batch.map(({ document }) => document.id);
  const open = (await parts.journal.documentsById(ids)).filter(({ state }) => state === "queued");
  await settleEach(parts, open, (document) => afterFailure(document, failure, time(parts)));
}

/** Plans each document that Odoo does not know; settles what needs no further call. @returns what is to be applied */
async function planEach(
  parts: ApplyParts,
  batch: readonly Prepared[],
  answer: Snapshot,
  reads: BatchReads,
): Promise<Planned[]> {
  const planned: Planned[] = [];
  for (const [index, prepared] of batch.entries()) {
    const { document } = prepared;
    const before = appliedBefore(document, answer);
    const settled = before !== null && !(prepared.flow.history && before.state === "done");
    const plan = settled ? null : await completePlan(parts, prepared, reads.snapshotOf(answer, index));
    // A plan from history alone comes out the same again: what it brings about was lost with the answer.
    if (before)
      await settle(parts, [{ document, settlement: before, effects: planEffects(parts, document, plan) }]);
    else if (plan !== null && "operations" in plan) planned.push({ prepared, plan });
    else await settleEach(parts, [document], () => settlementOf(parts, prepared, plan));
  }
  return planned;
}

async function completePlan(parts: ApplyParts, prepared: Prepared, snapshot: Snapshot): Promise<Plan | null> {
  const { document } = prepared;
  const today = parts.clock().toISOString().slice(0, 10);
  const history = await historyOf(parts.journal, prepared);
  const plan = guarded(parts, document, () => planFor(prepared, snapshot, today, history));
  return plan && acknowledgeDispatches(parts.journal, prepared, plan);
}

/** Runs what a flow brings with it. A flow that throws is a fault of ours: null, for its own document only. */
function guarded<T>(parts: ApplyParts, document: Document, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    const fields = { documentId: document.id, traceId: document.traceId, flow: document.flow };
    parts.log.error({ ...fields, error: String(error) }, "flow failed");
    return null;
  }
}

async function settlementOf(
  parts: ApplyParts,
  prepared: Prepared,
  plan: Exclude<Plan, Apply> | null,
): Promise<Settlement> {
  if (plan === null) return failedInside(prepared.document);
  if ("exception" in plan) return needsPerson(prepared.document, plan);
  if ("defer" in plan) return deferred(prepared.document, plan, time(parts));
  return dispatch(parts, prepared, plan);
}

async function applyPlanned(parts: ApplyParts, planned: readonly Planned[], replans: number): Promise<void> {
  const results = await parts.odoo.apply(
    planned.map(({ prepared, plan }) => applyItem(prepared.document, plan, parts.clock)),
  );
  parts.breaker.succeeded();
  const stale: Document[] = [];
  const outcomes: Outcome[] = [];
  for (const [index, { prepared, plan }] of planned.entries()) {
    const { document } = prepared;
    const result = results[index];
    if (!result || result.key !== document.key) throw new Error("Odoo's answer does not fit the batch");
    if (result.status === "applied" || result.status === "duplicate")
      outcomes.push({
        document,
        settlement: applied(document, plan, result.records),
        effects: planEffects(parts, document, plan),
      });
    else if (result.status === "stale" && replans > 0) stale.push(document);
    else outcomes.push({ document, settlement: refusedByOdoo(document, result, time(parts)) });
  }
  await settle(parts, outcomes);
  // Where the others went on, the stale ones come nearer with every round: only rounds without progress are counted.
  const progress = outcomes.some(({ settlement }) => settlement.state === "done");
  await applyReady(parts, stale, progress ? replans : replans - 1);
}

async function settleEach(
  parts: ApplyParts,
  documents: readonly Document[],
  settlementOf: (document: Document) => Settlement | Promise<Settlement>,
): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const document of documents) outcomes.push({ document, settlement: await settlementOf(document) });
  await settle(parts, outcomes);
}

async function settle(parts: ApplyParts, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await parts.journal.settle(
    outcomes.map(({ settlement }) => settlement),
    outcomes.flatMap((outcome) => [...eventsOf(outcome), ...(outcome.effects?.events ?? [])]),
    outcomes.flatMap(({ effects }) => effects?.emitted ?? []),
  );
  for (const { document, settlement } of outcomes) {
    const fields = { documentId: document.id, key: document.key, traceId: document.traceId };
    parts.log.info(
      { ...fields, state: settlement.state, reasonCode: settlement.reasonCode ?? null },
      settlement.step.name,
    );
  }
  parts.onSettled();
}

function planEffects(parts: ApplyParts, document: Document, plan: Plan | null): Effects {
  return plan === null ? noEffects : effectsOf(parts, document, plan);
}

function eventsOf({ document, settlement }: Outcome): NewEvent[] {
  const data = {
    state: settlement.state,
    reasonCode: settlement.reasonCode ?? null,
    links: settlement.links ?? [],
  };
  if (settlement.state === "attention") return [exchangeEvent("exchange.exception", document, data)];
  if (settlement.state !== "done") return [];
  const event = document.troubled ? "exchange.resolved" : "exchange.applied";
  return [exchangeEvent(event, document, data)];
}

const time = (parts: ApplyParts) => ({ now: parts.clock(), random: parts.random });
