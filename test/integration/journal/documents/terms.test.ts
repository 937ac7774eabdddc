import { describe, expect, it } from "vitest";
import { adviceTerm, reasonTerm } from "../../../../sidecar/catalogue/reason-terms.ts";
import { rejectionReason } from "../../../../sidecar/engine/apply/outcomes.ts";
import type { Document, Outcome } from "../../../../sidecar/engine/records.ts";
import { told } from "../../../../sidecar/terms/told.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument } from "../../../support/records.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

const test = useJournal();

const read = async (id: string): Promise<Document> => {
  const [document] = await test.journal.documentsById([id]);
  if (!document) throw new Error("not there");
  return document;
};

/** A document before a person, unless something else is given. */
async function troubled(given: Partial<Outcome> = {}): Promise<Document> {
  const id = (await test.journal.insertDocument(newDocument())) ?? "";
  const said = {
    reason: [reasonTerm("UNKNOWN_ITEM"), textTerm("Line 1.")],
    suggestion: [adviceTerm("UNKNOWN_ITEM")],
  };
  const step = { name: "test" };
  const outcome = {
    id,
    state: "attention",
    revision: 2,
    reasonCode: "UNKNOWN_ITEM",
    ...said,
    step,
  } as const;
  await test.journal.settle([{ ...outcome, ...given }], []);
  return read(id);
}

/** The columns as they are stored. */
async function stored(id: string) {
  const found = await test.database.query(
    `select reason, reason_terms, suggestion, suggestion_terms, note, note_terms from document where id = $1`,
    [id],
  );
  return found.rows[0];
}

describe("the texts about a document", () => {
  it("are stored as terms, and in English for searches in the journal", async () => {
    const document = await troubled({ note: [textTerm("Half of it.")] });
    const reason = [reasonTerm("UNKNOWN_ITEM"), told("as-it-was", { text: "Line 1." })];
    expect(document).toMatchObject({ reason, suggestion: [adviceTerm("UNKNOWN_ITEM")] });
    const row = await stored(document.id);
    expect(row).toMatchObject({ reason: inEnglish(reason), reason_terms: reason, note: "Half of it." });
    const found = await test.database.query(
      "select id from document where reason like '%Line 1.%' and id = $1",
      [document.id],
    );
    expect(found.rows).toHaveLength(1);
  });

  it("remain readable where an earlier version stored a sentence", async () => {
    const { id } = await troubled();
    await test.database.query(
      `update document set reason = 'Old words.', reason_terms = null, note = 'Old note.', note_terms = null where id = $1`,
      [id],
    );
    const text = (words: string) => [told("as-it-was", { text: words })];
    expect(await read(id)).toMatchObject({ reason: text("Old words."), note: text("Old note.") });
    // What an earlier version cleared is gone, whatever the terms beside it.
    await test.database.query("update document set suggestion = null where id = $1", [id]);
    expect((await read(id)).suggestion).toBeNull();
  });

  it("stays readable where an earlier version stored the texts of findings as sentences", async () => {
    const known = { code: "UNKNOWN_ITEM", field: "item", text: reasonTerm("UNKNOWN_ITEM") } as const;
    const { id, key } = await troubled({ findings: [known] });
    const old = { code: "PRICE_VARIANCE", field: "price", theirs: "5", acceptable: true, text: "Too dear." };
    await test.database.query("update document set findings = $2, changes = $3 where id = $1", [
      id,
      JSON.stringify([known, old, { ...old, text: "" }]),
      JSON.stringify([old]),
    ]);
    const { findings, changes } = await read(id);
    const said = { ...old, text: textTerm("Too dear.") };
    expect(findings).toEqual([known, said, { ...old, text: textTerm("") }]);
    expect(changes).toEqual([said]);
    const decision = { messageKey: key, actor: "Ann", reason: "", request: `accept/${id}` };
    const { code, field, theirs } = { ...old, code: "PRICE_VARIANCE" as const };
    expect(await test.journal.accept(decision, [{ code, field, theirs }])).toBeNull();
    const steps = await test.database.query(
      "select detail from step where document_id = $1 and name = 'accepted'",
      [id],
    );
    expect(steps.rows[0].detail).toContain("Too dear.");
  });

  it("are replaced, and deleted when the document is retried, dismissed or expired", async () => {
    const one = await troubled({ note: [textTerm("Half of it.")] });
    await test.journal.dismiss(one.key, "Ann", "Not ours.");
    expect(inEnglish((await read(one.id)).note)).toBe("Dismissed. Reason given: Not ours.");
    const other = await troubled();
    await test.journal.replay({ documentIds: [other.id] }, "Ann", 1);
    expect(await stored(other.id)).toMatchObject({
      reason: null,
      reason_terms: null,
      suggestion_terms: null,
    });
  });

  it("are limited in number and length", async () => {
    const reason = Array.from({ length: 80 }, (_, index) => textTerm(`Line ${index}.`));
    const document = await troubled({
      reason: [...reason.slice(0, 79), textTerm("x".repeat(10_000))],
      note: [textTerm("y".repeat(10_000))],
    });
    expect(document.reason).toHaveLength(51);
    expect(document.reason?.at(-1)).toEqual(told("and-more", { count: 30 }));
    expect((await stored(document.id)).note.length).toBeLessThan(2100);
  });

  it("of an overdue acknowledgement are the catalogue's term", async () => {
    const id = (await test.journal.insertDocument(newDocument({ direction: "outbound" }))) ?? "";
    await test.database.query(
      `update document set state = 'done', acknowledgement = 'awaited', due_at = now() - interval '1 hour' where id = $1`,
      [id],
    );
    expect(await test.journal.raiseOverdue(rejectionReason("ACKNOWLEDGEMENT_OVERDUE"))).toBeGreaterThan(0);
    const reason = [reasonTerm("ACKNOWLEDGEMENT_OVERDUE")];
    expect(await read(id)).toMatchObject({ state: "attention", reason });
  });
});
