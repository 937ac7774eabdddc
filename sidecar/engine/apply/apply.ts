import type { DeliveryJournal } from "../ports/journal/deliveries.ts";
import type { AcknowledgementJournal, DocumentJournal } from "../ports/journal/documents.ts";
import type { ApplyResult, Odoo } from "../ports/odoo.ts";
import type { Document } from "../records.ts";
import type { BatchSize } from "../resilience/batch-size.ts";
import type { Witness } from "../resilience/blame.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { OdooFailure } from "../resilience/failures.ts";
import { appliedReads } from "./applied-before.ts";
import { applyItem } from "./apply-item.ts";
import { afterFailedCall, answers, MOST_SPLITS } from "./failed-call.ts";
import { applied, failedInside, needsPerson, refusedByOdoo, whileOpen } from "./outcomes.ts";
import { guarded, type Planned, type PlanningParts, planBatch, planEffects } from "./plan-batch.ts";
import { mergeReads, type Prepared, prepare } from "./prepare.ts";
import { type Outcome, type SettlingParts, settle, settleEach } from "./settling.ts";
import { callsFor, isTrial } from "./suspects.ts";
import { holdBehind, inTurn } from "./turns.ts";

export type ApplyParts = PlanningParts &
  SettlingParts & {
    readonly journal: Pick<DocumentJournal, "documentsById" | "blockers" | "turns" | "settle" | "appliedOf"> &
      Pick<AcknowledgementJournal, "acknowledge"> &
      Pick<DeliveryJournal, "storeDispatch">;
    readonly odoo: Pick<Odoo, "read" | "apply">;
    readonly breaker: Breaker;
    readonly witness: Witness;
    /** Told how each call of Odoo went; what was planned from a stale read is planned anew in calls of its size. */
    readonly size?: BatchSize;
  };

/** How often a plan made from a stale snapshot is made anew at once, before the document waits. */
const REPLANS = 3;

/**
 * Carries documents into Odoo: one read for the batch, a plan for each, one call that applies them.
 * Documents of one aggregate go one after the other, in the order in which they arrived; a batch carries a few of each.
 */
export function createApplier(parts: ApplyParts): (ids: readonly string[]) => Promise<void> {
  return async (ids) => {
    const queued = (await parts.journal.documentsById(ids)).filter((document) => document.state === "queued");
    let pending = await inTurn(parts, queued);
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

/** What is left of what may be tried within one run. */
type Round = { readonly replans: number; readonly splits: { left: number } };

async function applyReady(parts: ApplyParts, documents: readonly Document[], round: Round): Promise<void> {
  for (const call of callsFor(documents)) await applyTogether(parts, call, round);
}

/** Applies what goes into one call. A document on trial gets it only when Odoo answers: what then fails is the document's. */
async function applyTogether(parts: ApplyParts, documents: readonly Document[], round: Round): Promise<void> {
  const onTrial = isTrial(documents);
  if (onTrial && !parts.breaker.isOpen() && !(await answers(parts.odoo))) parts.breaker.failed();
  if (parts.breaker.isOpen())
    return settleEach(parts, documents, (document) => whileOpen(document, time(parts)));
  const prepared: Prepared[] = [];
  const outcomes: Outcome[] = [];
  for (const document of documents) {
    const candidate = guarded(parts, document, () => prepare(document, parts.connections, parts.flows));
    if (candidate === null) outcomes.push({ document, settlement: failedInside(document) });
    else if ("flow" in candidate) prepared.push(candidate);
    else outcomes.push({ document, settlement: needsPerson(document, candidate.because) });
  }
  await settle(parts, outcomes);
  if (prepared.length > 0) await readAndApply(parts, prepared, onTrial, round);
}

async function readAndApply(
  parts: ApplyParts,
  batch: readonly Prepared[],
  onTrial: boolean,
  round: Round,
): Promise<void> {
  const started = Date.now();
  const reads = mergeReads(batch);
  const known = appliedReads(batch.map(({ document }) => document));
  try {
    const answer = await parts.odoo.read({ ...known, ...reads.requests });
    parts.breaker.succeeded();
    if (reads.isCut(answer)) return await applyEach(parts, batch, onTrial, round);
    const { planned, outcomes } = await planBatch(parts, batch, answer, reads);
    await settle(parts, outcomes);
    if (planned.length > 0) await applyPlanned(parts, planned, round);
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    parts.size?.report({
      documents: batch.length,
      milliseconds: Date.now() - started,
      failed: true,
    });
    const ids = batch.map(({ document }) => document.id);
    await afterFailedCall(parts, { ids, failure: error, onTrial, splits: round.splits }, (documents) =>
      applyReady(parts, documents, round),
    );
  }
}

/** One after the other, each with reads of its own. */
async function applyEach(
  parts: ApplyParts,
  batch: readonly Prepared[],
  onTrial: boolean,
  round: Round,
): Promise<void> {
  for (const one of batch) await readAndApply(parts, [one], onTrial, round);
}

async function applyPlanned(parts: ApplyParts, planned: readonly Planned[], round: Round): Promise<void> {
  const started = Date.now();
  const results = await parts.odoo.apply(
    planned.map(({ prepared, plan }) => applyItem(prepared.document, plan, parts.clock)),
  );
  parts.breaker.succeeded();
  parts.witness.passed(planned.map(({ prepared }) => prepared.document.id));
  const stale: Document[] = [];
  const outcomes: Outcome[] = [];
  for (const [index, one] of planned.entries()) {
    const { document } = one.prepared;
    const result = results[index];
    if (!result || result.key !== document.key) throw new Error("Odoo's answer does not fit the batch");
    if (result.status === "stale" && round.replans > 0) stale.push(document);
    else outcomes.push(outcomeOf(parts, one, result));
  }
  const milliseconds = Date.now() - started;
  const failed = planned.length > 1 && stale.length * 2 >= planned.length;
  parts.size?.report({ documents: planned.length, milliseconds, failed });
  await settle(parts, outcomes);
  // Where the others went on, the stale ones come nearer with every round: only rounds without progress are counted.
  const progress = outcomes.some(({ settlement }) => settlement.state === "done");
  const next = progress ? round : { ...round, replans: round.replans - 1 };
  const together = parts.size?.current() ?? stale.length;
  for (let from = 0; from < stale.length; from += together)
    await applyReady(parts, stale.slice(from, from + together), next);
}

function outcomeOf(parts: ApplyParts, { prepared, plan }: Planned, result: ApplyResult): Outcome {
  const { document } = prepared;
  if (result.status !== "applied" && result.status !== "duplicate")
    return { document, settlement: refusedByOdoo(document, result, time(parts)) };
  const effects = planEffects(parts, document, plan);
  return { document, settlement: applied(document, plan, result.records), effects };
}

const time = (parts: ApplyParts) => ({ now: parts.clock(), random: parts.random });
