import { describe, expect, it } from "vitest";
import type { Acknowledgement } from "../../../../sidecar/documents/acknowledgement.ts";
import type { NewCorrection } from "../../../../sidecar/engine/ports/journal/operators.ts";
import type { Document } from "../../../../sidecar/engine/records.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument } from "../../../support/records.ts";
import { tinyDocument } from "../../../support/tiny.ts";

const test = useJournal();
let count = 0;

async function read(id: string): Promise<Document> {
  const [document] = await test.journal.documentsById([id]);
  if (!document) throw new Error("not there");
  return document;
}

/** A document in a state, as its flow or a person has left it. */
async function given(
  state: Document["state"],
  about: Parameters<typeof newDocument>[0] = {},
): Promise<Document> {
  count += 1;
  const id = await test.journal.insertDocument(
    newDocument({ input: tinyDocument(`C${count}`, "a"), aggregate: `correct/${count}`, ...about }),
  );
  if (id === null) throw new Error("not entered");
  const outcome = { id, state, revision: 2, step: { name: "test" } } as const;
  if (state !== "queued") await test.journal.settle([outcome], []);
  return read(id);
}

const content = (number: string): Acknowledgement => tinyDocument(number, "b");
const correction = (document: Document, more: Partial<NewCorrection> = {}): NewCorrection => ({
  documentId: document.id,
  content: content("MENDED"),
  contentHash: "another hash",
  flow: "tiny",
  lane: "bulk",
  type: "Acknowledgement",
  number: "MENDED",
  aggregate: "correct/mended",
  changes: [{ pointer: "/id", from: "C", to: "MENDED" }],
  reason: "Mistyped.",
  actor: "Ann",
  request: null,
  asNewVersion: false,
  ...more,
});

const steps = async (id: string) => (await test.journal.stepsOfDocument(id)).map(({ name }) => name);
const inputOf = async (id: string) =>
  (await test.database.query("select input from document where id = $1", [id])).rows[0]?.input;

describe("a correction", () => {
  it.each(["attention", "waiting", "held"] as const)(
    "of a document in %s is processed; the original does not change",
    async (state) => {
      const document = await given(state);
      expect(await test.journal.correct(correction(document))).toEqual({ id: document.id, number: 1 });
      const after = await read(document.id);
      expect(after).toMatchObject({
        state: "queued",
        input: content("MENDED"),
        contentHash: "another hash",
        flow: "tiny",
        lane: "bulk",
        number: "MENDED",
        aggregate: "correct/mended",
        key: document.key,
        attempts: 0,
      });
      expect(after.revision).toBeGreaterThan(document.revision);
      expect(await inputOf(document.id)).toEqual(document.input);
      expect(await test.journal.originalOf(document.id)).toEqual(document.input);
      expect(await steps(document.id)).toEqual(["queued", "test", "corrected", "try again"]);
      const audited = await test.database.query("select * from audit where subject = $1", [document.id]);
      expect(audited.rows).toMatchObject([
        { actor: "Ann", action: "document.correct", detail: { number: 1, pointers: ["/id"] } },
      ]);
      // The audit log contains the locations of the differences, not the values.
      expect(JSON.stringify(audited.rows)).not.toContain("MENDED");
    },
  );

  it.each([
    ["queued", "busy"],
    ["processing", "busy"],
    ["done", "finished"],
    ["dismissed", "finished"],
  ] as const)("of a document that is %s is refused", async (state, refused) => {
    const document = await given(state);
    expect(await test.journal.correct(correction(document))).toEqual({ refused });
    expect(await read(document.id)).toEqual(document);
    expect(await test.journal.correctionsOf(document.id)).toEqual([]);
  });

  it("can follow another, and is stored once per request", async () => {
    const document = await given("attention");
    const first = correction(document, { request: `outbox/${document.id}` });
    await test.journal.correct(first);
    expect(await test.journal.correct(first)).toEqual({ id: document.id, number: 1 });
    await test.journal.settle(
      [{ id: document.id, state: "attention", revision: 9, step: { name: "x" } }],
      [],
    );
    await test.journal.correct(correction(document, { content: content("AGAIN"), reason: "Still wrong." }));
    const kept = await test.journal.correctionsOf(document.id);
    expect(kept).toMatchObject([
      { number: 1, by: "Ann", reason: "Mistyped." },
      { number: 2, reason: "Still wrong." },
    ]);
    expect((await read(document.id)).input).toEqual(content("AGAIN"));
    expect(await inputOf(document.id)).toEqual(document.input);
  });

  it("is stored once after two concurrent requests", async () => {
    const document = await given("attention");
    const both = await Promise.all([1, 2].map(() => test.journal.correct(correction(document))));
    expect(both).toContainEqual({ id: document.id, number: 1 });
    expect(both).toContainEqual({ refused: "busy" });
  });

  it("adds content to a document that could not be read; decoding the message again does not change it", async () => {
    const key = `unread/${count}`;
    const unread = await given("attention", { input: null, key, flow: null });
    await test.journal.correct(correction(unread));
    await test.journal.insertDocument(newDocument({ key, input: content("READ AGAIN") }));
    expect((await read(unread.id)).input).toEqual(content("MENDED"));
    expect(await inputOf(unread.id)).toBeNull();
  });

  it("and the decoded content cannot be changed in the tables, only emptied after the retention period", async () => {
    const document = await given("attention");
    await test.journal.correct(correction(document));
    const change = (sql: string) => test.database.query(sql, [document.id]);
    await expect(change(`update document set input = '{"type": "x"}' where id = $1`)).rejects.toThrow(
      /never changed/,
    );
    await expect(change("update correction set reason = 'other' where document_id = $1")).rejects.toThrow(
      /never changed/,
    );
    await expect(change(`update correction set content = '{}' where document_id = $1`)).rejects.toThrow(
      /never changed/,
    );
    await change("update correction set content = null, changes = null where document_id = $1");
    await change("update document set input = null where id = $1");
    expect(await test.journal.correctionsOf(document.id)).toMatchObject([{ number: 1, changes: [] }]);
  });
});

