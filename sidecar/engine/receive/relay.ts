import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { EXCHANGES, LONGEST_KEY } from "../../broker/topology.ts";
import type { Journal } from "../../journal/journal.ts";
import type { Unpublished } from "../../journal/messages/relay.ts";
import { traceparentOf } from "../../observability/trace.ts";
import type { Broker, Log } from "../ports.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

const BATCH = 500;
/** A broker that takes longer to confirm is not waited for: what it did not confirm is published again. */
const CONFIRM_MS = 15_000;

/**
 * Publishes what the journal holds and the broker does not have yet. Only references travel: the content stays in the
 * journal. It may publish a row twice (a crash between confirm and mark); consumers do not mind.
 */
export function startRelay(
  journal: Pick<Journal, "relayOnce">,
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
    const patience = new AbortController();
    const { signal } = patience;
    await Promise.race([confirmed, pause(confirmMs, null, { signal }).catch(() => {})]);
    patience.abort();
    const now = new Set(published);
    if (now.size < rows.length)
      log.warn({ error: problem, published: now.size }, "relay could not publish all");
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
      return broker.publish(
        EXCHANGES.decode,
        spread(row.connection ?? ""),
        json({ message: row.id }),
        options,
      );
    case "document":
      return broker.publish(...roadOf(row), json({ document: row.id }), options);
    case "event":
      // Nobody need listen: an event that no queue takes is not a failure.
      return broker.publish(EXCHANGES.events, routingKey(row.type), json(cloudEvent(row)), {
        ...options,
        contentType: "application/cloudevents+json",
        mandatory: false,
      });
  }
}

/** What competes with others has its own queues, so that it stands in the way of nothing else. */
function roadOf({ lane, aggregate, contends }: Extract<Unpublished, { kind: "document" }>): [string, string] {
  return contends === null ? [EXCHANGES[lane], spread(aggregate)] : [EXCHANGES.contended, spread(contends)];
}

/** The same for the same, as a routing key: all that it does is to choose a queue. */
const spread = (key: string): string =>
  Buffer.byteLength(key) <= LONGEST_KEY ? key : createHash("sha256").update(key).digest("hex");

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/** "health.suture.exchange.applied.v1" is published under "exchange.applied". */
const routingKey = (type: string): string => type.replace(/^health\.suture\./, "").replace(/\.v\d+$/, "");

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
