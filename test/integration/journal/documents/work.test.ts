import { beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import type { Membership } from "../../../../sidecar/engine/ports/journal/upkeep.ts";
import type { Document, NewDocument, Outcome } from "../../../../sidecar/engine/records.ts";
import { createMembership } from "../../../../sidecar/journal/upkeep/members.ts";
import { rememberTopology, replaceTopology } from "../../../../sidecar/journal/upkeep/topology.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument, newMessage } from "../../../support/records.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

const test = useJournal();
beforeEach(async () => {
  await test.database.query("truncate message, document, step, delivery, event, sidecar, topology cascade");
});

async function enter(given: Partial<Omit<NewDocument, "state">> = {}): Promise<Document> {
  const id = await test.journal.insertDocument(newDocument(given));
  return read(id ?? "");
}
async function read(id: string): Promise<Document> {
  const [document] = await test.journal.documentsById([id]);
  if (!document) throw new Error("not there");
  return document;
}
const outcome = (document: Document, given: Partial<Outcome> & Pick<Outcome, "state">): Outcome => ({
  id: document.id,
  revision: document.revision + 1,
  step: { name: "test" },
  ...given,
});
const stepsOf = async (document: Document) =>
  (
    await test.database.query("select name from step where document_id = $1 order by id", [document.id])
  ).rows.map(({ name }) => name);
/** All rows that the relay hands over, none of them marked. */
async function handedOver(limit = 1000) {
  const handed: { kind: string; id: string; connection?: string | null }[] = [];
  await test.journal.relayOnce(limit, async (rows) => {
    handed.push(...rows);
    return new Set();
  });
  return handed;
}
const publishAll = () => test.journal.relayOnce(1000, async (rows) => new Set(rows.map(({ id }) => id)));

describe("a report that Odoo refuses", () => {
  const shown = async () => (await test.journal.unreported(10)).map(({ id }) => id);

  it("is repeated later, while the others are reported immediately", async () => {
    const [refused, other] = [await enter(), await enter()];
    await test.journal.settle(
      [refused, other].map((one) => outcome(one, { state: "attention" })),
      [],
    );
    await test.journal.postponeReport(await read(refused.id));
    expect(await shown()).toEqual([other.id]);
    await test.database.query("update document set report_at = now() where id = $1", [refused.id]);
    expect(await shown()).toEqual([refused.id, other.id]);
  });

  it("waits longer each time, at most an hour; success resets the interval", async () => {
    const document = await enter();
    const waits: number[] = [];
    for (let refusals = 0; refusals < 12; refusals += 1) {
      await test.journal.postponeReport(document);
      const { rows } = await test.database.query(
        "select extract(epoch from report_at - clock_timestamp())::float8 as wait from document where id = $1",
        [document.id],
      );
      waits.push(Math.round(rows[0].wait));
    }
    expect(waits.map((wait) => Math.round(wait / 30))).toEqual([
      1, 2, 4, 8, 16, 32, 64, 120, 120, 120, 120, 120,
    ]);
    await test.journal.markReported([document]);
    const { rows } = await test.database.query("select reports_refused, refused_revision from document");
    expect(rows).toEqual([{ reports_refused: 0, refused_revision: null }]);
  });

  it("does not delay the report of a later change", async () => {
    const document = await enter();
    await test.journal.settle([outcome(document, { state: "waiting" })], []);
    await test.journal.postponeReport(await read(document.id));
    await test.journal.settle([outcome(await read(document.id), { state: "attention" })], []);
    expect(await shown()).toEqual([document.id]);
  });
});

describe("a document that seemed to crash Odoo", () => {
  const blamed = async (failedAlone: number) => {
    const document = await enter();
    const given = { state: "attention", reasonCode: "ODOO_REJECTED", failedAlone } as const;
    await test.journal.settle([outcome(document, given)], []);
    return document;
  };

  it("is retried when Odoo answers again, up to a limit", async () => {
    const [once, often, refused] = [await blamed(3), await blamed(5), await blamed(0)];
    expect(await test.journal.retryBlamed(4)).toBe(1);
    const states = [];
    for (const { id } of [once, often, refused]) states.push((await read(id)).state);
    expect(states).toEqual(["queued", "attention", "attention"]);
    expect(await stepsOf(once)).toEqual(["queued", "test", "try again"]);
    expect(await read(once.id)).toMatchObject({ failedAlone: 3, reasonCode: null, revision: 3 });
  });

  it("starts again without failures when a person retries it", async () => {
    const document = await blamed(5);
    await test.journal.replay({ documentIds: [document.id] }, "tester", 1);
    expect(await read(document.id)).toMatchObject({ state: "queued", failedAlone: 0 });
  });
});

describe("a document that two sidecars process at once", () => {
  it("stays done whatever the slower one records, and is published once", async () => {
    const document = await enter();
    const event = { type: "t", subject: "s", source: "x", data: {}, traceId: document.traceId };
    const done = outcome(document, { state: "done", events: [event] });
    expect([...(await test.journal.settle([done], []))]).toEqual([document.id]);
    for (const state of ["waiting", "attention", "held", "done"] as const)
      expect([...(await test.journal.settle([outcome(document, { state, events: [event] })], []))]).toEqual(
        [],
      );
    expect(await read(document.id)).toMatchObject({ state: "done", revision: 2 });
    expect(await stepsOf(document)).toEqual(["queued", "test"]);
    expect((await handedOver()).filter(({ kind }) => kind === "event")).toHaveLength(1);
  });

  it("is done although a person dismissed it meanwhile, because Odoo has applied it", async () => {
    const document = await enter();
    await test.journal.dismiss(document.key, "tester", "not ours");
    await test.journal.settle([outcome(document, { state: "waiting" })], []);
    expect((await read(document.id)).state).toBe("dismissed");
    await test.journal.settle([outcome(document, { state: "done", reported: true })], []);
    const after = await read(document.id);
    expect([after.state, after.revision]).toEqual(["done", 3]);
    // Odoo shows the dismissal: its row must be reported again.
    expect((await test.journal.unreported(10)).map(({ id }) => id)).toEqual([document.id]);
  });
});

describe("many outcomes at once", () => {
  it("each change only their documents", async () => {
    const [one, other] = [await enter({ links: [{ model: "purchase.order", id: 7 }] }), await enter()];
    await test.journal.settle(
      [
        outcome(one, {
          state: "attention",
          reasonCode: "UNKNOWN_ITEM",
          reason: [textTerm("Which?")],
          attempts: 2,
        }),
        outcome(other, {
          state: "waiting",
          target: "odoo",
          nextAttemptAt: new Date("2030-01-01T00:00:00Z"),
        }),
      ],
      [],
    );
    expect(inEnglish(await read(one.id))).toMatchObject({
      state: "attention",
      reasonCode: "UNKNOWN_ITEM",
      reason: "Which?",
      attempts: 2,
      wasException: true,
      links: [{ model: "purchase.order", id: 7 }],
    });
    expect(await read(other.id)).toMatchObject({
      state: "waiting",
      reasonCode: null,
      attempts: 0,
      nextAttemptAt: new Date("2030-01-01T00:00:00Z"),
    });
    await test.journal.settle([outcome(await read(one.id), { state: "queued", reasonCode: null })], []);
    expect(inEnglish(await read(one.id))).toMatchObject({ reasonCode: null, reason: "Which?", attempts: 2 });
  });

  it("are all recorded or none", async () => {
    const [one, other] = [await enter(), await enter()];
    const bad = outcome(other, { state: "nonsense" as "done" });
    await expect(test.journal.settle([outcome(one, { state: "done" }), bad], [])).rejects.toThrow();
    expect((await read(one.id)).state).toBe("queued");
  });
});

describe("documents stored together", () => {
  it("keep their order, and a repeated key is stored once", async () => {
    const [stored] = await test.journal.insertMessages([newMessage()]);
    const documents = ["a", "b", "a", "c"].map((key, index) => newDocument({ key, number: String(index) }));
    await test.journal.decodeTogether([stored?.id ?? ""], async () => ({
      documents,
      deliveries: [],
      events: [],
      step: { name: "decoded" },
    }));
    const { rows } = await test.database.query("select document_number from document order by sequence");
    expect(rows.map((row) => row.document_number)).toEqual(["0", "1", "3"]);
  });
});

describe("a held document that a person lets pass", () => {
  const held = async () => {
    const [first, second, third] = [
      await enter({ aggregate: "a" }),
      await enter({ aggregate: "a" }),
      await enter({ aggregate: "a" }),
    ];
    await test.journal.settle([outcome(first, { state: "attention" })], []);
    for (const one of [second, third])
      await test.journal.settle([outcome(one, { state: "held", heldBehind: first.id })], []);
    return { first, second, third };
  };

  it("passes the document it was held behind; later ones do not", async () => {
    const { first, second, third } = await held();
    expect((await read(second.id)).heldBehindKey).toBe(first.key);
    expect(await test.journal.letPass(second.key, "ada")).toBe(true);
    expect(await read(second.id)).toMatchObject({ state: "queued", heldBehind: null, heldBehindKey: null });
    const blockers = await test.journal.blockers([first, second, third].map(({ id }) => id));
    expect(Object.fromEntries(blockers)).toEqual({ [third.id]: first.id });
    expect(await stepsOf(second)).toEqual(["queued", "test", "let pass"]);
    const { rows } = await test.database.query(
      "select actor, action, subject, detail from audit where subject = $1",
      [second.id],
    );
    expect(rows).toEqual([
      { actor: "ada", action: "document.pass", subject: second.id, detail: { aheadOf: first.id } },
    ]);
  });

  it("must be held behind another one", async () => {
    const { first, second } = await held();
    const early = await enter({ aggregate: "early" });
    await test.journal.settle([outcome(early, { state: "held", target: "invoice/1" })], []);
    for (const key of [first.key, early.key, "unknown"])
      expect(await test.journal.letPass(key, "ada")).toBe(false);
    await test.journal.letPass(second.key, "ada");
    expect(await test.journal.letPass(second.key, "ada")).toBe(false);
    const noted = await test.database.query("select 1 from audit where subject = $1", [second.id]);
    expect(noted.rowCount).toBe(1);
  });
});

describe("messages of one connection", () => {
  const decoded: string[] = [];
  const note = async ({ id }: { id: string }) => {
    decoded.push(id);
    return { documents: [], deliveries: [], events: [], step: { name: "decoded" } };
  };
  const take = async (connection: string | null, count: number) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const [stored] = await test.journal.insertMessages([newMessage({ connection })]);
      ids.push(stored?.id ?? "");
    }
    return ids;
  };

  it.each(["edi-a", null])(
    "(%s) are decoded with all that arrived before them, and no later ones",
    async (connection) => {
      const ids = await take(connection, 4);
      await take("edi-b", 2);
      await publishAll();
      const later = await take(connection, 1); // not published yet
      const asked = [ids[2] ?? ""];
      expect((await test.journal.undecoded(asked)).map(({ id }) => id)).toEqual(ids.slice(0, 3));
      expect((await test.journal.undecoded(later)).map(({ id }) => id)).toEqual([...ids, ...later]);
      expect((await test.journal.undecoded(asked))[0]).toMatchObject({
        connection,
        size: expect.any(Number),
      });
      await test.journal.decodeTogether(ids.slice(0, 2), note);
      expect((await test.journal.undecoded(asked)).map(({ id }) => id)).toEqual([ids[2]]);
    },
  );

  it("are decoded once and in order by two sidecars that get the same ones", async () => {
    decoded.length = 0;
    const ids = await take("edi-a", 6);
    const counts = await Promise.all([
      test.journal.decodeTogether(ids.slice(0, 4), note),
      test.journal.decodeTogether(ids, note),
    ]);
    expect(counts[0] + counts[1]).toBe(6);
    expect(decoded).toEqual(ids);
  });

  it("are published a hundred at a time, next to those of another connection", async () => {
    const many = Array.from({ length: 150 }, () => newMessage({ connection: "edi-a" }));
    await test.journal.insertMessages(many);
    await take("edi-b", 2);
    await take(null, 1);
    const count = (rows: Awaited<ReturnType<typeof handedOver>>) =>
      Object.fromEntries(
        [...Map.groupBy(rows, ({ connection }) => connection ?? "none")].map(([name, some]) => [
          name,
          some.length,
        ]),
      );
    expect(count(await handedOver())).toEqual({ "edi-a": 100, "edi-b": 2, none: 1 });
    await publishAll();
    expect(await handedOver()).toEqual([]);
    const { rows } = await test.database.query(
      "select id from message where connection = 'edi-a' and published_at is not null order by received_at, id limit 30",
    );
    await test.journal.decodeTogether(
      rows.map(({ id }) => id),
      note,
    );
    expect(count(await handedOver())).toEqual({ "edi-a": 30 });
  });
});

