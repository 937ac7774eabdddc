import type { Term } from "../../terms/term.ts";
import { isReceived } from "../model/acknowledgement-evidence.ts";
import type { Connections } from "../model/connections.ts";
import { attention, exchangeEvent, noReason } from "../model/exceptions.ts";
import { become, isFinished } from "../model/states.ts";
import type { DeliveryJournal } from "../ports/journal/deliveries.ts";
import type { DocumentJournal } from "../ports/journal/documents.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import type { Delivery, Document, NewDocument } from "../records.ts";
import { isRefusedByJournal } from "../resilience/failures.ts";
import { say } from "./terms.ts";

/** Functions that give up deliveries that the partner's transport did not accept, and raise an exception for each. */

const EXPIRED_AT_ONCE = 50;
const EXPIRED_LEASE_SECONDS = 60;
const HOUR_MS = 3_600_000;

export type GiveUpParts = {
  readonly journal: Pick<DeliveryJournal, "expiredDeliveries" | "settleDelivery"> &
    Pick<DocumentJournal, "documentsById" | "insertDocument" | "settle">;
  readonly connections: Connections;
  readonly clock: Clock;
  /** The number of hours after which a delivery that was not accepted becomes an exception. */
  readonly giveUpHours: number;
  readonly log: Log;
};

/** Returns the document of a delivery, or null if it has none because it delivers an acknowledgement. */
export async function documentOf(
  parts: { readonly journal: Pick<DocumentJournal, "documentsById"> },
  { documentId }: Pick<Delivery, "documentId">,
): Promise<Document | null> {
  return documentId === null ? null : ((await parts.journal.documentsById([documentId]))[0] ?? null);
}

/**
 * Gives up the deliveries that were not accepted within `giveUpHours`, at most EXPIRED_AT_ONCE of them, and raises an
 * exception for each. Returns their number.
 */
export async function giveUpExpired(parts: GiveUpParts): Promise<number> {
  const before = new Date(parts.clock().getTime() - parts.giveUpHours * HOUR_MS);
  const expired = await parts.journal.expiredDeliveries(before, EXPIRED_AT_ONCE, EXPIRED_LEASE_SECONDS);
  for (const delivery of expired) {
    const name = parts.connections.find(delivery.connection)?.name ?? delivery.connection;
    const tried = { hours: parts.giveUpHours, name };
    const text =
      delivery.lastError === null
        ? say("never-answered", tried)
        : say("given-up", { ...tried, what: delivery.lastError });
    await giveUp(parts, delivery, delivery.lastError ?? text, text).catch((error) =>
      endRefused(parts, delivery, error),
    );
  }
  return expired.length;
}

/**
 * Ends a delivery for which the journal refused to store the exception, so that it does not block the others. Other
 * errors are thrown.
 */
async function endRefused(parts: GiveUpParts, delivery: Delivery, error: unknown): Promise<void> {
  if (!isRefusedByJournal(error)) throw error;
  const { id: deliveryId, connection, number = null } = delivery;
  parts.log.error(
    { deliveryId, connection, number, error: String(error) },
    "a delivery was given up without an exception",
  );
  await parts.journal.settleDelivery(delivery, {
    state: "failed",
    error: say("not-raised"),
  });
}

/**
 * Gives up a delivery: raises an exception with `text`, then ends the delivery with `error`. In this order, a crash in
 * between raises the exception twice instead of losing it. If the partner has already acknowledged the document, no
 * exception is raised.
 */
export async function giveUp(parts: GiveUpParts, delivery: Delivery, error: Term, text: Term): Promise<void> {
  const document = await documentOf(parts, delivery);
  if (document !== null && isReceived(document.acknowledgement)) return endUnheard(parts, delivery, document);
  const documentId = document === null ? await insertException(parts, delivery, text) : document.id;
  if (document !== null && document.state !== "dismissed") await raise(parts, document, text);
  await parts.journal.settleDelivery(delivery, { state: "failed", error, documentId });
}

/**
 * Ends a delivery and its document as done, because the partner has acknowledged the document although the transport
 * failed.
 */
async function endUnheard(parts: GiveUpParts, delivery: Delivery, document: Document): Promise<void> {
  const outcome = {
    id: document.id,
    revision: document.revision + 1,
    ...noReason,
    ...become("deliver", "done", "acknowledged by the partner"),
  };
  if (!isFinished(document.state)) await parts.journal.settle([outcome], []);
  await parts.journal.settleDelivery(delivery, { state: "done" });
}

async function raise(parts: GiveUpParts, document: Document, text: Term): Promise<void> {
  const outcome = {
    id: document.id,
    revision: document.revision + 1,
    ...attention("DELIVERY_FAILED", [], undefined, text),
    ...become("deliver", "attention", "DELIVERY_FAILED"),
  };
  const data = { state: "attention", reasonCode: "DELIVERY_FAILED" };
  await parts.journal.settle([outcome], [exchangeEvent("exchange.exception", document, data)]);
}

/**
 * Stores an exception for the delivery of an acknowledgement, which has no document of its own, so that a person can
 * retry or dismiss it.
 * @returns the id of the new document, or null if it exists already
 */
async function insertException(parts: GiveUpParts, delivery: Delivery, text: Term): Promise<string | null> {
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
    reason: reason ?? [],
    suggestion: suggestion ?? [],
    findings: findings ?? [],
  } as const satisfies NewDocument;
  return parts.journal.insertDocument(document);
}
