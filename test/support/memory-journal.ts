import { standsAside } from "../../sidecar/engine/model/standing-aside.ts";
import type { Acknowledged } from "../../sidecar/engine/ports/journal/documents.ts";
import type { DeliveryWriter } from "../../sidecar/engine/ports/journal/messages.ts";
import type { Document, NewDocument, NewEvent, Outcome } from "../../sidecar/engine/records.ts";
import { tinyDocument } from "./tiny.ts";

let count = 0;

/** Returns a queued document as the journal would return it, with the given fields replaced. */
export function queuedDocument(given: Partial<Document> = {}): Document {
  count += 1;
  const number = given.number ?? `D${count}`;
  const aggregate = given.aggregate ?? `tiny/${number}`;
  return {
    id: `id-${number}`,
    sequence: String(count),
    messageId: null,
    direction: "inbound",
    connection: "tiny",
    flow: "tiny",
    lane: "standard",
    code: "T",
    type: "Acknowledgement",
    number,
    key: `tiny/${number}`,
    contentHash: `hash of ${number}`,
    aggregate,
    input: tinyDocument(number, aggregate.replace("tiny/", "")),
    output: null,
    state: "queued",
    wasException: false,
    reasonCode: null,
    reason: null,
    suggestion: null,
    findings: [],
    changes: [],
    note: null,
    links: [],
    attempts: 0,
    failedAlone: 0,
    nextAttemptAt: null,
    heldBehind: null,
    controlReference: null,
    acknowledgement: "none",
    acknowledgedAt: null,
    acknowledgedBy: null,
    traceId: "0af7651916cd43dd8448eb211c80319c",
    revision: 1,
    receivedAt: new Date("2026-11-20T09:00:00Z"),
    doneAt: null,
    dueAt: null,
    version: 1,
    supersedes: null,
    ...given,
  };
}

/**
 * Creates an in-memory replacement for the part of the journal that is needed to apply and dispatch documents. It follows the
 * same rules about their order.
 */
export function memoryJournal(documents: readonly Document[]) {
  const rows = new Map(documents.map((document) => [document.id, document]));
  const events: NewEvent[] = [];
  const outcomes: Outcome[] = [];
  const written: DeliveryWriter[] = [];
  const emitted: NewDocument[] = [];
  const inOrder = () => [...rows.values()].sort((a, b) => Number(a.sequence) - Number(b.sequence));
  const unfinished = (document: Document) =>
    document.doneAt === null &&
    document.state !== "done" &&
    document.state !== "dismissed" &&
    !standsAside(document);
  return {
    rows,
    events,
    outcomes,
    written,
    of: (number: string) => inOrder().find((document) => document.number === number) as Document,
    documentsById: async (ids: readonly string[]) => inOrder().filter(({ id }) => ids.includes(id)),
    blockers: async (ids: readonly string[]) => {
      const found = new Map<string, string>();
      for (const one of inOrder().filter(({ id }) => ids.includes(id))) {
        const blocker = inOrder().find(
          (other) =>
            other.aggregate === one.aggregate &&
            other.direction === one.direction &&
            Number(other.sequence) < Number(one.sequence) &&
            unfinished(other),
        );
        if (blocker) found.set(one.id, blocker.id);
      }
      return found;
    },
    turns: async (ids: readonly string[], places: number) => {
      const found = new Map<string, string>();
      for (const one of inOrder().filter(({ id }) => ids.includes(id))) {
        const before = inOrder().filter(
          (other) =>
            other.aggregate === one.aggregate &&
            other.direction === one.direction &&
            Number(other.sequence) < Number(one.sequence) &&
            unfinished(other),
        );
        const [first] = before;
        if (!first) continue;
        const isInLine = first.state === "queued" || (first.state === "held" && first.heldBehind !== null);
        found.set(one.id, ((isInLine && before.at(-places)) || first).id);
      }
      return found;
    },
    emitted,
    unfinishedOf: async (aggregate: string, direction: Document["direction"], before: string | null) =>
      inOrder().find(
        (one) =>
          one.aggregate === aggregate &&
          one.direction === direction &&
          (before === null || Number(one.sequence) < Number(before)) &&
          unfinished(one),
      )?.id ?? null,
    appliedOf: async (aggregates: readonly string[], direction: Document["direction"]) =>
      inOrder().filter(
        (one) => aggregates.includes(one.aggregate) && one.direction === direction && one.state === "done",
      ),
    settle: async (
      changes: readonly Outcome[],
      about: readonly NewEvent[],
      made: readonly NewDocument[] = [],
    ) => {
      emitted.push(...made, ...changes.flatMap((change) => change.emitted ?? []));
      outcomes.push(...changes);
      events.push(...about, ...changes.flatMap((change) => change.events ?? []));
      for (const { step: _step, reported: _reported, target: _target, ...change } of changes) {
        const { events: _events, emitted: _emitted, ...columns } = change;
        rows.set(change.id, { ...(rows.get(change.id) as Document), ...columns } as Document);
      }
      return new Set(changes.map(({ id }) => id));
    },
    acknowledge: async (): Promise<Acknowledged[]> => [],
    storeDispatch: async (_id: string, writer: DeliveryWriter) => {
      await writer.encode(async () => 1);
      written.push(writer);
    },
  };
}
export type MemoryJournal = ReturnType<typeof memoryJournal>;