describe("the relay", () => {
  it("publishes critical documents first, and some of every lane", async () => {
    for (let index = 0; index < 5; index += 1) await enter({ lane: "bulk" });
    for (let index = 0; index < 3; index += 1) await enter({ lane: "standard" });
    await enter({ lane: "critical", contends: "stock/a" });
    const lanes = (await handedOver(2)).map((row) => (row as unknown as { lane: string }).lane);
    expect(lanes).toEqual(["critical", "standard", "standard", "bulk", "bulk"]);
    expect((await handedOver(2))[0]).toMatchObject({ contends: "stock/a" });
  });
});

describe("a reference that was lost on its way to a worker", () => {
  const age = (seconds: number) =>
    test.database.query(
      `update document set published_at = clock_timestamp() - interval '${seconds} seconds'`,
    );

  it("is published again soon if the broker's queues are empty, and otherwise later", async () => {
    await enter({ lane: "standard" });
    await enter({ lane: "standard", contends: "stock/a" });
    await publishAll();
    expect(await test.journal.republishLost(["standard", "contended"])).toBe(0);
    await age(31);
    expect(await test.journal.republishLost(["decode", "bulk"])).toBe(0);
    expect(await test.journal.republishLost(["standard"])).toBe(1);
    expect(await test.journal.republishLost(["contended"])).toBe(1);
    await publishAll();
    await age(901);
    expect(await test.journal.republishLost([])).toBe(2);
  });
});

