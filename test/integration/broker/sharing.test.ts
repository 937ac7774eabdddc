import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { type Consumer, openConsumer } from "../../../sidecar/broker/consumer.ts";
import { workQueues } from "../../../sidecar/broker/topology.ts";
import { useBroker } from "../../support/broker.ts";
import { recordedLog } from "../../support/log.ts";

const QUEUES = workQueues("standard");
const broker = useBroker();
const open: Consumer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  for (const queue of QUEUES) await broker.channel.purgeQueue(queue);
});

type Seen = { readonly queue: string; readonly name: string };

/** Creates a sidecar's consumer of all queues; `work` may be slow. */
async function sidecar(seen: Seen[], work: () => Promise<void> = async () => {}) {
  const mine: Seen[] = [];
  const subscription = (queue: string) => ({
    queue,
    prefetch: 10,
    batch: 2,
    handle: async (messages: readonly { body: Uint8Array }[]) => {
      await work();
      for (const { body } of messages) {
        const one = { queue, name: Buffer.from(body).toString() };
        mine.push(one);
        seen.push(one);
      }
      return "done" as const;
    },
  });
  const consumer = await openConsumer(broker.url, QUEUES.map(subscription), recordedLog());
  open.push(consumer);
  await eventually("the consumer is connected", () => consumer.connected());
  return { consumer, mine };
}

let count = 0;
/** Publishes one message to each queue. Returns their names. */
const publishToEach = (): string[] =>
  QUEUES.map((queue) => {
    count += 1;
    const name = String(count).padStart(5, "0");
    broker.channel.sendToQueue(queue, Buffer.from(name), { persistent: true });
    return name;
  });
const queuesOf = (seen: readonly Seen[]) => new Set(seen.map(({ queue }) => queue));
const even = (queue: string) => QUEUES.indexOf(queue) % 2 === 0;

describe("two sidecars on the same queues", () => {
  it("share them: each releases the queues of the other, and takes over when the other stops", async () => {
    const seen: Seen[] = [];
    const one = await sidecar(seen);
    const other = await sidecar(seen);
    publishToEach();
    await eventually("the first has worked all", () => one.mine.length === QUEUES.length);
    await eventually("they have shared", async () => {
      await one.consumer.share(even);
      await other.consumer.share((queue) => !even(queue));
      one.mine.length = 0;
      other.mine.length = 0;
      const names = publishToEach();
      await eventually("all are worked", () =>
        names.every((name) => seen.some((each) => each.name === name)),
      );
      return queuesOf(one.mine).size === 2 && queuesOf(other.mine).size === 2;
    });
    expect([...queuesOf(one.mine)].every(even)).toBe(true);
    expect([...queuesOf(other.mine)].some(even)).toBe(false);
    await open.splice(open.indexOf(one.consumer), 1)[0]?.close();
    other.mine.length = 0;
    publishToEach();
    await eventually("the other works all", () => queuesOf(other.mine).size === QUEUES.length);
  });

  it("lose and repeat nothing, and preserve each queue's order, while they release queues", async () => {
    const seen: Seen[] = [];
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
    const one = await sidecar(seen, pause);
    const other = await sidecar(seen, pause);
    const names: string[] = [];
    for (let round = 0; round < 60; round += 1) names.push(...publishToEach());
    for (const isMine of [even, (queue: string) => !even(queue), even, () => false]) {
      const before = seen.length;
      await eventually("some more are worked", () => seen.length > before + 8 || seen.length >= names.length);
      await Promise.all([one.consumer.share(isMine), other.consumer.share((queue) => !isMine(queue))]);
    }
    await eventually("all are worked", () => seen.length >= names.length);
    expect(seen.map(({ name }) => name).sort()).toEqual(names);
    for (const queue of QUEUES) {
      const order = seen.filter((each) => each.queue === queue).map(({ name }) => name);
      expect(order).toEqual([...order].sort());
    }
    expect(one.mine.length).toBeGreaterThan(0);
    expect(other.mine.length).toBeGreaterThan(0);
  });

  it("lose nothing without another sidecar: a released queue that returns immediately is consumed", async () => {
    const seen: Seen[] = [];
    const { consumer } = await sidecar(seen);
    const names: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      for (let each = 0; each < 15; each += 1) names.push(...publishToEach());
      await eventually("it is at work", () => seen.length > names.length - 15 * QUEUES.length);
      await consumer.share(() => false);
    }
    await eventually("all are worked", () => seen.length >= names.length);
    expect([...new Set(seen.map(({ name }) => name))].sort()).toEqual(names);
  });

  it("stand by immediately: the other takes over the queues of one that is cut off", async () => {
    const seen: Seen[] = [];
    const [first, second] = [await sidecar(seen), await sidecar(seen)];
    publishToEach();
    await eventually("all are worked", () => seen.length === QUEUES.length);
    const active = first.mine.length > 0 ? first : second;
    const spare = active === first ? second : first;
    await open.splice(open.indexOf(active.consumer), 1)[0]?.close();
    publishToEach();
    await eventually("the other works all", () => queuesOf(spare.mine).size === QUEUES.length);
  });
});
