import { documentWord } from "../documents/document.ts";
import type { Journal } from "../journal/journal.ts";
import { answered, BREAKERS, type Circuit, failed } from "./breaker.ts";
import type { Connections } from "./connections.ts";
import { attention, exchangeEvent } from "./exceptions.ts";
import { type DeliveryFailure, FAILURES, type FailureRule, failureRule } from "./failures.ts";
import { fallbackAt, fallbackNote } from "./fallback.ts";
import { waiting } from "./outcomes.ts";
import type {
  Clock,
  ConfiguredConnection,
  Delivery,
  DeliveryRoute,
  Document,
  Log,
  NewDocument,
} from "./ports.ts";
import { retryDelay } from "./retry.ts";

/** What becomes of a delivery, and of the document in it, after each thing that can happen to it. */

export const SWITCHED_OFF = "the connection is switched off or gone";
const EXPIRED_AT_ONCE = 50;
const HOUR_MS = 3_600_000;

export type OutcomeParts = {
  readonly journal: Pick<
    Journal,
    | "expiredDeliveries"
    | "settleDelivery"
    | "targetFailed"
    | "targetAnswered"
    | "delivered"
    | "documentsById"
    | "insertDocument"
    | "settle"
  >;
  readonly connections: Connections;
  readonly clock: Clock;
  readonly random: () => number;
  /** Hours after which what nobody takes is put before a person. */
  readonly giveUpHours: number;
  readonly log: Log;
};

/** Each route of a connection is a target of its own: one may answer while the other does not. */
export const targetOf = (connection: string, by: DeliveryRoute): string =>
  by === "primary" ? connection : `${connection}/fallback`;

/** The document in a delivery; null for an acknowledgement. */
export async function documentOf(
  parts: Pick<OutcomeParts, "journal">,
  { documentId }: Pick<Delivery, "documentId">,
): Promise<Document | null> {
  return documentId === null ? null : ((await parts.journal.documentsById([documentId]))[0] ?? null);
}

export async function enterDelivered(
  parts: OutcomeParts,
  delivery: Delivery,
  connection: ConfiguredConnection,
  by: DeliveryRoute,
): Promise<void> {
  const hours = delivery.kind === "document" ? connection.acknowledgementHours : null;
  const due = hours === null ? null : new Date(parts.clock().getTime() + hours * HOUR_MS);
  const document = await documentOf(parts, delivery);
  const note = by === "fallback" ? fallbackNote(connection, delivery) : null;
  const told = note === null ? null : [document?.note, note].filter(Boolean).join(" ");
  await parts.journal.delivered(delivery, due, document ? [dispatchedEvent(document, by)] : [], told);
  const change = (circuit: Circuit) => answered(circuit, BREAKERS.partner);
  if (await parts.journal.targetAnswered(targetOf(delivery.connection, by), change))
    parts.log.info({ connection: delivery.connection, route: by }, "the partner is back");
}

function dispatchedEvent(document: Document, by: DeliveryRoute) {
  const { links } = document;
  const type = `${documentWord(document.type ?? "Document")}.dispatched` as const;
  return exchangeEvent(type, document, { state: "done", links, route: by });
}

export async function enterFailure(
  parts: OutcomeParts,
  delivery: Delivery,
  connection: ConfiguredConnection | null,
  by: DeliveryRoute,
  failure: DeliveryFailure,
): Promise<void> {
  const rule = failureRule(failure.kind);
  const circuit = rule.breaks ? await breakCircuit(parts, delivery, by, failure) : null;
  // The primary route may take what the fallback refuses.
  const retried = "target" in rule ? rule : by === "fallback" ? FAILURES["partner-away"] : null;
  if (retried === null) {
    const name = connection?.name ?? delivery.connection;
    return giveUp(parts, delivery, failure.message, `${name}'s side said: ${failure.message}.`);
  }
  await tryAgain(
    parts,
    delivery,
    retried,
    failure,
    nextAttempt(parts, delivery, connection, failure, retried, circuit),
  );
}

async function breakCircuit(
  parts: OutcomeParts,
  delivery: Delivery,
  by: DeliveryRoute,
  failure: DeliveryFailure,
): Promise<Circuit> {
  const time = { now: parts.clock(), random: parts.random };
  const { before, after } = await parts.journal.targetFailed(
    targetOf(delivery.connection, by),
    (circuit) => failed(circuit, BREAKERS.partner, time, failure.retryAfterSeconds),
    failure.message,
  );
  if (before.openSince === null && after.openSince !== null)
    parts.log.warn(
      { connection: delivery.connection, route: by, error: failure.message, probeAt: after.probeAt },
      "the partner is away: what is for it waits, nothing else does",
    );
  return after;
}