describe("sidecars", () => {
  it("are listed by their running time, and removed when they stop or do not respond", async () => {
    const ids = ["2", "1", "3"].map((digit) => `00000000-0000-7000-8000-00000000000${digit}`);
    const [first, second, third] = ids.map((id) => createMembership(test.url, id)) as [
      Membership,
      Membership,
      Membership,
    ];
    expect(await first.beat()).toEqual(ids.slice(0, 1));
    expect(await second.beat()).toEqual(ids.slice(0, 2));
    expect(await third.beat()).toEqual(ids);
    expect(await first.beat()).toEqual(ids);
    // A process that is killed leaves its row, and no connection.
    await test.database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1",
      [`suture ${ids[0]}`],
    );
    await eventually("the first is missed", async () => (await second.beat()).length === 2);
    await test.database.query("update sidecar set seen_at = seen_at - interval '11 seconds' where id = $1", [
      ids[2],
    ]);
    expect(await second.beat()).toEqual([ids[1]]);
    expect(await eventually("the first is back", () => first.beat().catch(() => null))).toEqual([
      ids[1],
      ids[0],
    ]);
    await second.leave();
    expect(await first.beat()).toEqual([ids[0]]);
    await Promise.all([first.leave(), third.leave()]);
  });
});

describe("the recorded queues", () => {
  it("are stored; when they are deleted, unprocessed references are published again", async () => {
    await enter();
    const done = await enter();
    await test.journal.settle([outcome(done, { state: "done" })], []);
    await publishAll();
    expect(await rememberTopology(test.database, { standard: 4 })).toBeNull();
    expect(await handedOver()).toHaveLength(1);
    await publishAll();
    expect(await rememberTopology(test.database, { standard: 6 })).toEqual({ standard: 4 });
    expect(await handedOver()).toEqual([]);
    await replaceTopology(test.database, { standard: 4, other: 1 });
    expect(await rememberTopology(test.database, {})).toEqual({ standard: 4, other: 1 });
  });
});

describe("documents that are marked as published", () => {
  it("are locked in the order of their ids, so that work that has begun on them is not aborted by a deadlock", async () => {
    const [first, second] = [await enter(), await enter()].toSorted((one, other) =>
      one.id < other.id ? -1 : 1,
    );
    if (!first || !second) throw new Error("not there");
    // In the table, the first row now follows the second.
    await test.database.query("update document set note = null where id = $1", [first.id]);
    const worker = await test.database.connect();
    try {
      await worker.query("begin");
      const lock = (id: string) => worker.query("select id from document where id = $1 for update", [id]);
      const relayed = test.journal.relayOnce(1000, async (rows) => {
        await lock(first.id);
        return new Set(rows.map(({ id }) => id));
      });
      await eventually("the relay waits for the worker", async () => {
        const { rows } = await test.database.query("select 1 from pg_locks where not granted");
        return rows.length > 0;
      });
      await lock(second.id);
      await worker.query("commit");
      expect(await relayed).toMatchObject({ failed: 0 });
    } finally {
      worker.release();
    }
  });
});
