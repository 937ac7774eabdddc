import { exchangeEvent } from "../model/exceptions.ts";
import { eventOf } from "../model/states.ts";
import type { DocumentJournal } from "../ports/journal/documents.ts";
import type { Log } from "../ports/runtime.ts";
import type { Document, NewEvent, Settlement } from "../records.ts";
import { isJournalAway, isRefusedByJournal } from "../resilience/failures.ts";
import { isolate } from "../resilience/isolate.ts";
import type { Effects } from "./effects.ts";
import { failedInside } from "./outcomes.ts";

/** An outcome with its document, so that the event can describe it. */
export type Outcome = {
  readonly document: Document;
  readonly settlement: Settlement;
  readonly effects?: Effects;
};

export type SettlingParts = {
  readonly journal: Pick<DocumentJournal, "settle">;
  /** Called after each transaction: events to publish, deliveries to make, held documents to release. */
  readonly onSettled: () => void;
  readonly log: Log;
};

/**
 * Records the outcomes of documents together. If the journal refuses that, each is recorded separately, and the refused one
 * becomes an exception: an error in Suture must not block the documents behind it.
 */
export async function settle(parts: SettlingParts, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const together = async (some: readonly Outcome[]) => {
    const settled = await parts.journal.settle(some.map(withEffects), []);
    for (const { document, settlement } of some)
      if (settled.has(document.id)) tell(parts.log, document, settlement);
    parts.onSettled();
    return [];
  };
  await isolate(outcomes, together, async (error, some) => {
    const [only, ...others] = some;
    if (!only || isJournalAway(error)) throw error;
    const isLast = others.length === 0 && only.settlement.reasonCode === "INTERNAL_ERROR";
    if (isLast && !isRefusedByJournal(error)) throw error;
    parts.log.error({ documents: some.length, error: String(error) }, "an outcome cannot be entered");
    if (others.length > 0) return "each";
    // One that cannot even be reported stays as it is and is published again later; those behind it go on meanwhile.
    if (!isLast) await settle(parts, [{ document: only.document, settlement: failedInside(only.document) }]);
    return [];
  });
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
  const told = eventOf("apply", settlement.state);
  if (told !== "exchange.applied" && told !== "exchange.exception") return [];
  const resolves = told === "exchange.applied" && document.troubled;
  return [exchangeEvent(resolves ? "exchange.resolved" : told, document, data)];
}
