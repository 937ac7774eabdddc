import type { DeliveryJournal } from "../ports/journal/deliveries.ts";
import type { AcknowledgementJournal, DocumentJournal } from "../ports/journal/documents.ts";
import type { ApplyResult, Odoo } from "../ports/odoo.ts";
import type { Document } from "../records.ts";
import type { BatchSize } from "../resilience/batch-size.ts";
import type { Witness } from "../resilience/blame.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { OdooFailure } from "../resilience/failures.ts";
import { isolate } from "../resilience/isolate.ts";
import { applyItem } from "./apply-item.ts";
import { type ConcludeParts, conclude, type Planned } from "./conclude.ts";
import { evaluate, guarded } from "./evaluate.ts";
import { afterFailedCall, answers, MOST_SPLITS, stillQueued } from "./failed-call.ts";
import { applied, exceptionOutcome, failedInside, refusedByOdoo, whileOpen } from "./outcomes.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { type DocumentOutcome, type SettlingParts, settle, settleEach } from "./settling.ts";
import { callsFor, isIsolated } from "./suspects.ts";
import { holdBehind, inTurn } from "./turns.ts";

export type ApplyParts = ConcludeParts &
  SettlingParts & {
    readonly journal: Pick<DocumentJournal, "documentsById" | "blockers" | "turns" | "settle" | "appliedOf"> &
      Pick<AcknowledgementJournal, "acknowledge"> &
      Pick<DeliveryJournal, "storeDispatch">;
    readonly odoo: Pick<Odoo, "read" | "apply">;
    readonly breaker: Breaker;
    readonly witness: Witness;
    readonly random: () => number;
    /**
     * Adapts the number of documents in a call to the results of earlier calls. It also limits how many documents with
     * stale plans are retried in one call; if absent, they are all retried together.
     */
    readonly size?: BatchSize;
  };

/**
 * The number of times that documents with stale snapshots are read and planned again immediately, before they wait for
 * a retry.
 */
const REPLANS = 3;

/**
 * Creates the function that applies the documents with the given ids in Odoo and settles their outcomes. It reads the
 * records for a batch in one call, plans each document, and applies the plans in another call. The documents of an
 * aggregate are applied one after the other, in order of arrival; a batch contains at most `TURNS` documents of each
 * aggregate, and the others are held.
 */
export function createApplier(parts: ApplyParts): (ids: readonly string[]) => Promise<void> {
  return async (ids) => {
    let pending = await inTurn(parts, await stillQueued(parts.journal, ids));
    while (pending.length > 0) {
      const blockers = await parts.journal.blockers(pending.map((document) => document.id));
      const here = new Set(pending.map((document) => document.id));
      const ready = pending.filter(({ id }) => !blockers.has(id));
      const stuck = pending.filter(({ id }) => blockers.has(id) && !here.has(blockers.get(id) ?? ""));
      await holdBehind(parts, stuck, blockers);
      await applyReady(parts, ready, { replans: REPLANS, splits: { left: MOST_SPLITS } });
      const through = new Set([...ready, ...stuck].map((document) => document.id));
      pending = pending.filter((document) => !through.has(document.id));
    }
  };
}

/** The numbers of replans and splits that remain for a batch. */
type Round = { readonly replans: number; readonly splits: { left: number } };

async function applyReady(parts: ApplyParts, documents: readonly Document[], round: Round): Promise<void> {
  for (const call of callsFor(documents)) await applyIsolated(parts, call, round);
}

/** Applies the documents of one call, and isolates the documents that make it fail. */
async function applyIsolated(parts: ApplyParts, call: readonly Document[], round: Round): Promise<void> {
  let isFirst = true;
  const together = async (some: readonly Document[]) => {
    // Some documents may have been settled since the failed call, so they are read again.
    const documents = isFirst ? some : await stillQueued(parts.journal, idsOf(some));
    isFirst = false;
    if (documents.length > 0) await applyTogether(parts, documents, round);
    return [];
  };
  await isolate(call, together, async (failure, some) => {
    if (!(failure instanceof OdooFailure)) throw failure;
    const documents = await stillQueued(parts.journal, idsOf(some));
    return afterFailedCall(parts, { documents, failure, isIsolated: isIsolated(some), splits: round.splits });
  });
}

