import type { ChannelModel, ConfirmChannel, RecoveringChannelModel } from "amqplib";
import type { Broker, Log, PublishOptions } from "../engine/ports.ts";
import { traceparentOf } from "../observability/trace.ts";
import { openConnection, reconnectWhenClosed } from "./connection.ts";
import { DEAD_QUEUE, declareTopology, type OnMismatch, WORKS, type Work, workQueues } from "./topology.ts";

type Depths = Record<Work | "dead", number>;
export type Publisher = Broker & {
  /** The kinds of work of which no queue has anything left to hand out; none while there is no broker. */
  drained(): Promise<Work[]>;
  /** What waits to be handed out, of each kind of work, and what was given up; null while there is no broker. */
  depths(): Promise<Depths | null>;
  close(): Promise<void>;
};

/**
 * Publishes on a connection of its own (a broker that blocks publishers must not stop consumers), persistent, with
 * confirms. A message that no queue takes comes back and is a failure, like a refused one.
 */
export async function openPublisher(url: string, log: Log, onMismatch?: OnMismatch): Promise<Publisher> {
  let channel: ConfirmChannel | null = null;
  let blocked = false;
  let current: ChannelModel | null = null;
  const returned = new Set<string>();
  const setup = async (model: ChannelModel) => {
    await declareTopology(model, onMismatch);
    const fresh = await model.createConfirmChannel();
    fresh.on("return", (message) => returned.add(String(message.properties.messageId)));
    fresh.on("close", () => {
      if (channel === fresh) channel = null;
    });
    reconnectWhenClosed(model, fresh, log);
    model.on("blocked", (reason) => {
      blocked = true;
      log.warn({ reason }, "broker refuses publishing for now");
    });
    model.on("unblocked", () => {
      blocked = false;
    });
    blocked = false;
    returned.clear();
    channel = fresh;
    current = model;
  };
  const connection: RecoveringChannelModel = await openConnection(url, "publisher", log, setup);
  return {
    connected: () => channel !== null && !blocked,
    publish: (exchange, routingKey, body, options) => {
      if (channel === null || blocked) return Promise.reject(new Error("the broker is not reachable"));
      return publishConfirmed(channel, returned, exchange, routingKey, body, options);
    },
    drained: async () => (channel === null || current === null ? [] : drainedOf(await depthsOf(current))),
    depths: async () => (channel === null || current === null ? null : depthsOf(current)),
    close: () => connection.close(),
  };
}

const drainedOf = (depths: Depths): Work[] => WORKS.filter((work) => depths[work] === 0);

async function depthsOf(model: ChannelModel): Promise<Depths> {
  const asking = await model.createChannel();
  asking.on("error", () => {});
  const waiting = async (queues: readonly string[]): Promise<number> => {
    const states = await Promise.all(queues.map((queue) => asking.checkQueue(queue)));
    return states.reduce((total, { messageCount }) => total + messageCount, 0);
  };
  const depths = { dead: await waiting([DEAD_QUEUE]) } as Depths;
  for (const work of WORKS) depths[work] = await waiting(workQueues(work));
  await asking.close();
  return depths;
}

function publishConfirmed(
  channel: ConfirmChannel,
  returned: Set<string>,
  exchange: string,
  routingKey: string,
  body: Uint8Array,
  options: PublishOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = options.traceId ? { traceparent: traceparentOf(options.traceId) } : {};
    channel.publish(
      exchange,
      routingKey,
      Buffer.from(body),
      {
        persistent: true,
        mandatory: options.mandatory ?? true,
        messageId: options.messageId,
        contentType: options.contentType,
        headers,
      },
      (error) => {
        // The broker sends a return before the confirm of the same message.
        const unrouted = returned.delete(options.messageId);
        if (error) reject(error instanceof Error ? error : new Error("the broker refused a message"));
        else if (unrouted) reject(new Error(`no queue takes what is published to ${exchange}`));
        else resolve();
      },
    );
  });
}
