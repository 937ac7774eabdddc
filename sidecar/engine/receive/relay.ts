import { setTimeout as pause } from "node:timers/promises";
import { traceparentOf } from "../model/trace.ts";
import type { Broker } from "../ports/broker.ts";
import type { MessageJournal, Unpublished } from "../ports/journal/messages.ts";
import type { Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

const BATCH = 500;
/** The time to wait for the broker's confirms, in milliseconds. Unconfirmed rows are published again. */
const CONFIRM_MS = 15_000;

/**
 * Starts the loop that publishes the journal's unpublished rows to the broker: events, and references to messages and
 * documents, whose content stays in the journal. If the sidecar crashes after the broker has confirmed a row but before
 * the row is marked as published, the row is published again; consumers tolerate this.
 */
export function startRelay(
  journal: Pick<MessageJournal, "relayOnce">,
  broker: Broker,
  log: Log,
  confirmMs = CONFIRM_MS,
): Loop {
  const publishAll = async (rows: readonly Unpublished[]) => {
    const published = new Set<string>();
    let problem = "the broker does not confirm";
    const confirmed = Promise.all(
      rows.map((row) =>
        publishRow(broker, row).then(
          () => published.add(row.id),
          (error: unknown) => {
            problem = String(error);
          },
        ),
      ),
    );
    const timeout = new AbortController();
    const { signal } = timeout;
    await Promise.race([confirmed, pause(confirmMs, null, { signal }).catch(() => {})]);
    timeout.abort();
    const now = new Set(published);
    if (now.size < rows.length)
      log.warn({ error: problem, published: now.size }, "the relay could not publish all rows");
    return now;
  };
  return startLoop(
    "relay",
    250,
    async () => {
      if (!broker.connected()) return "idle";
      const result = await journal.relayOnce(BATCH, publishAll);
      return result !== null && result.published > 0 && result.failed === 0 ? "more" : "idle";
    },
    log,
  );
}

function publishRow(broker: Broker, row: Unpublished): Promise<void> {
  const options = { messageId: row.id, contentType: "application/json", traceId: row.traceId };
  switch (row.kind) {
    case "message":
      return broker.enqueue("decode", row.connection ?? "", json({ message: row.id }), options);
    case "document": {
      // Documents that compete for the same records have their own queues, so that they do not block others.
      const { lane, aggregate, contends } = row;
      const [work, key] = contends === null ? [lane, aggregate] : (["contended", contends] as const);
      return broker.enqueue(work, key, json({ document: row.id }), options);
    }
    case "event":
      return broker.announce(eventName(row.type), json(cloudEvent(row)), {
        ...options,
        contentType: "application/cloudevents+json",
      });
  }
}

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/**
 * Returns the name of an event type without its prefix and version: "exchange.applied" for
 * "health.suture.exchange.applied.v1".
 */
const eventName = (type: string): string => type.replace(/^health\.suture\./, "").replace(/\.v\d+$/, "");

function cloudEvent(event: Extract<Unpublished, { kind: "event" }>): object {
  return {
    specversion: "1.0",
    id: event.id,
    type: event.type,
    source: event.source,
    subject: event.subject,
    partitionkey: event.subject,
    time: event.at.toISOString(),
    datacontenttype: "application/json",
    traceparent: traceparentOf(event.traceId),
    data: event.data,
  };
}
