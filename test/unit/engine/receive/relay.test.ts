import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { workBroker } from "../../../../sidecar/broker/work-broker.ts";
import type { PublishOptions } from "../../../../sidecar/engine/ports/broker.ts";
import type { Unpublished } from "../../../../sidecar/engine/ports/journal/messages.ts";
import { startRelay } from "../../../../sidecar/engine/receive/relay.ts";
import { recordedLog } from "../../../support/log.ts";

const traceId = "0000000000000000463ac35c9f6413ad";
const message = (id: string): Unpublished => ({ kind: "message", id, connection: "edi-harbor", traceId });
const document = (id: string, lane: "critical" | "standard" | "bulk"): Unpublished => ({
  kind: "document",
  id,
  lane,
  aggregate: "order/edi-harbor/P1",
  contends: null,
  traceId,
});
const event = (id: string): Unpublished => ({
  kind: "event",
  id,
  type: "health.suture.exchange.applied.v1",
  subject: "order/edi-harbor/P1",
  source: "urn:suture:connection:edi-harbor",
  data: { state: "done" },
  at: new Date("2026-11-20T10:00:00Z"),
  traceId,
});

type Published = {
  exchange: string;
  key: string;
  content: unknown;
  options: PublishOptions & { mandatory?: boolean };
};

/** Relays the rows once. Returns what was published and which rows the journal may mark. */
async function relay(rows: readonly Unpublished[], refuse: (id: string) => boolean = () => false) {
  const published: Published[] = [];
  const broker = workBroker({
    connected: () => true,
    publish: async (exchange, key, body, options) => {
      if (refuse(options.messageId)) throw new Error("returned");
      published.push({ exchange, key, content: JSON.parse(Buffer.from(body).toString()), options });
    },
  });
  const runs: { marked: string[]; limit: number }[] = [];
  const journal = {
    relayOnce: async (
      limit: number,
      publish: (some: readonly Unpublished[]) => Promise<ReadonlySet<string>>,
    ) => {
      if (runs.length > 0) return { published: 0, failed: 0 };
      const marked = await publish(rows);
      runs.push({ marked: [...marked], limit });
      return { published: marked.size, failed: rows.length - marked.size };
    },
  };
  const log = recordedLog();
  const loop = startRelay(journal, broker, log);
  const [run] = await eventually("a run", () => runs.length > 0 && runs);
  await loop.stop();
  return { published, marked: run?.marked ?? [], limit: run?.limit ?? 0, log };
}

describe("a key that is too long for a routing key", () => {
  it.each([
    { ...message("m1"), connection: "x".repeat(4000) },
    { ...document("d1", "standard"), aggregate: `order/${"9".repeat(10_000)}` },
    { ...document("d2", "standard"), contends: `stock/${"\u00e9".repeat(200)}` },
  ] as Unpublished[])("selects a queue by its hash, always the same one", async (row) => {
    const keys = [];
    for (let times = 0; times < 2; times += 1) {
      const { published, marked } = await relay([row]);
      expect(marked).toEqual([row.id]);
      keys.push(published[0]?.key);
    }
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(keys[1]).toBe(keys[0]);
  });
});

describe("the relay publishes", () => {
  it.each([
    [message("m1"), "suture.work.decode", "edi-harbor", { message: "m1" }],
    [document("d1", "critical"), "suture.work.critical", "order/edi-harbor/P1", { document: "d1" }],
    [document("d2", "standard"), "suture.work.standard", "order/edi-harbor/P1", { document: "d2" }],
    [document("d3", "bulk"), "suture.work.bulk", "order/edi-harbor/P1", { document: "d3" }],
    [
      { ...document("d4", "standard"), contends: "stock/ward" } as Unpublished,
      "suture.work.contended",
      "stock/ward",
      { document: "d4" },
    ],
    [{ ...message("m2"), connection: null } as Unpublished, "suture.work.decode", "", { message: "m2" }],
  ] as const)("%j to %s: a reference, and nothing of the content", async (row, exchange, key, content) => {
    const { published, marked } = await relay([row]);
    expect(published).toEqual([
      { exchange, key, content, options: { messageId: row.id, contentType: "application/json", traceId } },
    ]);
    expect(marked).toEqual([row.id]);
  });

  it("an event as a CloudEvent with its own routing key, with or without a queue", async () => {
    const { published } = await relay([event("e1")]);
    expect(published[0]).toMatchObject({
      exchange: "suture.events",
      key: "exchange.applied",
      options: { messageId: "e1", contentType: "application/cloudevents+json", mandatory: false },
      content: {
        specversion: "1.0",
        id: "e1",
        type: "health.suture.exchange.applied.v1",
        source: "urn:suture:connection:edi-harbor",
        subject: "order/edi-harbor/P1",
        partitionkey: "order/edi-harbor/P1",
        time: "2026-11-20T10:00:00.000Z",
        data: { state: "done" },
      },
    });
  });

  it("a traceparent that is valid also for a trace id padded with zeros", async () => {
    const { published } = await relay([event("e1")]);
    expect(published[0]?.content).toMatchObject({
      traceparent: expect.stringMatching(/^00-0000000000000000463ac35c9f6413ad-(?!0{16})[0-9a-f]{16}-01$/),
    });
  });

  it("all rows in the order of the journal", async () => {
    const { published, limit } = await relay([
      message("m1"),
      document("d1", "bulk"),
      event("e1"),
      message("m2"),
    ]);
    expect(published.map(({ options }) => options.messageId)).toEqual(["m1", "d1", "e1", "m2"]);
    expect(limit).toBeGreaterThan(0);
  });
});

describe("a reference that the broker does not accept", () => {
  it("stays unmarked; the others are marked, and it is logged", async () => {
    const { marked, log } = await relay([message("m1"), message("m2"), message("m3")], (id) => id === "m2");
    expect(marked).toEqual(["m1", "m3"]);
    expect(log.entries).toMatchObject([
      { level: "warn", fields: { error: "Error: returned", published: 2 } },
    ]);
  });

  it("stays unmarked without an answer of the broker, and is retried", async () => {
    const runs: string[][] = [];
    const broker = workBroker({
      connected: () => true,
      publish: (_exchange, _key, _body, { messageId }) =>
        messageId === "m2" ? new Promise(() => {}) : Promise.resolve(),
    });
    const journal = {
      relayOnce: async (
        _limit: number,
        publish: (some: readonly Unpublished[]) => Promise<ReadonlySet<string>>,
      ) => {
        runs.push([...(await publish([message("m1"), message("m2")]))]);
        return { published: 1, failed: 1 };
      },
    };
    const log = recordedLog();
    const loop = startRelay(journal, broker, log, 1);
    await eventually("two runs", () => {
      loop.nudge();
      return runs.length >= 2;
    });
    await loop.stop();
    expect(runs.slice(0, 2)).toEqual([["m1"], ["m1"]]);
    expect(log.entries[0]).toMatchObject({ fields: { error: "the broker does not confirm", published: 1 } });
  });

  it("is not read while the broker is unreachable", async () => {
    const asked: string[] = [];
    const broker = workBroker({
      connected: () => {
        asked.push("connected");
        return false;
      },
      publish: () => Promise.reject(new Error("not connected")),
    });
    const journal = {
      relayOnce: async () => {
        asked.push("journal");
        return null;
      },
    };
    const loop = startRelay(journal, broker, recordedLog());
    await eventually("two looks at the broker", () => asked.length >= 2);
    await loop.stop();
    expect(asked).not.toContain("journal");
  });
});
