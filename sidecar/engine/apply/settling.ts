import { exchangeEvent } from "../model/exceptions.ts";
import type { DocumentJournal } from "../ports/journal/documents.ts";
import type { Log } from "../ports/runtime.ts";
import type { Document, NewEvent, Settlement } from "../records.ts";
import { isJournalAway, isRefusedByJournal } from "../resilience/failures.ts";
import type { Effects } from "./effects.ts";
import { failedInside } from "./outcomes.ts";

/** A settlement with the document it is about, so that the event can tell of it. */
export type Outcome = {
  readonly document: Document;
  readonly settlement: Settlement;
  readonly effects?: Effects;
};

export type SettlingParts = {
  readonly journal: Pick<DocumentJournal, "settle">;
  /** After each settlement: events to publish, deliveries to make, held documents to go on. */
  readonly onSettled: () => void;
  readonly log: Log;
};

/**
 * Enters what became of documents, all together. Where the journal refuses it, each is entered alone, and the one that is refused
 * then is put before a person: a fault of ours must not stand in the way of what comes behind it.
 */
export async function settle(parts: SettlingParts, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  try {
    const settled = await parts.journal.settle(outcomes.map(withEffects), []);
    for (const { document, settlement } of outcomes)
      if (settled.has(document.id)) tell(parts.log, document, settlement);
    parts.onSettled();
  } catch (error) {
    const [only, ...others] = outcomes;
    if (isJournalAway(error)) throw error;
    const isAlone = only !== undefined && others.length === 0;
    const isLast = isAlone && only.settlement.reasonCode === "INTERNAL_ERROR";
    if (isLast && !isRefusedByJournal(error)) throw error;
    parts.log.error({ documents: outcomes.length, error: String(error) }, "an outcome cannot be entered");
    // It stays as it is, and is published again some time: those behind it go on meanwhile.
    if (isLast) return;
    if (isAlone) await settle(parts, [{ document: only.document, settlement: failedInside(only.document) }]);
    else for (const outcome of outcomes) await settle(parts, [outcome]);
  }
}

export async function settleEach(
  parts: SettlingParts,
  documents: readonly Document[],
  settlementOf: (document: Document) => Settlement,
): Promise<void> {
  await settle(
    parts,
    documents.map((document) => ({ document, settlement: settlementOf(document) })),
  );
}

function withEffects(outcome: Outcome): Settlement {
  const { settlement, effects } = outcome;
  const events = [...eventsOf(outcome), ...(effects?.events ?? [])];
  return { ...settlement, events, emitted: effects?.emitted ?? [] };
}

function tell(log: Log, document: Document, settlement: Settlement): void {
  const fields = { documentId: document.id, key: document.key, traceId: document.traceId };
  log.info(
    { ...fields, state: settlement.state, reasonCode: settlement.reasonCode ?? null },
    settlement.step.name,
  );
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
