import { describe, expect, it } from "vitest";
import type { ExchangeReport } from "../../../sidecar/engine/ports/odoo.ts";
import { exchangeRow } from "../../../sidecar/odoo/exchange-row.ts";
import { queuedDocument } from "../../support/memory-journal.ts";
import { tinyDocument } from "../../support/tiny.ts";
import { textTerm } from "../../support/told.ts";

const at = new Date("2026-11-20T10:00:00.987Z");
const waiting = queuedDocument({
  number: "1",
  state: "waiting",
  reasonCode: "CONFLICT",
  reason: [textTerm("Changed meanwhile.")],
  nextAttemptAt: at,
  attempts: 2,
  revision: 5,
  links: [{ model: "purchase.order", id: 3, name: "P00003" }],
});
const row = (given: Partial<ExchangeReport>) =>
  exchangeRow({ document: waiting, outcome: null, doneAt: null, ...given });

describe("the row that Odoo shows", () => {
  it("is the journal's document, with times in UTC to the second, and links without names", () => {
    expect(row({})).toMatchObject({
      message_key: "tiny/1",
      revision: 5,
      state: "waiting",
      reason_code: "CONFLICT",
      attempts: 2,
      next_attempt_at: "2026-11-20T10:00:00Z",
      done_at: null,
      links: [{ model: "purchase.order", id: 3 }],
      payload: tinyDocument("1", "1"),
    });
  });

  it("contains what is stored for display of a document that no flow handles", () => {
    const shown = tinyDocument("2", "2");
    expect(row({ document: { ...waiting, input: null, shown } })).toMatchObject({ payload: shown });
    expect(row({ document: { ...waiting, input: null } })).toMatchObject({ payload: null });
  });

  it("reflects a pending outcome; null is a value, and omitted fields do not change", () => {
    const outcome = { state: "done", revision: 6, reasonCode: null, reason: null, links: [] } as const;
    expect(row({ outcome, doneAt: at })).toMatchObject({
      revision: 6,
      state: "done",
      reason_code: null,
      reason: null,
      attempts: 2,
      next_attempt_at: null,
      done_at: "2026-11-20T10:00:00Z",
      links: [],
    });
  });

  it("names the document that a held one waits behind, and none for one that is about to be done", () => {
    const held = queuedDocument({ number: "2", state: "held", heldBehind: "id-1", heldBehindKey: "tiny/1" });
    expect(row({ document: held })).toMatchObject({ state: "held", held_behind_key: "tiny/1" });
    const outcome = { state: "done", revision: 6 } as const;
    expect(row({ document: held, outcome })).toMatchObject({ state: "done", held_behind_key: null });
  });

  it("keeps the time at which it was first done", () => {
    const document = { ...waiting, doneAt: new Date("2026-11-19T08:00:00Z") };
    expect(row({ document, doneAt: at })).toMatchObject({ done_at: "2026-11-19T08:00:00Z" });
  });

  it.each([
    ["what came in", {}, tinyDocument("1", "1")],
    ["what we made of it", { output: tinyDocument("out", "1") }, tinyDocument("out", "1")],
    [
      "nothing before it is made",
      { input: { type: "OutboxTrigger", key: "k", event: "e", model: "m", id: 1, number: "1" } },
      null,
    ],
    ["nothing where it could not be read", { input: null }, null],
  ] as const)("contains %s", (_what, given, payload) => {
    expect(row({ document: { ...waiting, ...given } as typeof waiting })).toMatchObject({ payload });
  });

  it("contains the answer to a preview, if there is one", () => {
    const preview = { outcome: "duplicate", reason: [textTerm("Done.")] } as const;
    expect(row({ preview })).toMatchObject({
      revision: 5,
      state: "waiting",
      preview: { outcome: "duplicate", reason: [textTerm("Done.")] },
    });
    expect(row({})).not.toHaveProperty("preview");
  });
});
