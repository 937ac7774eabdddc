import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { openConsumer } from "../../../sidecar/broker/consumer.ts";
import { openPublisher, type Publisher } from "../../../sidecar/broker/publisher.ts";
import {
  DEAD_QUEUE,
  EXCHANGES,
  INBOUND_QUEUE,
  topology,
  workQueues,
} from "../../../sidecar/broker/topology.ts";
import { WORKS, type Work } from "../../../sidecar/engine/ports/broker.ts";
import { useBroker } from "../../support/broker.ts";
import { recordedLog } from "../../support/log.ts";

const broker = useBroker();
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function publisher(url = broker.url): Promise<Publisher> {
  const opened = await openPublisher(url, recordedLog());
  open.push(opened);
  return opened;
}
async function connectedPublisher(): Promise<Publisher> {
  const opened = await publisher();
  await eventually("the publisher is connected", () => opened.connected());
  return opened;
}
const options = (messageId: string) => ({ messageId, contentType: "application/json" });
const body = Buffer.from("{}");

/** Takes what is ready in the queues of one kind of work. */
async function taken(work: Work) {
  const found = [];
  for (const queue of workQueues(work))
    for (const message of await broker.take(queue)) found.push({ queue, message });
  return found;
}

describe("the topology", () => {
  it("is declared by the first sidecar, and again by the others", async () => {
    await Promise.all([connectedPublisher(), connectedPublisher()]);
    const consumer = await openConsumer(broker.url, [], recordedLog());
    open.push(consumer);
    await eventually("the consumer is connected", () => consumer.connected());
    const queues = await broker.queues();
    expect(queues.map(({ name }) => name).sort()).toEqual(
      topology()
        .queues.map(({ name }) => name)
        .sort(),
    );
    expect(new Set(queues.map(({ type }) => type))).toEqual(new Set(["quorum"]));
    expect(queues.find(({ name }) => name === "suture.work.standard.3")?.arguments).toMatchObject({
      "x-single-active-consumer": true,
      "x-delivery-limit": 20,
      "x-dead-letter-strategy": "at-least-once",
      "x-overflow": "reject-publish",
    });
  });

  it("routes an aggregate to one queue, and distributes aggregates over all", async () => {
    const publish = (await connectedPublisher()).publish;
    const keys = Array.from({ length: 200 }, (_, index) => `order/edi-harbor/P${index % 50}`);
    await Promise.all(keys.map((key, index) => publish(EXCHANGES.standard, key, body, options(`m${index}`))));
    const queuesOf = new Map<string, Set<string>>();
    for (const { queue, message } of await taken("standard")) {
      const key = message.fields.routingKey;
      queuesOf.set(key, (queuesOf.get(key) ?? new Set()).add(queue));
    }
    expect(queuesOf.size).toBe(50);
    expect([...queuesOf.values()].every((queues) => queues.size === 1)).toBe(true);
    expect(new Set([...queuesOf.values()].flatMap((queues) => [...queues])).size).toBe(4);
  });
});

