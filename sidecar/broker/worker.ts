import { setTimeout as pause } from "node:timers/promises";
import type { Channel, ConsumeMessage } from "amqplib";
import type { BatchResult, Delivered, Subscription } from "../engine/ports/broker.ts";
import type { Log } from "../engine/ports/runtime.ts";

type Arrived = { readonly channel: Channel; readonly message: ConsumeMessage; readonly at: number };

/** Processes the messages of one queue in batches, one batch at a time. */
export type Worker = {
  readonly subscription: Subscription;
  take(channel: Channel, message: ConsumeMessage): void;
  /** Forgets the unprocessed messages that a closed channel delivered. The broker delivers them again on the next channel. */
  forget(channel: Channel): void;
  /**
   * Finishes the batch in progress and begins no other until `resume` is called. Later messages of the channel `leaving` are
   * ignored, because they are returned to the queue when the channel closes. Messages of another channel are kept, because they
   * would not be delivered again.
   */
  suspend(leaving: Channel): Promise<void>;
  resume(): void;
  /**
   * Continues to process the received messages for at most `finishMs` milliseconds, and then finishes only the batch in progress.
   * The remaining messages are returned to the queue when their channel closes.
   */
  finish(): Promise<void>;
  /**
   * Returns whether the queue has delivered anything since the last call. If so, this consumer is the queue's active consumer.
   */
  wasGivenWork(): boolean;
};

/**
 * Creates the worker of one queue, which processes one batch at a time. It outlives the channels over which the queue delivers.
 * An idle worker starts immediately. After a batch, the worker begins the next one as soon as that is full or its oldest message
 * has waited for `fillMs` milliseconds.
 */
export function createWorker(subscription: Subscription, log: Log, finishMs = FINISH_MS): Worker {
  let waiting: Arrived[] = [];
  let running: Promise<void> | null = null;
  let suspended = false;
  let left: Channel | null = null;
  let given = false;
  const stopping = new AbortController();
  let wake = () => {};
  const size = () => (typeof subscription.batch === "number" ? subscription.batch : subscription.batch());

  const drain = async () => {
    for (let isFirst = true; waiting.length > 0 && !suspended; isFirst = false) {
      if (!isFirst) await filled();
      if (suspended) return;
      const leave = await subscription.gate?.enter();
      try {
        const batch = suspended ? [] : waiting.splice(0, size());
        if (batch.length > 0) await handle(batch);
      } finally {
        leave?.();
      }
    }
  };
  const filled = async () => {
    const until = (waiting[0]?.at ?? 0) + (subscription.fillMs ?? 0);
    while (waiting.length > 0 && waiting.length < size() && !suspended && performance.now() < until) {
      const arrival = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([arrival, pause(Math.max(1, until - performance.now()))]);
    }
  };
  const handle = async (batch: readonly Arrived[]) => {
    const result = await handleWithRetries(
      subscription,
      batch.map(({ message }) => delivered(message)),
      stopping.signal,
      log,
    );
    // A handler that returns "again" because the sidecar is stopping would return the same for the next batch.
    if (result === "again" && stopping.signal.aborted) suspended = true;
    for (const { channel, message } of batch) finishMessage(channel, message, result);
  };
  const start = () => {
    if (running || suspended || waiting.length === 0) return;
    running = drain().finally(() => {
      running = null;
      start();
    });
  };
  return {
    subscription,
    take: (channel, message) => {
      given = true;
      if (channel === left) return;
      waiting.push({ channel, message, at: performance.now() });
      wake();
      start();
    },
    forget: (channel) => {
      waiting = waiting.filter((arrived) => arrived.channel !== channel);
    },
    suspend: async (leaving) => {
      suspended = true;
      left = leaving;
      wake();
      await running;
    },
    resume: () => {
      suspended = false;
      // Messages that arrived during the last batch were returned to the queue, so only the messages still waiting count.
      given = waiting.length > 0;
      start();
    },
    finish: async () => {
      stopping.abort();
      const timer = setTimeout(() => {
        suspended = true;
        wake();
      }, finishMs);
      while (running) await running;
      clearTimeout(timer);
    },
    wasGivenWork: () => {
      const was = given;
      given = false;
      return was;
    },
  };
}

const ATTEMPTS = 8;
/** The time in milliseconds during which a worker that is stopping still begins new batches. */
const FINISH_MS = 1500;

/**
 * Calls the handler, and retries the same batch after a delay if the handler fails because the journal is unreachable. Returning
 * the batch to the queue each time would reach the delivery limit within a second and dead-letter valid messages.
 */
async function handleWithRetries(
  subscription: Subscription,
  batch: readonly Delivered[],
  stopping: AbortSignal,
  log: Log,
): Promise<BatchResult> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await subscription.handle(batch, stopping);
    } catch (error) {
      log.error({ queue: subscription.queue, attempt, error: String(error) }, "handler failed");
      if (stopping.aborted) break;
      const wait = Math.min(10_000, 250 * 2 ** attempt);
      if (attempt < ATTEMPTS) await pause(wait, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return "again";
}

/**
 * Acknowledges a message to the broker ("done"), returns it to its queue ("again"), or dead-letters it. If the channel is closed,
 * the broker has already taken the message back, so the error is ignored.
 */
function finishMessage(channel: Channel, message: ConsumeMessage, result: BatchResult): void {
  try {
    if (result === "done") channel.ack(message);
    else channel.reject(message, result === "again");
  } catch {
    // The channel is closed, so the broker delivers the message again.
  }
}

function delivered(message: ConsumeMessage): Delivered {
  return {
    body: message.content,
    routingKey: message.fields.routingKey,
    messageId: message.properties.messageId ?? null,
    userId: message.properties.userId ?? null,
    contentType: message.properties.contentType ?? null,
    headers: message.properties.headers ?? {},
  };
}
