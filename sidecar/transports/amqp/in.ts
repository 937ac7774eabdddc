import { setTimeout as pause } from "node:timers/promises";
import { traceIdOf } from "../../engine/model/trace.ts";
import type { BatchResult, Delivered, Subscription } from "../../engine/ports/broker.ts";
import { type Intake, NoRoomError } from "../../engine/ports/intake.ts";
import type { RefusalJournal, Rejection } from "../../engine/ports/journal/access.ts";
import type { Log } from "../../engine/ports/runtime.ts";
import { isJournalUnreachable, isRefusedByJournal } from "../../engine/resilience/failures.ts";
import type { InboundWatch } from "./inbound-watch.ts";
import { evidenceOf, type Speaker, type SpeakerFault, type SpeakerRules, speakerOf } from "./speaker.ts";

const RETRY_MS = 1000;
const EXCERPT_BYTES = 4096;
/**
 * The number of messages that the broker delivers in advance. All of them are in memory, and each may have the maximum size that the
 * broker accepts; RabbitMQ cannot limit their total size. The second one arrives while the first one is stored, so more would not be
 * faster.
 */
const PREFETCH = 2;
/** The number of unexpected failures after which a message is dead-lettered, so that the messages behind it can be processed. */
const UNNAMED_FAILURES = 60;

export type AmqpParts = SpeakerRules & {
  /** The queue that receives the messages published by other systems. */
  readonly queue: string;
  readonly intake: Intake;
  readonly journal: Pick<RefusalJournal, "insertRejection">;
  /** Returns whether the sidecar has received the connections from Odoo. Until then, no message can be assigned to one. */
  readonly connectionsKnown: () => boolean;
  readonly maximumBytes: number;
  readonly watch: InboundWatch;
  /** Called for each message that is stored without a connection, with the reason. */
  readonly onFault: (fault: SpeakerFault) => void;
  readonly log: Log;
  readonly retryMs?: number;
};

/**
 * Returns the subscription to `suture.inbound`, to which other systems publish messages. Each message is acknowledged to the
 * broker after it has been committed. A message that cannot be assigned to a known connection is accepted too, as an exception
 * with its evidence; it is never dropped.
 */
export function amqpIngress(parts: AmqpParts): Subscription {
  return {
    queue: parts.queue,
    prefetch: PREFETCH,
    batch: 1,
    handle: async ([message], stopping) => {
      if (!message) return "done";
      parts.watch.began();
      try {
        return await takeIn(parts, message, stopping);
      } finally {
        parts.watch.ended();
      }
    },
  };
}

/**
 * Stores a message, and retries until that succeeds. While the journal is unreachable, the message stays with the broker,
 * unacknowledged, because returning it repeatedly would exhaust its delivery limit. A message that the journal refuses, or that
 * fails repeatedly for another reason, is dead-lettered, so that the next one can be processed.
 */
async function takeIn(parts: AmqpParts, message: Delivered, stopping: AbortSignal): Promise<BatchResult> {
  const traceId = traceIdOf(message.headers.traceparent);
  for (let unnamed = 0; !stopping.aborted; ) {
    try {
      if (!parts.connectionsKnown())
        throw new NoRoomError("the configuration has not been read from Odoo yet");
      return await store(parts, message, traceId);
    } catch (error) {
      parts.watch.failed();
      if (isRefusedByJournal(error)) return putAside(parts, message, traceId, error);
      if (!isJournalUnreachable(error) && !(error instanceof NoRoomError)) unnamed += 1;
      if (unnamed >= UNNAMED_FAILURES) return putAside(parts, message, traceId, error);
      parts.log.warn({ error: String(error), traceId }, "the journal does not accept a message; retrying");
      await pause(parts.retryMs ?? RETRY_MS, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return "again";
}

async function store(parts: AmqpParts, message: Delivered, traceId: string): Promise<BatchResult> {
  const speaker = speakerOf(message, parts);
  const { connection } = speaker;
  const { body } = message;
  if (body.length === 0)
    await reject(parts, message, speaker, { traceId, status: 400, reason: "empty-body" });
  else if (body.length > parts.maximumBytes)
    await reject(parts, message, speaker, { traceId, status: 413, reason: "body-too-large" });
  else
    await parts.intake({
      connection,
      transport: "amqp",
      contentType: message.contentType,
      headers: evidenceOf(message),
      sender: message.userId,
      body,
      traceId,
    });
  if (speaker.fault !== null) tell(parts, message, speaker.fault, traceId);
  return "done";
}

function tell(parts: AmqpParts, message: Delivered, fault: SpeakerFault, traceId: string): void {
  parts.onFault(fault);
  const evidence = Object.entries(evidenceOf(message)).map(([name, value]) => [name, value.slice(0, 200)]);
  parts.log.warn(
    { traceId, fault, ...Object.fromEntries(evidence) },
    "a published message belongs to no connection",
  );
}

function reject(
  { journal }: AmqpParts,
  { body }: Delivered,
  { connection }: Pick<Speaker, "connection">,
  why: Pick<Rejection, "status" | "reason" | "traceId">,
): Promise<void> {
  const excerpt = body.subarray(0, EXCERPT_BYTES);
  return journal.insertRejection({
    ...why,
    connection,
    transport: "amqp",
    remote: null,
    size: body.length,
    excerpt,
  });
}

async function putAside(
  parts: AmqpParts,
  message: Delivered,
  traceId: string,
  error: unknown,
): Promise<BatchResult> {
  parts.log.error(
    { error: String(error), traceId },
    "a message cannot be stored and was moved to the dead-letter queue",
  );
  const why = { status: 500, reason: "not-storable", traceId };
  await reject(parts, message, { connection: null }, why).catch((failure: unknown) => {
    parts.log.error(
      { error: String(failure), traceId },
      "the evidence of a dead-lettered message cannot be stored",
    );
  });
  return "dead";
}