const idsOf = (documents: readonly Document[]): string[] => documents.map(({ id }) => id);

/**
 * Applies documents in one call. Before a call with a single suspect (see `isIsolated`), checks that Odoo responds, so
 * that a failure is due to the document. While the circuit breaker is open, the documents wait instead.
 */
async function applyTogether(parts: ApplyParts, documents: readonly Document[], round: Round): Promise<void> {
  if (isIsolated(documents) && !parts.breaker.isOpen() && !(await answers(parts.odoo)))
    parts.breaker.failed();
  if (parts.breaker.isOpen())
    return settleEach(parts, documents, (document) => whileOpen(document, time(parts)));
  const prepared: Prepared[] = [];
  const outcomes: DocumentOutcome[] = [];
  for (const document of documents) {
    const candidate = guarded(parts, document, () => prepare(document, parts.connections, parts.flows));
    if (candidate === null) outcomes.push({ document, outcome: failedInside(document) });
    else if ("flow" in candidate) prepared.push(candidate);
    else outcomes.push({ document, outcome: exceptionOutcome(document, candidate.because) });
  }
  await settle(parts, outcomes);
  if (prepared.length > 0) await evaluateAndApply(parts, prepared, round);
}

async function evaluateAndApply(parts: ApplyParts, batch: readonly Prepared[], round: Round): Promise<void> {
  const started = Date.now();
  try {
    const evaluations = await evaluate(parts, batch);
    parts.breaker.succeeded();
    const { planned, outcomes } = await conclude(parts, evaluations);
    await settle(parts, outcomes);
    if (planned.length > 0) await applyPlanned(parts, planned, round);
  } catch (error) {
    const milliseconds = Date.now() - started;
    if (error instanceof OdooFailure)
      parts.size?.report({ documents: batch.length, milliseconds, failed: true });
    throw error;
  }
}

async function applyPlanned(parts: ApplyParts, planned: readonly Planned[], round: Round): Promise<void> {
  const started = Date.now();
  const results = await parts.odoo.apply(
    planned.map(({ prepared, plan }) => applyItem(prepared.document, plan, parts.clock)),
  );
  parts.breaker.succeeded();
  parts.witness.passed(planned.map(({ prepared }) => prepared.document.id));
  const stale: Document[] = [];
  const outcomes: DocumentOutcome[] = [];
  for (const [index, one] of planned.entries()) {
    const { document } = one.prepared;
    const result = results[index];
    if (!result || result.key !== document.key) throw new Error("Odoo's answer does not match the batch");
    if (result.status === "stale" && round.replans > 0) stale.push(document);
    else outcomes.push(outcomeOf(parts, one, result));
  }
  const milliseconds = Date.now() - started;
  const failed = planned.length > 1 && stale.length * 2 >= planned.length;
  parts.size?.report({ documents: planned.length, milliseconds, failed });
  await settle(parts, outcomes);
  // If some documents were applied, each further round makes progress. Only rounds without progress count against the
  // limit.
  const progress = outcomes.some(({ outcome }) => outcome.state === "done");
  const next = progress ? round : { ...round, replans: round.replans - 1 };
  const together = parts.size?.current() ?? stale.length;
  for (let from = 0; from < stale.length; from += together)
    await applyReady(parts, stale.slice(from, from + together), next);
}

function outcomeOf(
  parts: ApplyParts,
  { prepared, plan, effects, undecided }: Planned,
  result: ApplyResult,
): DocumentOutcome {
  const { document } = prepared;
  if (result.status !== "applied" && result.status !== "duplicate")
    return { document, outcome: refusedByOdoo(document, result, time(parts), undecided) };
  return { document, outcome: applied(document, plan, result.records), effects };
}

const time = (parts: ApplyParts) => ({ now: parts.clock(), random: parts.random });
