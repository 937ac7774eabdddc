import type { Channel, ChannelModel, RecoveringChannelModel } from "amqplib";
import type { Subscription } from "../engine/ports/broker.ts";
import type { Log } from "../engine/ports/runtime.ts";
import { openConnection, reconnectWhenClosed } from "./connection.ts";
import { declareTopology, type OnMismatch } from "./topology.ts";
import { createWorker, type Worker } from "./worker.ts";

export type Consumer = {
  connected(): boolean;
  /**
   * Releases the queues that should be consumed by another sidecar. Each queue for which `isMine` returns false, but that has
   * delivered to this sidecar since the last call, passes to the next consumer in line. This sidecar joins the end of that line,
   * and takes over as soon as the others stop.
   */
  share(isMine: (queue: string) => boolean): Promise<void>;
  close(): Promise<void>;
};

/**
 * Consumes queues on a separate connection. Each queue has one handler, which processes one batch at a time, in order. According
 * to its result, the messages are acknowledged, dead-lettered or returned to the queue, always on the channel that delivered
 * them.
 */
export async function openConsumer(
  url: string,
  subscriptions: readonly Subscription[],
  log: Log,
  onMismatch?: OnMismatch,
): Promise<Consumer> {
  let live: ChannelModel | null = null;
  let stopping = false;
  const workers = subscriptions.map((subscription) => createWorker(subscription, log));
  const channels = new Map<Worker, Channel>();
  const leaving = new Set<Channel>();

  const consume = async (model: ChannelModel, worker: Worker) => {
    const channel = await model.createChannel();
    channels.set(worker, channel);
    reconnectWhenClosed(model, channel, log, () => stopping || leaving.has(channel));
    channel.on("close", () => worker.forget(channel));
    await channel.prefetch(worker.subscription.prefetch);
    await channel.consume(worker.subscription.queue, (message) => {
      // A null message means that the broker cancelled the consumer, for instance because the queue's leader has stopped.
      if (message === null) void model.close().catch(() => {});
      else if (!stopping) worker.take(channel, message);
    });
  };
  const setup = async (model: ChannelModel) => {
    await declareTopology(model, onMismatch);
    for (const worker of workers) await consume(model, worker);
    live = model;
  };
  /**
   * Makes this sidecar the last consumer in line of a queue. Closing the channel returns the unprocessed messages, in order,
   * before another consumer receives any.
   */
  const goToTheEnd = async (model: ChannelModel, worker: Worker) => {
    const channel = channels.get(worker);
    if (!channel || leaving.has(channel)) return;
    leaving.add(channel);
    try {
      await worker.suspend(channel);
      await channel.close();
      if (live === model && !stopping) await consume(model, worker);
    } catch (error) {
      log.debug({ queue: worker.subscription.queue, error: String(error) }, "queue not released");
      // Closing the connection returns all messages of its channels, and a new connection creates them again.
      void model.close().catch(() => {});
    } finally {
      worker.resume();
      leaving.delete(channel);
    }
  };

  const connection: RecoveringChannelModel = await openConnection(url, "consumer", log, setup);
  connection.on("disconnect", () => {
    live = null;
  });
  return {
    connected: () => live !== null,
    share: async (isMine) => {
      const model = live;
      const others = workers.filter(
        (worker) => worker.wasGivenWork() && !isMine(worker.subscription.queue) && model,
      );
      if (!model || stopping || others.length === 0) return;
      log.info({ queues: others.map(({ subscription }) => subscription.queue) }, "releasing queues");
      await Promise.all(others.map((worker) => goToTheEnd(model, worker)));
    },
    close: async () => {
      stopping = true;
      await Promise.all(workers.map((worker) => worker.finish()));
      // RabbitMQ discards acknowledgements that it has not processed when the connection ends. Closing a channel waits until it
      // has processed them.
      await Promise.allSettled([...channels.values()].map(async (channel) => channel.close()));
      await connection.close();
    },
  };
}
