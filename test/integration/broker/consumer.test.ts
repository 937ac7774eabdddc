import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { openConsumer } from "../../../sidecar/broker/consumer.ts";
import { openPublisher } from "../../../sidecar/broker/publisher.ts";
import { DEAD_QUEUE, INBOUND_QUEUE } from "../../../sidecar/broker/topology.ts";
import type { Delivered, BatchResult as Result, Subscription } from "../../../sidecar/engine/ports/broker.ts";
import { useBroker } from "../../support/broker.ts";
import { recordedLog } from "../../support/log.ts";

const QUEUE = "suture.work.standard.0";
const broker = useBroker();
const open: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  const publisher = await openPublisher(broker.url, recordedLog());
  await eventually("the topology is declared", () => publisher.connected());
  await publisher.close();
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  for (const queue of [QUEUE, INBOUND_QUEUE, DEAD_QUEUE]) await broker.channel.purgeQueue(queue);
});

const publish = (...names: string[]) => {
  for (const name of names) broker.channel.sendToQueue(QUEUE, Buffer.from(name), { persistent: true });
};
const nameOf = (message: Delivered) => Buffer.from(message.body).toString();

/** Creates a consumer of one queue that records its deliveries; `decide` may be slow. */
async function consumer(
  decide: (names: readonly string[]) => Promise<Result> | Result = () => "done",
  given: Partial<Subscription> = {},
) {
  const batches: string[][] = [];
  const headers: Delivered["headers"][] = [];
  const running = { now: 0, most: 0 };
  const log = recordedLog();
  const handle = async (messages: readonly Delivered[]) => {
    const names = messages.map(nameOf);
    batches.push(names);
    headers.push(...messages.map((message) => message.headers));
    running.now += 1;
    running.most = Math.max(running.most, running.now);
    try {
      return await decide(names);
    } finally {
      running.now -= 1;
    }
  };
  const opened = await openConsumer(
    broker.url,
    [{ queue: QUEUE, prefetch: 20, batch: 4, handle, ...given }],
    log,
  );
  open.push(opened);
  await eventually("the consumer is connected", () => opened.connected());
  return { batches, headers, running, log, names: () => batches.flat(), close: opened.close, opened };
}

/** A gate that delays a handler until a test opens it. */
function door() {
  let opens = () => {};
  const opened = new Promise<void>((resolve) => {
    opens = resolve;
  });
  return { open: () => opens(), opened };
}

const isEmpty = () => eventually("the queue is empty", async () => (await broker.ready(QUEUE)) === 0);

describe("a consumer", () => {
  it("receives what was published without a consumer, in order, in batches", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `m${index}`);
    publish(...names);
    await eventually("all are kept", async () => (await broker.ready(QUEUE)) === 10);
    const hold = door();
    const one = await consumer(() => hold.opened.then(() => "done"));
    await isEmpty(); // all are with the consumer, the first of them being worked on
    hold.open();
    await eventually("all were handed over", () => one.names().length === 10);
    expect(one.names()).toEqual(names);
    expect(Math.max(...one.batches.map((batch) => batch.length))).toBe(4);
    await one.close();
    expect(await broker.take(QUEUE)).toEqual([]);
  });

  it("finishes its deliveries when it is closed, and leaves the rest in the queue", async () => {
    const hold = door();
    const one = await consumer(() => hold.opened.then(() => "done"), { batch: 1, prefetch: 2 });
    publish("a", "b", "c", "d");
    await eventually("two are with the consumer", async () => (await broker.ready(QUEUE)) === 2);
    const closing = one.close();
    hold.open();
    await closing;
    expect(one.names()).toEqual(["a", "b"]);
    const left = (await broker.take(QUEUE)).map(({ content }) => content.toString());
    expect(left).toEqual(["c", "d"]);
  });

  it("receives a message again when it requests so, and not when it is done", async () => {
    let first = true;
    const one = await consumer(() => {
      if (!first) return "done";
      first = false;
      return "again";
    });
    publish("a");
    await eventually("the second time", () => one.batches.length === 2);
    expect(one.headers[1]?.["x-delivery-count"]).toBe(1);
    await one.close();
    expect(await broker.take(QUEUE)).toEqual([]);
  });

  it("retries a batch locally when its handler fails, without using up the broker's delivery limit", async () => {
    let failures = 1;
    const one = await consumer(() => {
      if (failures-- > 0) throw new Error("journal away");
      return "done";
    });
    publish("a");
    await eventually("the second attempt", () => one.batches.length === 2);
    expect(one.headers[1]).not.toHaveProperty("x-delivery-count");
    expect(one.log.entries).toContainEqual(
      expect.objectContaining({ level: "error", message: "handler failed" }),
    );
    await one.close();
    expect(await broker.take(QUEUE)).toEqual([]);
  });

  it("does not receive one message forever: after the limit it becomes a dead letter", async () => {
    const one = await consumer(() => "again");
    publish("poison");
    await eventually("the dead letter", async () => (await broker.ready(DEAD_QUEUE)) === 1);
    expect(one.names().length).toBe(21); // the first time, and twenty more
    const [dead] = await broker.take(DEAD_QUEUE);
    expect(dead?.content.toString()).toBe("poison");
  });
});

