import { exchangeEvent } from "../model/exceptions.ts";
import { logFieldsOf } from "../model/log-fields.ts";
import { eventOf } from "../model/states.ts";
import type { DocumentJournal } from "../ports/journal/documents.ts";
import type { Log } from "../ports/runtime.ts";
import type { Document, NewEvent, Outcome } from "../records.ts";
import { isJournalUnreachable, isRefusedByJournal } from "../resilience/failures.ts";
import { isolate } from "../resilience/isolate.ts";
import type { Effects } from "./effects.ts";
import { failedInside } from "./outcomes.ts";

/** An outcome with its effects, and the document before the change, which supplies the content of the events. */
export type DocumentOutcome = {
  readonly document: Document;
  readonly outcome: Outcome;
  readonly effects?: Effects;
};

export type SettlingParts = {
  readonly journal: Pick<DocumentJournal, "settle">;
  /**
   * Called after each transaction, because there may now be events to publish, deliveries to attempt, or held documents
   * to queue.
   */
  readonly onSettled: () => void;
  readonly log: Log;
};

/**
 * Records the outcomes of documents in one transaction. If this fails although the journal is reachable, each outcome
 * is recorded separately, and an exception replaces an outcome that cannot be recorded, because a bug in Suture must
 * not block the documents behind it.
 */
export async function settle(parts: SettlingParts, outcomes: readonly DocumentOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const together = async (some: readonly DocumentOutcome[]) => {
    const settled = await parts.journal.settle(some.map(withEffects), []);
    for (const { document, outcome } of some)
      if (settled.has(document.id)) logOutcome(parts.log, document, outcome);
    parts.onSettled();
    return [];
  };
  await isolate(outcomes, together, async (error, some) => {
    const [only, ...others] = some;
    if (!only || isJournalUnreachable(error)) throw error;
    const isLast = others.length === 0 && only.outcome.reasonCode === "INTERNAL_ERROR";
    if (isLast && !isRefusedByJournal(error)) throw error;
    parts.log.error({ documents: some.length, error: String(error) }, "an outcome cannot be recorded");
    if (others.length > 0) return "each";
    // If even the exception cannot be recorded, the document stays queued and is published again later. Later
    // documents continue.
    if (!isLast) await settle(parts, [{ document: only.document, outcome: failedInside(only.document) }]);
    return [];
  });
}

export async function settleEach(
  parts: SettlingParts,
  documents: readonly Document[],
  outcomeOf: (document: Document) => Outcome,
): Promise<void> {
  await settle(
    parts,
    documents.map((document) => ({ document, outcome: outcomeOf(document) })),
  );
}

function withEffects(documentOutcome: DocumentOutcome): Outcome {
  const { outcome, effects } = documentOutcome;
  const events = [...eventsOf(documentOutcome), ...(effects?.events ?? [])];
  return { ...outcome, events, emitted: effects?.emitted ?? [] };
}

function logOutcome(log: Log, document: Document, outcome: Outcome): void {
  const fields = logFieldsOf(document);
  log.info({ ...fields, state: outcome.state, reasonCode: outcome.reasonCode ?? null }, outcome.step.name);
}

function eventsOf({ document, outcome }: DocumentOutcome): NewEvent[] {
  const data = {
    state: outcome.state,
    reasonCode: outcome.reasonCode ?? null,
    links: outcome.links ?? [],
  };
  const event = eventOf("apply", outcome.state);
  if (event !== "exchange.applied" && event !== "exchange.exception") return [];
  const resolves = event === "exchange.applied" && document.wasException;
  return [exchangeEvent(resolves ? "exchange.resolved" : event, document, data)];
}
