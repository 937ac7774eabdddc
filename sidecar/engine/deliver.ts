import { documentWord } from "../documents/document.ts";
import type { Journal } from "../journal/journal.ts";
import type { Connections } from "./connections.ts";
import { attention, exchangeEvent } from "./exceptions.ts";
import { DeliveryFailure } from "./failures.ts";
import { type Loop, startLoop } from "./loop.ts";
import { waiting } from "./outcomes.ts";
import type { Clock, ConfiguredConnection, Delivery, Document, Log, Transport } from "./ports.ts";
import { retryDelay } from "./retry.ts";

const BATCH = 4;
/** Longer than the transport takes for all of a batch, so that a delivery under way is not taken twice. */
const LEASE_SECONDS = 150;
/** Half a day on average with the partner's retry schedule. Acknowledgements are repeated for as long as it takes. */
const ATTEMPTS = 150;

export type DeliverParts = {
  readonly journal: Pick<
    Journal,
    "takeDeliveries" | "settleDelivery" | "delivered" | "documentsById" | "settle"
  >;
  readonly connections: Connections;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onSettled: () => void;
  readonly log: Log;
};

/** Hands what was written to the partners, each by its route, until the partner's transport has taken it. */
export function startDeliveries(parts: DeliverParts): Loop {
  return startLoop(
    "deliveries",
    500,
    async () => {
      const deliveries = await parts.journal.takeDeliveries(BATCH, LEASE_SECONDS);
      const byConnection = Map.groupBy(deliveries, (delivery) => delivery.connection);
      await Promise.all([...byConnection.values()].map((some) => deliverInOrder(parts, some)));
      if (deliveries.length > 0) parts.onSettled();
      return deliveries.length === BATCH ? "more" : "idle";
    },
    parts.log,
  );
}

async function deliverInOrder(parts: DeliverParts, deliveries: readonly Delivery[]): Promise<void> {
  for (const delivery of deliveries) {
    const fields = { deliveryId: delivery.id, code: delivery.code, connection: delivery.connection };
    try {
      const connection = parts.connections.find(delivery.connection);
      if (!connection) throw new DeliveryFailure("the connection is switched off or gone", true);
      await parts.transport(delivery, connection);
      await delivered(parts, delivery, connection);
      parts.log.info(fields, "delivered");
    } catch (error) {
      if (!(error instanceof DeliveryFailure)) throw error;
      parts.log.warn({ ...fields, error: error.message, attempts: delivery.attempts }, "not delivered");
      await failed(parts, delivery, error);
    }
  }
}

async function delivered(
  parts: DeliverParts,
  delivery: Delivery,
  connection: ConfiguredConnection,
): Promise<void> {
  const hours = connection.acknowledgementHours;
  const due = hours === null ? null : new Date(parts.clock().getTime() + hours * 3_600_000);
  const documents =
    delivery.documentId === null ? [] : await parts.journal.documentsById([delivery.documentId]);
  const events = documents.map((document) =>
    exchangeEvent(`${documentWord(document.type ?? "Document")}.dispatched`, document, {
      state: "done",
      links: document.links,
    }),
  );
  await parts.journal.delivered(delivery.id, delivery.documentId, due, events);
}

async function failed(parts: DeliverParts, delivery: Delivery, failure: DeliveryFailure): Promise<void> {
  const now = parts.clock();
  const giveUp = delivery.kind === "document" && (!failure.retriable || delivery.attempts >= ATTEMPTS);
  const at = new Date(now.getTime() + retryDelay("partner", delivery.attempts, parts.random));
  await parts.journal.settleDelivery(
    delivery.id,
    giveUp
      ? { state: "failed", error: failure.message }
      : { state: "queued", at, error: failure.message, counted: true },
  );
  const [document] =
    delivery.documentId === null ? [] : await parts.journal.documentsById([delivery.documentId]);
  if (!document || document.state === "dismissed") return;
  if (giveUp) return raise(parts, document, failure);
  const settlement = waiting(
    document,
    "partner",
    "PARTNER_UNAVAILABLE",
    failure.message,
    { now, random: parts.random },
    { counted: true },
  );
  await parts.journal.settle([{ ...settlement, nextAttemptAt: at }], []);
}

async function raise(parts: DeliverParts, document: Document, failure: DeliveryFailure): Promise<void> {
  const reason = attention("DELIVERY_FAILED", [], undefined, `The partner's side said: ${failure.message}.`);
  const settlement = {
    id: document.id,
    revision: document.revision + 1,
    ...reason,
    step: { name: "needs attention", detail: "DELIVERY_FAILED" },
  };
  const event = exchangeEvent("exchange.exception", document, {
    state: "attention",
    reasonCode: "DELIVERY_FAILED",
  });
  await parts.journal.settle([settlement], [event]);
}
