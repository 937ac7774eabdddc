import type { Channel, Options } from "amqplib";

/** RabbitMQ's exchanges and queues, as data. Declared idempotently at every connection. */

export const EXCHANGES = {
  /** Where other systems publish. */
  inbound: "suture.inbound",
  /** What became of things. */
  events: "suture.events",
  /** Messages to decode, spread by connection. */
  decode: "suture.work.decode",
  /** Documents to apply, one exchange a lane, spread by aggregate. */
  critical: "suture.work.critical",
  standard: "suture.work.standard",
  bulk: "suture.work.bulk",
  dead: "suture.dead",
} as const;

/**
 * Partitions of each kind of work. Fixed: another number would move aggregates to other queues while
 * their earlier documents still wait in the old ones, and break the order.
 */
export const PARTITIONS = { decode: 2, critical: 2, standard: 4, bulk: 2 } as const;
export type Work = keyof typeof PARTITIONS;

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

export const workQueue = (work: Work, partition: number): string => `suture.work.${work}.${partition}`;
export const workQueues = (work: Work): string[] =>
  Array.from({ length: PARTITIONS[work] }, (_, partition) => workQueue(work, partition));

export const INBOUND_QUEUE = "suture.inbound";
export const DEAD_QUEUE = "suture.dead";

type Topology = {
  exchanges: { name: string; type: string }[];
  queues: { name: string; options: Options.AssertQueue }[];
  bindings: { queue: string; exchange: string; key: string }[];
};

/** Everything to declare. A consistent-hash binding's key is its weight. */
export function topology(): Topology {
  const works = Object.keys(PARTITIONS) as Work[];
  return {
    exchanges: [
      { name: EXCHANGES.inbound, type: "topic" },
      { name: EXCHANGES.events, type: "topic" },
      { name: EXCHANGES.dead, type: "fanout" },
      ...works.map((work) => ({ name: EXCHANGES[work], type: "x-consistent-hash" })),
    ],
    queues: [
      { name: INBOUND_QUEUE, options: quorum(true, false) },
      { name: DEAD_QUEUE, options: quorum(false, false) },
      ...works.flatMap((work) => workQueues(work).map((name) => ({ name, options: quorum(true, true) }))),
    ],
    bindings: [
      { queue: INBOUND_QUEUE, exchange: EXCHANGES.inbound, key: "#" },
      { queue: DEAD_QUEUE, exchange: EXCHANGES.dead, key: "" },
      ...works.flatMap((work) =>
        workQueues(work).map((queue) => ({ queue, exchange: EXCHANGES[work], key: "1" })),
      ),
    ],
  };
}

/** Declares everything; what is there already stays as it is. Both connections do so: either may be the first. */
export async function declareTopology(channel: Channel): Promise<void> {
  const { exchanges, queues, bindings } = topology();
  for (const { name, type } of exchanges) await channel.assertExchange(name, type, { durable: true });
  for (const { name, options } of queues) await channel.assertQueue(name, options);
  for (const { queue, exchange, key } of bindings) await channel.bindQueue(queue, exchange, key);
}