describe("the broker closes the connection", () => {
  it("the consumer reconnects and consumes what is published afterwards", async () => {
    const one = await consumer();
    publish("before");
    await eventually("the first", () => one.names().includes("before"));
    await broker.closeConnections("suture consumer");
    publish("after");
    await eventually("the second", () => one.names().includes("after"));
    expect(one.opened.connected()).toBe(true);
  });

  it("unfinished work is repeated in order, never two batches at a time", async () => {
    const holds = [door(), door()];
    let calls = 0;
    const one = await consumer(
      async (): Promise<Result> => {
        await holds[calls++]?.opened;
        return "done";
      },
      { batch: 1 },
    );
    publish("a", "b", "c", "d");
    await isEmpty();
    await broker.closeConnections("suture consumer");
    await eventually("the connection is lost", () => !one.opened.connected());
    await eventually("the connection is back", () => one.opened.connected());
    holds[0]?.open();
    holds[1]?.open();
    await eventually("the last one", () => one.names().includes("d"));
    expect(one.names()).toEqual(["a", "a", "b", "c", "d"]);
    expect(one.running.most).toBe(1);
    await one.close();
    expect(await broker.take(QUEUE)).toEqual([]);
  });

  it("also when only its queue was deleted", async () => {
    const one = await consumer();
    await broker.deleteQueue(QUEUE);
    await eventually("the consumer works again", async () => {
      if (!one.opened.connected()) return false;
      publish("again");
      return one.names().includes("again");
    });
  });
});

describe("two consumers of one queue", () => {
  it("one consumes; the other takes over when it closes", async () => {
    const [one, other] = [await consumer(), await consumer()];
    publish("a", "b", "c");
    await eventually("the first three", () => one.names().length + other.names().length === 3);
    const [active, spare] = one.names().length > 0 ? [one, other] : [other, one];
    expect(spare.names()).toEqual([]);
    await active.close();
    publish("d");
    await eventually("the takeover", () => spare.names().length > 0);
    expect(spare.names()).toEqual(["d"]);
  });
});

describe("a delivered message", () => {
  it("has its properties; missing ones are null", async () => {
    const seen: Delivered[] = [];
    const inbound = await openConsumer(
      broker.url,
      [
        {
          queue: INBOUND_QUEUE,
          prefetch: 5,
          batch: 1,
          handle: async (messages) => {
            seen.push(...messages);
            return "done";
          },
        },
      ],
      recordedLog(),
    );
    open.push(inbound);
    const content = Buffer.from([0, 255]);
    const userId = decodeURIComponent(new URL(broker.url).username);
    broker.channel.publish("suture.inbound", "edi.harbor.855", content, {
      messageId: "m1",
      userId,
      contentType: "application/edi-x12",
      headers: { "suture-connection": "edi-harbor" },
    });
    broker.channel.publish("suture.inbound", "erp.x.order", content);
    await eventually("both", () => seen.length === 2);
    expect(seen).toEqual([
      {
        body: content,
        routingKey: "edi.harbor.855",
        messageId: "m1",
        userId,
        contentType: "application/edi-x12",
        headers: { "suture-connection": "edi-harbor" },
      },
      {
        body: content,
        routingKey: "erp.x.order",
        messageId: null,
        userId: null,
        contentType: null,
        headers: {},
      },
    ]);
  });
});

describe("a dead message", () => {
  it("is among the dead letters immediately and unchanged, and the next one is delivered", async () => {
    const test = await consumer(([name]) => (name === "poison" ? "dead" : "done"), { batch: 1 });
    publish("poison", "next");
    await eventually("the next one is worked", () => test.names().includes("next"));
    await eventually("it is there", async () => (await broker.ready(DEAD_QUEUE)) === 1);
    expect(test.names()).toEqual(["poison", "next"]);
    expect((await broker.take(DEAD_QUEUE)).map(({ content }) => content.toString())).toEqual(["poison"]);
  });
});

describe("a consumer that stops during a handler", () => {
  it("signals the handler, and returns its deliveries", async () => {
    const seen: string[] = [];
    const waiting = await openConsumer(
      broker.url,
      [
        {
          queue: QUEUE,
          prefetch: 20,
          batch: 1,
          handle: ([message], stopping) => {
            seen.push(message ? nameOf(message) : "");
            return new Promise((resolve) => stopping.addEventListener("abort", () => resolve("again")));
          },
        },
      ],
      recordedLog(),
    );
    await eventually("the consumer is connected", () => waiting.connected());
    publish("a", "b", "c");
    await eventually("it waits", () => seen.length === 1);
    await waiting.close();
    const test = await consumer();
    await eventually("all come again", () => test.names().length === 3);
    expect([seen, test.names().toSorted()]).toEqual([["a"], ["a", "b", "c"]]);
  });
});
