import { setTimeout as pause } from "node:timers/promises";
import type { Delivered, Subscription } from "../broker/consumer.ts";
import { INBOUND_QUEUE } from "../broker/topology.ts";
import type { Intake } from "../engine/intake.ts";
import type { Log } from "../engine/ports.ts";
import { storable } from "../engine/storable.ts";
import type { Journal } from "../journal/journal.ts";
import { traceIdOf } from "../observability/trace.ts";

const RETRY_MS = 1000;

/**
 * `suture.inbound`: messages that other systems publish. Acknowledged to the broker once they are committed. A message
 * without a connection that we know is taken in too: as an exception with its evidence, never dropped.
 */
export function amqpIngress(parts: {
  intake: Intake;
  journal: Pick<Journal, "insertRejection">;
  /** The kind of a connection; null for one that is not there. */
  kindOf: (connection: string) => string | null;
  maximumBytes: number;
  log: Log;
}): Subscription {
  return {
    queue: INBOUND_QUEUE,
    // Each may be as large as the largest body: what the broker hands over is held in memory.
    prefetch: 10,
    batch: 1,
    handle: async (messages) => {
      for (const message of messages) await takeIn(parts, message);
      return "done";
    },
  };
}

async function takeIn(parts: Parameters<typeof amqpIngress>[0], message: Delivered): Promise<void> {
  const traceId = traceIdOf(message.headers.traceparent);
  const named = storable(connectionOf(message));
  const connection = named !== null && isOfAnotherWorld(message, parts.kindOf(named)) ? null : named;
  if (connection !== named)
    parts.log.warn({ traceId, named }, "published from another world than the connection's");
  const store = () =>
    message.body.length === 0 || message.body.length > parts.maximumBytes
      ? parts.journal.insertRejection({
          connection,
          transport: "amqp",
          remote: null,
          status: message.body.length === 0 ? 400 : 413,
          reason: message.body.length === 0 ? "empty-body" : "body-too-large",
          size: message.body.length,
          excerpt: message.body.subarray(0, 4096),
          traceId,
        })
      : parts.intake({
          connection,
          transport: "amqp",
          contentType: message.contentType,
          headers: message.messageId ? { "message-id": message.messageId } : {},
          sender: null,
          body: message.body,
          traceId,
        });
  // While the journal is away the message stays with the broker, unacknowledged; handing it back again and again would
  // use up its delivery limit.
  for (;;) {
    try {
      await store();
      return;
    } catch (error) {
      parts.log.warn({ error: String(error), traceId }, "journal does not take a message, tries again");
      await pause(RETRY_MS);
    }
  }
}

/** The header, else the second word of the routing key `{edi|ehr|billing|erp}.{connection}.{document or format}`. */
function connectionOf(message: Delivered): string | null {
  const header = message.headers["suture-connection"];
  if (typeof header === "string" && header !== "") return header;
  return message.routingKey.split(".")[1] || null;
}

const WORLDS: ReadonlySet<string> = new Set(["edi", "ehr", "billing"]);

/**
 * The broker lets a publisher use the routing keys of its own world only (topic permissions). So a billing system cannot speak
 * for an EHR by naming its connection in the header: what it sends is kept as an exception of no connection.
 */
function isOfAnotherWorld(message: Delivered, kind: string | null): boolean {
  const world = message.routingKey.split(".")[0] ?? "";
  return kind !== null && WORLDS.has(kind) && WORLDS.has(world) && world !== kind;
}
