import { setTimeout as pause } from "node:timers/promises";
import type { Channel, ChannelModel, ConsumeMessage, RecoveringChannelModel } from "amqplib";
import type { Log } from "../engine/ports.ts";
import { openConnection, reconnectWhenClosed } from "./connection.ts";
import { declareTopology } from "./topology.ts";

export type Delivered = {
  readonly body: Uint8Array;
  readonly routingKey: string;
  readonly messageId: string | null;
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
};

/** What a handler decides of a batch. "again": the broker delivers it once more, at most as often as its limit says. */
export type Verdict = "done" | "again";

export type Subscription = {
  readonly queue: string;
  readonly prefetch: number;
  /** Messages handed over at once at most; a lone one is handed over without waiting. */
  readonly batch: number;
  readonly handle: (messages: readonly Delivered[]) => Promise<Verdict>;
};

export type Consumer = { connected(): boolean; close(): Promise<void> };

/**
 * Consumes queues on a connection of its own. Each queue is worked by one handler at a time, in order; the wrapper
 * acknowledges by the verdict, and never on another channel than the one that delivered.
 */
export async function openConsumer(
  url: string,
  subscriptions: readonly Subscription[],
  log: Log,
): Promise<Consumer> {
  let live = false;
  let stopping = false;
  const running = new Set<Promise<void>>();
  const workers = subscriptions.map((subscription) => createWorker(subscription, log, running));
  let channels: Channel[] = [];
  const setup = async (model: ChannelModel) => {
    await declareOn(model);
    channels = [];
    for (const worker of workers) {
      const channel = await model.createChannel();
      channels.push(channel);
      reconnectWhenClosed(model, channel, log, () => stopping);
      channel.on("close", () => worker.forget(channel));
      await channel.prefetch(worker.subscription.prefetch);
      await channel.consume(worker.subscription.queue, (message) => {
        // null: the broker cancelled the consumer, for instance because the queue's leader went away.
        if (message === null) void model.close().catch(() => {});
        else if (!stopping) worker.take({ channel, message });
      });
    }
    live = true;
  };
  const connection: RecoveringChannelModel = await openConnection(url, "consumer", log, setup);
  connection.on("disconnect", () => {
    live = false;
  });
  return {
    connected: () => live,
    close: async () => {
      stopping = true;
      await Promise.all(running);
      // RabbitMQ drops acknowledgements that a connection's end overtakes; a channel's own end waits for them.
      await Promise.allSettled(channels.map(async (channel) => channel.close()));
      await connection.close();
    },
  };
}

async function declareOn(model: ChannelModel): Promise<void> {
  const channel = await model.createChannel();
  await declareTopology(channel);
  await channel.close();
}

type Arrived = { readonly channel: Channel; readonly message: ConsumeMessage };
type Worker = {
  readonly subscription: Subscription;
  take(arrived: Arrived): void;
  /** A channel that is gone took its deliveries back: they come again on the next one. */
  forget(channel: Channel): void;
};

/** Works one queue, over all the channels that it is consumed on one after the other. */
function createWorker(subscription: Subscription, log: Log, running: Set<Promise<void>>): Worker {
  let waiting: Arrived[] = [];
  let busy = false;
  const drain = async () => {
    busy = true;
    while (waiting.length > 0) await handle(waiting.splice(0, subscription.batch));
    busy = false;
  };
  const handle = async (batch: readonly Arrived[]) => {
    const verdict = await withPatience(
      subscription,
      batch.map(({ message }) => delivered(message)),
      log,
    );
    for (const { channel, message } of batch) settle(channel, message, verdict);
  };
  return {
    subscription,
    take: (arrived) => {
      waiting.push(arrived);
      if (busy) return;
      const run = drain();
      running.add(run);
      void run.finally(() => running.delete(run));
    },
    forget: (channel) => {
      waiting = waiting.filter((arrived) => arrived.channel !== channel);
    },
  };
}

const ATTEMPTS = 8;

/**
 * A handler that fails (the journal is away) tries the same batch again after a while. Handing it back at once would use
 * up the delivery limit within a second and fill the dead letters with good messages.
 */
async function withPatience(
  subscription: Subscription,
  batch: readonly Delivered[],
  log: Log,
): Promise<Verdict> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await subscription.handle(batch);
    } catch (error) {
      log.error({ queue: subscription.queue, attempt, error: String(error) }, "handler failed");
      if (attempt < ATTEMPTS) await pause(Math.min(10_000, 250 * 2 ** attempt));
    }
  }
  return "again";
}

/** A channel that is gone takes its deliveries back to the queue by itself: nothing to acknowledge there. */
function settle(channel: Channel, message: ConsumeMessage, verdict: Verdict): void {
  try {
    if (verdict === "done") channel.ack(message);
    else channel.reject(message, true);
  } catch {
    // closed
  }
}

function delivered(message: ConsumeMessage): Delivered {
  return {
    body: message.content,
    routingKey: message.fields.routingKey,
    messageId: message.properties.messageId ?? null,
    contentType: message.properties.contentType ?? null,
    headers: message.properties.headers ?? {},
  };
}
