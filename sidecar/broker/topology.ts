import type { Channel, ChannelModel, Options } from "amqplib";
import { WORKS, type Work } from "../engine/ports/broker.ts";

/**
 * The names of the exchanges in RabbitMQ, by purpose. Exchanges and queues are declared after every connect, which does not
 * change existing ones.
 */
export const EXCHANGES = {
  /** Messages that other systems publish. */
  inbound: "suture.inbound",
  /** Events that report the results of processing. */
  events: "suture.events",
  /** References to messages to decode, distributed to the queues by connection. */
  decode: "suture.work.decode",
  /** References to documents to apply: one exchange for each lane, distributed to the queues by aggregate. */
  critical: "suture.work.critical",
  standard: "suture.work.standard",
  bulk: "suture.work.bulk",
  /**
   * References to documents that compete for the same records, regardless of their flow's lane, distributed to the queues by
   * these records.
   */
  contended: "suture.work.contended",
  dead: "suture.dead",
} as const;

/**
 * The number of queues (partitions) of each kind of work. It must not be changed while references are in the queues, because
 * another number would move aggregates to other queues while their earlier documents are still in the old ones. A sidecar that
 * finds a different number than its own refuses to start (see docs/operate.md, "Changing partitions").
 */
export const PARTITIONS = {
  decode: 2,
  critical: 2,
  standard: 4,
  bulk: 2,
  contended: 2,
} as const satisfies Record<Work, number>;
const DELIVERY_LIMIT = 20;

const quorum = (deadLetter: boolean, singleActiveConsumer: boolean): Options.AssertQueue => ({
  durable: true,
  arguments: {
    "x-queue-type": "quorum",
    ...(singleActiveConsumer && { "x-single-active-consumer": true }),
    ...(deadLetter && {
      "x-delivery-limit": DELIVERY_LIMIT,
      "x-dead-letter-exchange": EXCHANGES.dead,
      "x-dead-letter-strategy": "at-least-once",
      "x-overflow": "reject-publish",
    }),
  },
});

const workQueue = (work: Work, partition: number): string => `suture.work.${work}.${partition}`;
/** Returns the names of the queues of a kind of work, one for each partition. */
export const workQueues = (work: Work): string[] =>
  Array.from({ length: PARTITIONS[work] }, (_, partition) => workQueue(work, partition));

/** The maximum length of a routing key in AMQP 0-9-1, in bytes (§4.2.5.3, short strings). */
export const LONGEST_KEY = 255;

/** The queue of messages that other systems publish. */
export const INBOUND_QUEUE = "suture.inbound";
/** The queue of dead-lettered messages, which no sidecar consumes. */
export const DEAD_QUEUE = "suture.dead";

type Topology = {
  exchanges: { name: string; type: string }[];
  queues: { name: string; options: Options.AssertQueue }[];
  bindings: { queue: string; exchange: string; key: string }[];
};

/** Returns all exchanges, queues and bindings to declare. The key of a consistent-hash binding is its weight. */
export function topology(): Topology {
  return {
    exchanges: [
      { name: EXCHANGES.inbound, type: "topic" },
      { name: EXCHANGES.events, type: "topic" },
      { name: EXCHANGES.dead, type: "fanout" },
      ...WORKS.map((work) => ({ name: EXCHANGES[work], type: "x-consistent-hash" })),
    ],
    queues: [
      { name: INBOUND_QUEUE, options: quorum(true, true) },
      { name: DEAD_QUEUE, options: quorum(false, false) },
      ...WORKS.flatMap((work) => workQueues(work).map((name) => ({ name, options: quorum(true, true) }))),
    ],
    bindings: [
      { queue: INBOUND_QUEUE, exchange: EXCHANGES.inbound, key: "#" },
      { queue: DEAD_QUEUE, exchange: EXCHANGES.dead, key: "" },
      ...WORKS.flatMap((work) =>
        workQueues(work).map((queue) => ({ queue, exchange: EXCHANGES[work], key: "1" })),
      ),
    ],
  };
}

/** A function that is called with a text for the operator if the broker's queues differ from those of this version. */
export type OnMismatch = (problem: string) => void;

/**
 * Declares all exchanges, queues and bindings; existing ones do not change. The publisher and the consumer both do this, because
 * either may connect first.
 * @throws Error if an exchange or queue with the same name exists with other properties; `onMismatch` receives the details
 */
export async function declareTopology(model: ChannelModel, onMismatch: OnMismatch = () => {}): Promise<void> {
  const { exchanges, queues, bindings } = topology();
  const channel = await model.createChannel();
  // An error that closes the channel also rejects the pending call, which reports the error. This empty handler prevents a crash.
  channel.on("error", () => {});
  const declare = async (what: string, work: PromiseLike<unknown>) => {
    try {
      await work;
    } catch (error) {
      if (isPreconditionFailed(error)) onMismatch(`${what} exists with other properties: ${String(error)}`);
      throw error;
    }
  };
  for (const { name, type } of exchanges)
    await declare(`The exchange ${name}`, channel.assertExchange(name, type, { durable: true }));
  for (const { name, options } of queues)
    await declare(`The queue ${name}`, channel.assertQueue(name, options));
  for (const { queue, exchange, key } of bindings) await channel.bindQueue(queue, exchange, key);
  await channel.close();
  for (const work of WORKS) await refuseMore(model, workQueue(work, PARTITIONS[work]), onMismatch);
}

/**
 * Throws an error if a queue exists beyond the last partition, because it would receive a share of the work but have no consumer.
 */
async function refuseMore(model: ChannelModel, queue: string, onMismatch: OnMismatch): Promise<void> {
  const channel: Channel = await model.createChannel();
  channel.on("error", () => {});
  const isThere = await channel.checkQueue(queue).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  await channel.close();
  const problem = `The queue ${queue} exists, but this version has fewer partitions.`;
  onMismatch(problem);
  throw new Error(problem);
}

const isPreconditionFailed = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === 406;