describe("a new version", () => {
  it.each(["done", "dismissed"] as const)("of a document that is %s gets its own key", async (state) => {
    const document = await given(state);
    const [next = ""] = await test.journal.enterVersions([document.id], "Ann", "Lost in Odoo.");
    expect(await read(next)).toMatchObject({
      key: `${document.key}~v2`,
      version: 2,
      supersedes: document.id,
      state: "queued",
      input: document.input,
      aggregate: document.aggregate,
      contentHash: document.contentHash,
    });
    expect((await read(document.id)).state).toBe(state);
    expect(await steps(document.id)).toContain("entered again");
    expect(await steps(next)).toEqual(["version 2"]);
    const audited = await test.database.query("select * from audit where subject = $1", [document.id]);
    expect(audited.rows).toMatchObject([
      { action: "document.version", detail: { version: 2, entered: next, reason: "Lost in Odoo." } },
    ]);
  });

  it("is created once after a repeated request, and can be followed by another", async () => {
    const document = await given("done");
    const both = await Promise.all(
      [1, 2].map(() => test.journal.enterVersions([document.id], "Ann", "Twice.")),
    );
    const [second = "", ...more] = both.flat();
    expect(more).toEqual([]);
    expect(await test.journal.enterVersions([document.id, second], "Ann", "Not done yet.")).toEqual([]);
    await test.journal.settle([{ id: second, state: "done", revision: 2, step: { name: "x" } }], []);
    const [third = ""] = await test.journal.enterVersions([second], "Ann", "Again.");
    const chain = [1, 2, 3].map((version) => ({
      version,
      key: version === 1 ? document.key : `${document.key}~v${version}`,
    }));
    for (const id of [document.id, second, third])
      expect(await test.journal.versionsOf(id)).toMatchObject(chain);
    const latest = await test.journal.documentsMatching(
      { documentIds: [document.id, second, third], latest: true },
      ["done", "queued"],
      10,
      null,
    );
    expect(latest.map(({ id }) => id)).toEqual([third]);
  });

  it("waits behind an unfinished document of the aggregate, and is not created from an unfinished one", async () => {
    const done = await given("done");
    const open = await given("attention", { aggregate: done.aggregate });
    const [next = ""] = await test.journal.enterVersions([open.id, done.id], "Ann", "x");
    expect((await read(next)).supersedes).toBe(done.id);
    expect(Object.fromEntries(await test.journal.blockers([next]))).toEqual({ [next]: open.id });
    expect(await test.journal.unfinishedOf(done.aggregate, "inbound", null)).toBe(open.id);
    expect(await test.journal.unfinishedOf(done.aggregate, "inbound", done.sequence)).toBeNull();
  });

  it("can be corrected when it is created", async () => {
    const document = await given("done");
    const outcome = await test.journal.correct(correction(document, { asNewVersion: true }));
    if ("refused" in outcome) throw new Error(outcome.refused);
    expect(await read(outcome.id)).toMatchObject({ version: 2, state: "queued", input: content("MENDED") });
    expect(await test.journal.originalOf(outcome.id)).toEqual(document.input);
    expect((await read(document.id)).input).toEqual(document.input);
    expect(await test.journal.correct(correction(document, { asNewVersion: true }))).toEqual({
      refused: "superseded",
    });
  });

  it("is not created from a document that could not be read", async () => {
    const unread = await given("dismissed", { input: null });
    expect(await test.journal.correct(correction(unread, { asNewVersion: true }))).toEqual({
      refused: "unread",
    });
  });
});

describe("the permission to pass", () => {
  it("releases one held document permanently, and no other", async () => {
    const first = await given("attention", { aggregate: "pass" });
    const [second, third] = [
      await given("queued", { aggregate: "pass" }),
      await given("queued", { aggregate: "pass" }),
    ];
    for (const { id } of [second, third])
      await test.journal.settle(
        [{ id, state: "held", revision: 2, heldBehind: first.id, step: { name: "held" } }],
        [],
      );
    expect(await test.journal.letPass(third.key, "Ann")).toBe(true);
    expect(await read(third.id)).toMatchObject({ state: "queued", heldBehind: null });
    expect(Object.fromEntries(await test.journal.blockers([second.id, third.id]))).toEqual({
      [second.id]: first.id,
    });
    expect(await steps(third.id)).toContain("let pass");
    expect(await test.journal.letPass(third.key, "Ann")).toBe(false);
    expect(await test.journal.letPass(first.key, "Ann")).toBe(false);
    const audited = await test.database.query("select action, detail from audit where subject = $1", [
      third.id,
    ]);
    expect(audited.rows).toEqual([{ action: "document.pass", detail: { aheadOf: first.id } }]);
  });
});

describe("a filter of documents", () => {
  it("applies all its criteria, oldest first, page by page", async () => {
    const connection = "edi-paged";
    const found = [await given("attention", { connection }), await given("attention", { connection })];
    await given("done", { connection });
    const page = (after: string | null) =>
      test.journal.documentsMatching({ connection }, ["attention"], 1, after);
    expect((await page(null)).map(({ id }) => id)).toEqual([found[0]?.id]);
    expect((await page(found[0]?.id ?? null)).map(({ id }) => id)).toEqual([found[1]?.id]);
    expect(await page(found[1]?.id ?? null)).toEqual([]);
  });
});