describe("publishing", () => {
  it("resolves when the broker has stored the message, persistent and with its properties", async () => {
    const { publish } = await connectedPublisher();
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    await publish(EXCHANGES.decode, "edi-harbor", Buffer.from('{"message":"m1"}'), {
      ...options("m1"),
      traceId,
    });
    const [found, ...more] = await taken("decode");
    expect(more).toEqual([]);
    expect(found?.message.content.toString()).toBe('{"message":"m1"}');
    expect(found?.message.properties).toMatchObject({
      messageId: "m1",
      contentType: "application/json",
      deliveryMode: 2,
      headers: { traceparent: expect.stringContaining(traceId) },
    });
  });

  it("rejects a message that no queue accepts, and only that one", async () => {
    const { publish } = await connectedPublisher();
    const outcomes = await Promise.allSettled([
      publish(EXCHANGES.decode, "a", body, options("m1")),
      publish(EXCHANGES.events, "exchange.applied", body, options("m2")),
      publish(EXCHANGES.decode, "b", body, options("m3")),
      publish(EXCHANGES.events, "exchange.applied", body, { ...options("m4"), mandatory: false }),
      publish(EXCHANGES.decode, "c", body, options("m2")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
      "fulfilled",
    ]);
    expect(await taken("decode")).toHaveLength(3);
  });

  it("rejects immediately without a connection to the broker", async () => {
    const opened = await publisher("amqp://127.255.255.254:1/");
    expect(opened.connected()).toBe(false);
    await expect(opened.publish(EXCHANGES.decode, "a", body, options("m1"))).rejects.toThrow(
      "the broker is unreachable",
    );
  });

  it("settles all pending promises when the broker closes the connection, and continues afterwards", async () => {
    const opened = await connectedPublisher();
    const outcomes: Promise<"confirmed" | "failed">[] = [];
    const publish = (id: string) => {
      const confirmed = opened.publish(EXCHANGES.bulk, id, body, options(id));
      const outcome = confirmed.then(
        () => "confirmed" as const,
        () => "failed" as const,
      );
      outcomes.push(outcome);
      return outcome;
    };
    expect(await publish("first")).toBe("confirmed");
    const closing = broker.closeConnections("suture publisher");
    const publishSome = async () => {
      const first = publish(`m${outcomes.length}`);
      for (let index = 1; index < 100; index += 1) void publish(`m${outcomes.length}`);
      await first;
      return !opened.connected();
    };
    await eventually("the connection is lost", publishSome, 60, 0);
    await closing;
    const confirmed = (await Promise.all(outcomes)).filter((outcome) => outcome === "confirmed").length;
    await eventually("the publisher is connected again", () => opened.connected());
    await opened.publish(EXCHANGES.bulk, "after", body, options("after"));
    const there = (await taken("bulk")).length;
    expect(confirmed).toBeLessThan(outcomes.length);
    expect(there).toBeGreaterThanOrEqual(confirmed + 1);
  });

  it("continues after the broker closed only its channel", async () => {
    const opened = await connectedPublisher();
    await expect(opened.publish("no.such.exchange", "a", body, options("m1"))).rejects.toThrow();
    await eventually("the publisher works again", () =>
      opened.publish(EXCHANGES.decode, "a", body, options("m2")).then(
        () => true,
        () => false,
      ),
    );
    expect((await taken("decode")).length).toBeGreaterThanOrEqual(1);
  });
});

describe("unbound queues", () => {
  const unbind = async (work: Work) => {
    for (const queue of workQueues(work)) await broker.channel.unbindQueue(queue, EXCHANGES[work], "1");
  };

  it("are bound again when a message is returned, so that its repetition arrives", async () => {
    const { publish } = await connectedPublisher();
    for (const work of WORKS) {
      await taken(work);
      await unbind(work);
      await expect(publish(EXCHANGES[work], "a", body, options(`lost-${work}`))).rejects.toThrow(
        "no queue accepts",
      );
      await eventually(`what is for ${work} arrives again`, () =>
        publish(EXCHANGES[work], "a", body, options(`again-${work}`)).then(
          () => true,
          () => false,
        ),
      );
      expect((await taken(work)).map(({ message }) => message.properties.messageId)).toContain(
        `again-${work}`,
      );
    }
  });

  it("are bound again at intervals, because messages of others are not returned to us", async () => {
    const opened = await openPublisher(broker.url, recordedLog(), undefined, 50);
    open.push(opened);
    await eventually("the publisher is connected", () => opened.connected());
    await broker.channel.unbindQueue(INBOUND_QUEUE, EXCHANGES.inbound, "#");
    await broker.channel.unbindQueue(DEAD_QUEUE, EXCHANGES.dead, "");
    await unbind("standard");
    await eventually("others are heard again", async () => {
      broker.channel.publish(EXCHANGES.inbound, "edi.edi-harbor.855", body);
      return (await broker.ready(INBOUND_QUEUE)) > 0;
    });
    await eventually("so are the dead letters", async () => {
      broker.channel.publish(EXCHANGES.dead, "", body);
      return (await broker.ready(DEAD_QUEUE)) > 0;
    });
  });

  it("are not bound again for an event without a queue", async () => {
    const log = recordedLog();
    const opened = await openPublisher(broker.url, log);
    open.push(opened);
    await eventually("the publisher is connected", () => opened.connected());
    await expect(opened.publish(EXCHANGES.events, "x", body, options("e1"))).rejects.toThrow(
      "no queue accepts",
    );
    expect(log.entries.filter(({ message }) => message === "the queues are bound again")).toEqual([]);
  });
});

describe("a routing key that is too long", () => {
  it("is refused alone, without closing the connection", async () => {
    const { publish, connected } = await connectedPublisher();
    const outcomes = await Promise.allSettled([
      publish(EXCHANGES.decode, "a", body, options("k1")),
      publish(EXCHANGES.decode, "x".repeat(300), body, options("k2")),
      publish(EXCHANGES.decode, "b", body, options("k3")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(connected()).toBe(true);
  });
});

describe("the messages in the broker", () => {
  it("are counted by kind of work, with the dead letters", async () => {
    const opened = await connectedPublisher();
    for (const work of ["critical", "bulk"] as const) await taken(work);
    const before = await opened.depths();
    for (const key of ["a", "b", "c"])
      await opened.publish(EXCHANGES.bulk, key, body, { ...options(`depth-${key}`), mandatory: true });
    await opened.publish(EXCHANGES.dead, "", body, options("depth-dead"));
    await eventually("they are counted", async () => {
      const now = await opened.depths();
      return now?.bulk === 3 && now.critical === 0 && now.dead === (before?.dead ?? 0) + 1;
    });
  });

  it("are unknown without a connection", async () => {
    const opened = await publisher("amqp://127.0.0.1:1");
    expect(await opened.depths()).toBeNull();
    expect(await opened.drained()).toEqual([]);
  });
});
