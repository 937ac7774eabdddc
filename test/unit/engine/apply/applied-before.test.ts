import { describe, expect, it } from "vitest";
import { appliedBefore, appliedReads } from "../../../../sidecar/engine/apply/applied-before.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";

const document = queuedDocument({ number: "1", revision: 3 });
const known = (hash: string, exchange?: object) => ({
  "applied.keys": [
    { id: 1, key: "tiny/other", content_hash: "x" },
    { id: 2, key: document.key, content_hash: hash },
  ],
  "applied.exchanges": exchange ? [{ id: 8, message_key: document.key, ...exchange }] : [],
});

describe("what Odoo has applied before", () => {
  it("is read by the keys of the whole batch, with a sufficient limit", () => {
    const documents = [queuedDocument({ key: "a" }), queuedDocument({ key: "b" })];
    for (const request of Object.values(appliedReads(documents))) {
      expect(request.domain[0]?.[2]).toEqual(["a", "b"]);
      expect(request.limit).toBe(2);
    }
  });

  it.each([
    ["nothing is known", {}],
    ["other keys are known", { "applied.keys": [{ id: 1, key: "tiny/11", content_hash: "x" }] }],
  ])("is null when %s", (_what, answer) => expect(appliedBefore(document, answer)).toBeNull());

  it("is the stored outcome of the same content", () => {
    const changes = [{ code: "DATE_SLIP", field: "date", text: "Later." }];
    const note = [{ term: "told.as-it-was", parameters: { text: "Updated." } }];
    const exchange = { note_terms: note, changes_data: changes, res_model: "purchase.order", res_id: 5 };
    expect(appliedBefore(document, known(document.contentHash, exchange))).toMatchObject({
      id: document.id,
      revision: 4,
      state: "done",
      reported: true,
      reasonCode: null,
      note,
      changes,
      links: [{ model: "purchase.order", id: 5 }],
    });
  });

  it.each([
    ["is gone", undefined],
    ["is about no record", { note_terms: false, changes_data: false, res_model: false, res_id: 0 }],
  ])("is done also if the exchange %s", (_what, exchange) => {
    const outcome = appliedBefore(document, known(document.contentHash, exchange));
    expect(outcome).toMatchObject({ state: "done", note: null, changes: [] });
    expect(outcome).not.toHaveProperty("links");
  });

  it("is an exception when the content differs", () => {
    expect(appliedBefore(document, known("another hash"))).toMatchObject({
      state: "attention",
      reasonCode: "DUPLICATE_CONTENT_DIFFERS",
    });
  });
});