/** The retry's own time, not before the target is called again, and not later than the fallback may take over. */
function nextAttempt(
  parts: OutcomeParts,
  delivery: Delivery,
  connection: ConfiguredConnection | null,
  failure: DeliveryFailure,
  rule: Extract<FailureRule, { target: unknown }>,
  circuit: Circuit | null,
): Date {
  const now = parts.clock().getTime();
  const delay = retryDelay(
    rule.target,
    rule.class,
    delivery.attempts,
    parts.random,
    failure.retryAfterSeconds,
  );
  const own = Math.max(now + delay, circuit?.probeAt?.getTime() ?? 0);
  const takeover = fallbackAt(connection, delivery)?.getTime() ?? 0;
  return new Date(takeover > now ? Math.min(own, takeover) : own);
}

async function tryAgain(
  parts: OutcomeParts,
  delivery: Delivery,
  rule: Extract<FailureRule, { target: unknown }>,
  failure: DeliveryFailure,
  at: Date,
): Promise<void> {
  const outcome = { state: "queued", at, error: failure.message } as const;
  if (!(await parts.journal.settleDelivery(delivery, outcome))) return;
  const document = await documentOf(parts, delivery);
  if (!document || document.state === "dismissed") return;
  const time = { now: parts.clock(), random: parts.random };
  const { note: _kept, ...settlement } = waiting(document, rule, failure.message, time, { counted: true });
  await parts.journal.settle([{ ...settlement, nextAttemptAt: at }], []);
}

/** Broken off by us: nothing is blamed on the partner, and another sidecar may take it at once. */
export async function giveBack(parts: OutcomeParts, delivery: Delivery): Promise<void> {
  await parts.journal.settleDelivery(delivery, { state: "queued", at: parts.clock(), error: null });
}

/** Puts before a person what nobody took for so long. @returns how many */
export async function giveUpExpired(parts: OutcomeParts): Promise<number> {
  const before = new Date(parts.clock().getTime() - parts.giveUpHours * HOUR_MS);
  const expired = await parts.journal.expiredDeliveries(before, EXPIRED_AT_ONCE);
  for (const delivery of expired) {
    const name = parts.connections.find(delivery.connection)?.name ?? delivery.connection;
    const last = delivery.lastError ?? "nothing: it was away all the time";
    const text = `It was tried for ${parts.giveUpHours} hours. The last thing that ${name}'s side said: ${last}.`;
    await giveUp(parts, delivery, last, text);
  }
  return expired.length;
}

/**
 * The document is raised first, then the delivery ends: were the sidecar to die in between, it would be raised twice and not
 * forgotten.
 */
async function giveUp(parts: OutcomeParts, delivery: Delivery, error: string, text: string): Promise<void> {
  const document = await documentOf(parts, delivery);
  const documentId = document === null ? await enterException(parts, delivery, text) : document.id;
  if (document !== null && document.state !== "dismissed") await raise(parts, document, text);
  await parts.journal.settleDelivery(delivery, { state: "failed", error, documentId });
}

async function raise(parts: OutcomeParts, document: Document, text: string): Promise<void> {
  const settlement = {
    id: document.id,
    revision: document.revision + 1,
    ...attention("DELIVERY_FAILED", [], undefined, text),
    step: { name: "needs attention", detail: "DELIVERY_FAILED" },
  };
  const data = { state: "attention", reasonCode: "DELIVERY_FAILED" };
  await parts.journal.settle([settlement], [exchangeEvent("exchange.exception", document, data)]);
}

/** An acknowledgement of ours is no document until it needs a person, who can have it tried again or dismiss it. */
async function enterException(parts: OutcomeParts, delivery: Delivery, text: string): Promise<string | null> {
  const { reasonCode, reason, suggestion, findings } = attention("DELIVERY_FAILED", [], undefined, text);
  const document = {
    messageId: null,
    direction: "outbound",
    connection: delivery.connection,
    flow: null,
    lane: "standard",
    code: delivery.code,
    type: "Acknowledgement",
    number: delivery.fileName,
    key: `acknowledgement/${delivery.id}`,
    contentHash: delivery.id,
    aggregate: `acknowledgement/${delivery.id}`,
    input: null,
    controlReference: null,
    traceId: delivery.id.replaceAll("-", ""),
    state: "attention",
    reasonCode: reasonCode ?? "DELIVERY_FAILED",
    reason: reason ?? "",
    suggestion: suggestion ?? "",
    findings: findings ?? [],
  } as const satisfies NewDocument;
  return parts.journal.insertDocument(document);
}
