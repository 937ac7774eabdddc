import { beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import type { ApplyItem } from "../../../../sidecar/engine/ports/odoo.ts";
import type { Lane, NewDocument } from "../../../../sidecar/engine/records.ts";
import { useBroker } from "../../../support/broker.ts";
import { fakeOdoo } from "../../../support/fake-odoo.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument } from "../../../support/records.ts";
import { tinyDocument } from "../../../support/tiny.ts";
import { startPipeline, stopPipelinesAfterEach } from "../pipeline.ts";

const store = useJournal();
const broker = useBroker();
stopPipelinesAfterEach();
beforeEach(async () => {
  await store.database.query("truncate message, document, step, delivery, event cascade");
});

let count = 0;
const document = (lane: Lane, given: Partial<NewDocument> = {}): NewDocument => {
  count += 1;
  const number = `${lane}-${String(count).padStart(5, "0")}`;
  return newDocument({
    connection: "tiny",
    flow: "tiny",
    lane,
    number,
    key: number,
    contentHash: number,
    aggregate: `tiny/${number}`,
    input: tinyDocument(number, number),
    ...given,
  });
};
const enter = async (documents: readonly NewDocument[]) => {
  for (const one of documents) await store.journal.insertDocument(one);
};
const doneOf = async (lane: string) => {
  const { rows } = await store.database.query(
    "select count(*)::int as n from document where lane = $1 and state = 'done'",
    [lane],
  );
  return rows[0].n;
};

/** An Odoo in which calls that `isHeld` wait until they are let go; it notes how many run at a time, by lane. */
function heldOdoo(isHeld: (item: ApplyItem) => boolean) {
  const odoo = fakeOdoo();
  const line: (() => void)[] = [];
  const most: Record<string, number> = {};
  const running: Record<string, number> = {};
  let open = false;
  return {
    odoo,
    most,
    held: () => line.length,
    letGo: () => {
      open = true;
      for (const go of line.splice(0)) go();
    },
    port: {
      read: odoo.read,
      apply: async (batch: readonly ApplyItem[]) => {
        const name = batch[0]?.exchange.document.lane ?? "";
        running[name] = (running[name] ?? 0) + 1;
        most[name] = Math.max(most[name] ?? 0, running[name]);
        if (!open && batch.some(isHeld)) await new Promise<void>((resolve) => line.push(resolve));
        running[name] -= 1;
        return odoo.apply(batch);
      },
    },
  };
}

describe("a bulk load", () => {
  it("delays no critical or standard document, and makes one call to Odoo at a time", async () => {
    const { port, odoo, most, held, letGo } = heldOdoo((item) => item.exchange.document.lane === "bulk");
    await enter(Array.from({ length: 400 }, () => document("bulk")));
    await startPipeline({ journal: store.journal, amqpUrl: broker.url, odoo: port });
    await eventually("Odoo is busy with the load", () => held() > 0);
    await enter([document("critical"), document("standard"), document("critical")]);
    await eventually("the others are done", async () => {
      const [critical, standard] = [await doneOf("critical"), await doneOf("standard")];
      return critical === 2 && standard === 1;
    });
    expect(await doneOf("bulk")).toBe(0);
    letGo();
    await eventually("the load is done", async () => (await doneOf("bulk")) === 400);
    expect(most.bulk).toBe(1);
    expect(new Set(odoo.applied).size).toBe(403);
    expect(odoo.applied).toHaveLength(403);
  });
});

describe("documents that compete for the same records", () => {
  it("are applied one call at a time, and do not delay other documents", async () => {
    const competing = (item: ApplyItem) => item.exchange.document.aggregate.startsWith("stock/");
    const { port, most, held, letGo } = heldOdoo(competing);
    const stock = Array.from({ length: 50 }, (_, index) =>
      document("standard", { contends: "stock/ward", aggregate: `stock/${index}` }),
    );
    await enter(stock);
    await startPipeline({ journal: store.journal, amqpUrl: broker.url, odoo: port });
    await eventually("Odoo is busy with the stock", () => held() > 0);
    await enter(Array.from({ length: 8 }, () => document("standard")));
    await eventually("the others are done", async () => (await doneOf("standard")) === 8);
    expect(held()).toBe(1);
    letGo();
    await eventually("all are done", async () => (await doneOf("standard")) === 58);
    expect(most.standard).toBeLessThanOrEqual(1 + 4);
  });
});

describe("deletion in batches", () => {
  it("apply a single document immediately, and many together up to the limit", async () => {
    const { port, odoo, held, letGo } = heldOdoo(({ exchange }) => exchange.document.number === "first");
    await startPipeline({ journal: store.journal, amqpUrl: broker.url, odoo: port });
    const aggregate = "tiny/first";
    await enter([document("bulk", { number: "first", aggregate, contends: "one-queue" })]);
    await eventually("the lone one is with Odoo", () => held() === 1);
    await enter(Array.from({ length: 60 }, () => document("bulk", { contends: "one-queue" })));
    await eventually("the others wait with the broker or with us", async () => {
      const { rows } = await store.database.query(
        "select count(*)::int as n from document where state = 'queued' and published_at is null",
      );
      return rows[0].n === 0;
    });
    letGo();
    await eventually("all are done", async () => (await doneOf("bulk")) === 61);
    expect(odoo.calls[0]).toEqual(["first"]);
    const sizes = odoo.calls.slice(1).map((numbers) => numbers.length);
    expect(Math.max(...sizes)).toBe(20);
    expect(sizes.length).toBeLessThan(8);
  });
});

describe("a document that cannot be stored", () => {
  it("becomes an exception, and the others continue", async () => {
    const odoo = fakeOdoo();
    const spoiling: typeof odoo.apply = async (batch) => {
      const results = await odoo.apply(batch);
      // PostgreSQL's JSON refuses this name. Odoo would not send it, but an internal error could.
      return results.map((result) =>
        result.key.endsWith("00777")
          ? { ...result, records: [{ ref: null, model: "purchase.order", id: 1, name: "\0" }] }
          : result,
      );
    };
    const bad = "standard-00777";
    await enter([
      ...Array.from({ length: 5 }, () => document("standard", { contends: "same" })),
      document("standard", { contends: "same", number: bad, key: bad }),
      ...Array.from({ length: 5 }, () => document("standard", { contends: "same" })),
    ]);
    await startPipeline({
      journal: store.journal,
      amqpUrl: broker.url,
      odoo: { ...odoo, read: odoo.read, apply: spoiling },
    });
    await eventually("ten are done", async () => (await doneOf("standard")) === 10);
    const { rows } = await store.database.query(
      "select document_number, state, reason_code from document where state <> 'done'",
    );
    expect(rows).toEqual([{ document_number: bad, state: "attention", reason_code: "INTERNAL_ERROR" }]);
  });
});
