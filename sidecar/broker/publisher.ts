import type { ChannelModel, ConfirmChannel, RecoveringChannelModel } from "amqplib";
import { traceparentOf } from "../engine/model/trace.ts";
import { type PublishOptions, type QueueDepths, WORKS, type Work } from "../engine/ports/broker.ts";
import type { Log } from "../engine/ports/runtime.ts";
import { openConnection, reconnectWhenClosed } from "./connection.ts";
import {
  DEAD_QUEUE,
  declareTopology,
  EXCHANGES,
  INBOUND_QUEUE,
  LONGEST_KEY,
  type OnMismatch,
  workQueues,
} from "./topology.ts";

type Depths = NonNullable<QueueDepths>;

export type Publisher = {
  connected(): boolean;
  /**
   * Publishes a message and waits until the broker confirms it. Rejects if the broker refuses the message or, unless `mandatory`
   * is false, returns it because no queue accepts it.
   */
  publish(
    exchange: string,
    routingKey: string,
    body: Uint8Array,
    options: PublishOptions & { readonly mandatory?: boolean },
  ): Promise<void>;
  /** Returns the kinds of work whose queues are all empty, or an empty list while the broker is unreachable. */
  drained(): Promise<Work[]>;
  /**
   * Returns the number of messages in the queues: for each kind of work, in the queue of other publishers (`inbound`), and in the
   * dead-letter queue (`dead`). Returns null while the broker is unreachable.
   */
  depths(): Promise<QueueDepths>;
  close(): Promise<void>;
};

/**
 * The interval in milliseconds at which all queues are bound again, because nothing else would repair a binding that someone has
 * removed while this sidecar publishes nothing.
 */
const REBIND_MS = 60_000;

/**
 * Opens a publisher of persistent messages that waits for publisher confirms. It has its own connection, because a broker that
 * blocks publishers must not stop consumers. A message that no queue accepts is a failure, like a refused message, after which
 * the queues are bound again, so that the next attempt succeeds. All queues are also bound again every `rebindMs` milliseconds,
 * because messages of other publishers that no queue accepts are not returned to this sidecar.
 */
export async function openPublisher(
  url: string,
  log: Log,
  onMismatch?: OnMismatch,
  rebindMs = REBIND_MS,
): Promise<Publisher> {
  let channel: ConfirmChannel | null = null;
  let blocked = false;
  let current: ChannelModel | null = null;
  const returned = new Set<string>();
  const rebinding = rebinder(log);
  const setup = async (model: ChannelModel) => {
    await declareTopology(model, onMismatch);
    const fresh = await model.createConfirmChannel();
    fresh.on("return", (message) => {
      returned.add(String(message.properties.messageId));
      if (message.fields.exchange !== EXCHANGES.events)
        rebinding.now(model, "a published message was returned");
    });
    fresh.on("close", () => {
      if (channel === fresh) channel = null;
    });
    reconnectWhenClosed(model, fresh, log);
    model.on("blocked", (reason) => {
      blocked = true;
      log.warn({ reason }, "the broker blocks publishers");
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
  const timer = setInterval(() => {
    if (current !== null && channel !== null) rebinding.now(current, null);
  }, rebindMs).unref();
  return {
    connected: () => channel !== null && !blocked,
    publish: (exchange, routingKey, body, options) => {
      if (channel === null || blocked) return Promise.reject(new Error("the broker is unreachable"));
      return publishConfirmed(channel, returned, exchange, routingKey, body, options);
    },
    drained: async () => (channel === null || current === null ? [] : drainedOf(await depthsOf(current))),
    depths: async () => (channel === null || current === null ? null : depthsOf(current)),
    close: () => {
      clearInterval(timer);
      return connection.close();
    },
  };
}

/**
 * Creates an object whose `now` declares the topology again, on a separate channel. A call during a running declaration is
 * ignored. `why` is the reason to log, or null to log nothing.
 */
function rebinder(log: Log) {
  let isUnderWay = false;
  return {
    now: (model: ChannelModel, why: string | null): void => {
      if (isUnderWay) return;
      isUnderWay = true;
      if (why !== null) log.warn({ why }, "the queues are bound again");
      const different = (problem: string) => log.error({ problem }, "the broker's queues were changed");
      void declareTopology(model, different)
        .catch((error: unknown) => log.warn({ error: String(error) }, "the queues could not be bound again"))
        .finally(() => {
          isUnderWay = false;
        });
    },
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
  const depths: Partial<Record<keyof Depths, number>> = {
    dead: await waiting([DEAD_QUEUE]),
    inbound: await waiting([INBOUND_QUEUE]),
  };
  for (const work of WORKS) depths[work] = await waiting(workQueues(work));
  await asking.close();
  return depths as Depths;
}

function publishConfirmed(
  channel: ConfirmChannel,
  returned: Set<string>,
  exchange: string,
  routingKey: string,
  body: Uint8Array,
  options: Parameters<Publisher["publish"]>[3],
): Promise<void> {
  return new Promise((resolve, reject) => {
    // With a longer key, the client would write an invalid frame, and the broker would close the connection with all its
    // channels.
    if (Buffer.byteLength(routingKey) > LONGEST_KEY) {
      reject(new Error("a routing key must not exceed 255 bytes"));
      return;
    }
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
        // If a message is returned, the broker sends it back before its confirm.
        const unrouted = returned.delete(options.messageId);
        if (error) reject(error instanceof Error ? error : new Error("the broker refused a message"));
        else if (unrouted) reject(new Error(`no queue accepts messages published to ${exchange}`));
        else resolve();
      },
    );
  });
}
