import { describe, expect, it } from "vitest";
import { closingIn } from "../../../../sidecar/engine/model/closing.ts";
import type { Document } from "../../../../sidecar/engine/records.ts";
import type { Finding } from "../../../../sidecar/flows/flow.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument } from "../../../support/records.ts";
import { tinyDocument } from "../../../support/tiny.ts";
import { textTerm } from "../../../support/told.ts";

const test = useJournal();
let count = 0;

const price: Finding = {
  code: "PRICE_VARIANCE",
  line: "1",
  field: "price",
  ours: "4.50",
  theirs: "5.25",
  text: textTerm("Too dear."),
  acceptable: true,
};
const item: Finding = {
  code: "UNKNOWN_ITEM",
  line: "2",
  field: "item",
  theirs: "HM-9",
  text: textTerm("Unknown."),
};

async function read(id: string): Promise<Document> {
  const [document] = await test.journal.documentsById([id]);
  if (!document) throw new Error("not there");
  return document;
}

async function given(state: Document["state"], aggregate = `decide/${count}`): Promise<Document> {
  count += 1;
  const input = tinyDocument(`D${count}`, "a");
  const id = (await test.journal.insertDocument(newDocument({ input, aggregate }))) ?? "";
  const reason = [textTerm("Too dear.")];
  const trouble = { reasonCode: "PRICE_VARIANCE" as const, reason, findings: [price, item] };
  const outcome = {
    id,
    state,
    revision: 2,
    ...(state === "attention" && trouble),
    step: { name: "test" },
  };
  if (state !== "queued") await test.journal.settle([outcome], []);
  return read(id);
}

const decision = (document: Document, request = `row/${document.id}`) => ({
  messageKey: document.key,
  actor: "Ann",
  reason: "Agreed by telephone.",
  request,
});
const steps = async (id: string) => (await test.journal.stepsOfDocument(id)).map(({ name }) => name);
const audited = async (id: string) =>
  (await test.database.query("select actor, action from audit where subject = $1 order by id", [id])).rows;

describe("an acceptance", () => {
  it("retries the document with the accepted findings, and records the person", async () => {
    const document = await given("attention");
    expect(await test.journal.accept(decision(document), [price])).toBeNull();
    const after = await read(document.id);
    const { code, line, field, ours, theirs } = price;
    expect(after).toMatchObject({ state: "queued", accepted: [{ code, line, field, ours, theirs }] });
    expect(await steps(document.id)).toEqual(["queued", "test", "accepted", "try again"]);
    expect(await audited(document.id)).toEqual([{ actor: "Ann", action: "document.accept" }]);
  });

  it("by a repeated row has no further effect", async () => {
    const document = await given("attention");
    await test.journal.accept(decision(document), [price]);
    const trouble = { reasonCode: "PRICE_VARIANCE" as const, findings: [price] };
    const revision = (await read(document.id)).revision + 1;
    await test.journal.settle(
      [{ id: document.id, state: "attention", revision, ...trouble, step: { name: "test" } }],
      [],
    );
    expect(await test.journal.accept(decision(document), [price])).toBeNull();
    expect((await read(document.id)).state).toBe("attention");
  });

  it.each<[string, Document["state"], readonly Finding[], string]>([
    ["what says something else by now", "attention", [{ ...price, theirs: "5.30" }], "changed"],
    ["what nobody may accept", "attention", [item], "changed"],
    ["what is done", "done", [price], "finished"],
    ["what was dismissed", "dismissed", [price], "finished"],
    ["what is on its way", "queued", [price], "busy"],
  ])("%s is refused and changes nothing", async (_what, state, wished, refusal) => {
    const document = await given(state);
    expect(await test.journal.accept(decision(document), wished)).toBe(refusal);
    expect(await read(document.id)).toMatchObject({ state, accepted: [], revision: document.revision });
  });
});

describe("the undo of a dismissal", () => {
  it("makes the document an exception again, with its reason", async () => {
    const document = await given("attention");
    await test.journal.dismiss(document.key, "Ann", "By mistake.", "row/dismiss");
    expect((await read(document.id)).state).toBe("dismissed");
    expect(await test.journal.reopen(decision(document))).toBeNull();
    const after = await read(document.id);
    expect(after).toMatchObject({
      state: "attention",
      reasonCode: "PRICE_VARIANCE",
      note: null,
      doneAt: null,
    });
    expect((await test.journal.unreported(100)).map(({ id }) => id)).toContain(document.id);
    expect(await steps(document.id)).toContain("dismissal undone");
    expect(await audited(document.id)).toEqual([
      { actor: "Ann", action: "document.dismiss" },
      { actor: "Ann", action: "document.reopen" },
    ]);
  });

  it("lets a document that was being processed continue", async () => {
    const document = await given("queued");
    await test.journal.dismiss(document.key, "Ann", "By mistake.");
    await test.journal.reopen(decision(document));
    expect((await read(document.id)).state).toBe("queued");
  });

  it("is not reverted by a repeated row of the dismissal, and has no second effect", async () => {
    const document = await given("attention");
    await test.journal.dismiss(document.key, "Ann", "By mistake.", "row/first");
    await test.journal.reopen(decision(document, "row/undo"));
    expect(await test.journal.dismiss(document.key, "Ann", "By mistake.", "row/first")).toBe(false);
    expect((await read(document.id)).state).toBe("attention");
    await test.journal.dismiss(document.key, "Ann", "Now really.", "row/second");
    expect(await test.journal.reopen(decision(document, "row/undo"))).toBeNull();
    expect((await read(document.id)).state).toBe("dismissed");
  });

  it("of an exception that Suture closed is possible even if a later document of the aggregate is done", async () => {
    const document = await given("attention", "decide/closed");
    const closing = closingIn({ cause: "superseded", document: "EX000002", reason_code: "PRICE_VARIANCE" });
    const close = (request: string, as = closing) =>
      test.journal.dismiss(document.key, "Suture", "Closed.", request, as);
    expect(await close("row/other", closing && { ...closing, reasonCode: "QUANTITY_OVER" })).toBe(false);
    expect((await read(document.id)).state).toBe("attention");
    expect(await close("row/close")).toBe(true);
    expect(await read(document.id)).toMatchObject({ state: "dismissed", note: [closing?.note] });
    await given("done", "decide/closed");
    expect(await test.journal.reopen(decision(document))).toBeNull();
    expect(await read(document.id)).toMatchObject({ state: "attention", note: null });
    expect(await close("row/close")).toBe(false);
  });

  it("does not close what is no longer an exception", async () => {
    const document = await given("queued");
    const closing = closingIn({ cause: "superseded", document: "EX000002", reason_code: "PRICE_VARIANCE" });
    expect(await test.journal.dismiss(document.key, "Suture", "Closed.", "row/close", closing)).toBe(false);
    expect((await read(document.id)).state).toBe("queued");
  });

  it("is refused when a later document of the aggregate is done, or a new version exists", async () => {
    const document = await given("attention", "decide/together");
    await test.journal.dismiss(document.key, "Ann", "By mistake.");
    await given("done", "decide/together");
    expect(await test.journal.reopen(decision(document))).toBe("overtaken");
    const other = await given("dismissed");
    await test.journal.enterVersions([other.id], "Ann", "Again.");
    expect(await test.journal.reopen(decision(other))).toBe("superseded");
    const open = await given("attention");
    expect(await test.journal.reopen(decision(open))).toBe("open");
    expect(await test.journal.reopen(decision(await given("done")))).toBe("finished");
  });
});
