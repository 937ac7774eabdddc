import { beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import type { Publisher } from "../../../sidecar/broker/publisher.ts";
import { DEAD_QUEUE, workQueues } from "../../../sidecar/broker/topology.ts";
import { OdooFailure } from "../../../sidecar/engine/resilience/failures.ts";
import { useBroker } from "../../support/broker.ts";
import { type FakeOdoo, fakeOdoo } from "../../support/fake-odoo.ts";
import { useJournal } from "../../support/journal.ts";
import { textTerm } from "../../support/told.ts";
import { startPipeline, stopPipelinesAfterEach } from "./pipeline.ts";

const MESSAGES = 200;
const AGGREGATES = 20;
const store = useJournal();
const broker = useBroker();
stopPipelinesAfterEach();
beforeEach(async () => {
  await store.database.query("truncate message, document, step, delivery, event cascade");
});

const numberOf = (index: number) => String(index).padStart(3, "0");
const aggregateOf = (index: number) => index % AGGREGATES;
const body = (index: number) => `tiny i${index}\n${numberOf(index)} a${aggregateOf(index)}\n`;
const all = Array.from({ length: MESSAGES }, (_, index) => numberOf(index));

async function states(): Promise<Record<string, number>> {
  const { rows } = await store.database.query(
    "select state, count(*)::int as n from document group by state",
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

const done = (count = MESSAGES) =>
  eventually(
    `${count} documents are done`,
    async () => {
      const now = await states();
      return now.done === count && Object.keys(now).length === 1;
    },
    50,
  );

async function events(type: string): Promise<number> {
  const { rows } = await store.database.query("select count(*)::int as n from event where type = $1", [type]);
  return rows[0].n;
}

/** Numbers applied, by aggregate, in the order in which Odoo took them. */
const byAggregate = (odoo: FakeOdoo) =>
  Object.groupBy(odoo.applied as string[], (number) => `a${aggregateOf(Number(number))}`);

describe("200 messages", () => {
  it("are processed from intake to Odoo, each applied once and in order, and the queues are empty", async () => {
    const odoo = fakeOdoo();
    const { deliver } = await startPipeline({ journal: store.journal, amqpUrl: broker.url, odoo });
    for (let index = 0; index < MESSAGES; index += 1) await deliver(body(index));
    await done();
    expect([...odoo.applied].sort()).toEqual(all);
    expect(odoo.calls.flat()).toHaveLength(MESSAGES);
    for (const numbers of Object.values(byAggregate(odoo)))
      expect(numbers).toEqual([...(numbers ?? [])].sort());
    expect(await events("health.suture.exchange.applied.v1")).toBe(MESSAGES);
    const queues = [...workQueues("decode"), ...workQueues("standard"), DEAD_QUEUE];
    await eventually("the queues are empty", async () => {
      const ready = await Promise.all(queues.map((queue) => broker.ready(queue)));
      return ready.every((count) => count === 0);
    });
  });

  it("delivered three times, also concurrently, are applied once each", async () => {
    const odoo = fakeOdoo();
    const { deliver } = await startPipeline({ journal: store.journal, amqpUrl: broker.url, odoo });
    const indexes = Array.from({ length: 30 }, (_, index) => index);
    const answers = await Promise.all(
      [...indexes, ...indexes, ...indexes].map((index) => deliver(body(index))),
    );
    await done(indexes.length);
    expect(answers.filter((answer) => answer?.status === "accepted")).toHaveLength(30);
    expect(answers.filter((answer) => answer?.status === "duplicate")).toHaveLength(60);
    expect([...odoo.applied].sort()).toEqual(indexes.map(numberOf));
  });
});

describe("the relay crashes between publishing and marking", () => {
  it("everything is published twice, and applied once", async () => {
    const odoo = fakeOdoo();
    const published = new Map<string, number>();
    const counting =
      (real: Publisher["publish"]): Publisher["publish"] =>
      async (exchange, key, content, options) => {
        await real(exchange, key, content, options);
        published.set(options.messageId, (published.get(options.messageId) ?? 0) + 1);
      };
    const crashed = new Set<string>();
    const { deliver } = await startPipeline({
      journal: store.journal,
      amqpUrl: broker.url,
      odoo,
      publish: counting,
      relayOnce: (limit, publish) =>
        store.journal.relayOnce(limit, async (rows) => {
          const marked = await publish(rows);
          const fresh = rows.filter(({ id }) => !crashed.has(id));
          for (const { id } of fresh) crashed.add(id);
          if (fresh.length > 0) throw new Error("crashed before marking");
          return marked;
        }),
    });
    for (let index = 0; index < MESSAGES; index += 1) await deliver(body(index));
    await done();
    await eventually("all is marked", async () => {
      const { rows } = await store.database.query(
        "select count(*)::int as n from event where published_at is null",
      );
      return rows[0].n === 0;
    });
    // Messages and events are; a document may be done before the relay comes back to it.
    const twice = [...published.values()].filter((times) => times >= 2).length;
    expect(twice).toBeGreaterThanOrEqual(2 * MESSAGES);
    const acknowledged = await store.database.query("select count(*)::int as n from delivery");
    expect(acknowledged.rows[0].n).toBe(MESSAGES);
    expect([...odoo.applied].sort()).toEqual(all);
    expect(odoo.calls.flat()).toHaveLength(MESSAGES);
    expect(await events("health.suture.exchange.applied.v1")).toBe(MESSAGES);
  });
});

describe("Odoo fails continually", () => {
  it("with locks, stale snapshots and lost responses, each document is applied once, in the order of its aggregate", async () => {
    const odoo = fakeOdoo();
    let calls = 0;
    let stale = 0;
    odoo.before = (call) => {
      calls += 1;
      if (call === "apply" && calls % 7 === 0)
        throw new OdooFailure("conflict", textTerm("could not serialize access"));
    };
    odoo.override = () => {
      stale += 1;
      return stale % 13 === 0 ? { status: "stale" } : undefined;
    };
    const losing: typeof odoo.apply = async (batch) => {
      const results = await odoo.apply(batch);
      if (calls % 5 === 0) throw new OdooFailure("unavailable", textTerm("Odoo did not respond in time"));
      return results;
    };
    const { deliver } = await startPipeline({
      journal: store.journal,
      amqpUrl: broker.url,
      odoo: { read: odoo.read, apply: losing },
    });
    for (let index = 0; index < MESSAGES; index += 1) await deliver(body(index));
    await done();
    expect([...odoo.applied].sort()).toEqual(all);
    for (const numbers of Object.values(byAggregate(odoo)))
      expect(numbers).toEqual([...(numbers ?? [])].sort());
    const { rows } = await store.database.query("select name, count(*)::int as n from step group by name");
    const steps = Object.fromEntries(rows.map(({ name, n }) => [name, n]));
    expect(steps.waits).toBeGreaterThan(0);
    expect(steps.held).toBeGreaterThan(0);
    expect(steps.applied).toBe(MESSAGES);
  });

  it("an exception holds its own aggregate and no other", async () => {
    const odoo = fakeOdoo();
    odoo.override = ({ exchange }) =>
      exchange.document.number === "003"
        ? { status: "rejected", reason: { code: "UNKNOWN_ITEM", message: "X" } }
        : undefined;
    const { deliver } = await startPipeline({ journal: store.journal, amqpUrl: broker.url, odoo });
    for (let index = 0; index < 60; index += 1) await deliver(body(index));
    await eventually("all but three are done", async () => {
      const now = await states();
      return now.done === 57 && now.attention === 1 && now.held === 2;
    });
    odoo.override = () => undefined;
    await store.journal.replay({ state: "attention" }, "tester", 10);
    await done(60);
    expect(byAggregate(odoo).a3).toEqual(["003", "023", "043"]);
  });
});
