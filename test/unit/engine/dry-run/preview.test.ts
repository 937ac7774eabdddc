import { describe, expect, it } from "vitest";
import { previewAnswer } from "../../../../sidecar/api/previews.ts";
import { previewTexts } from "../../../../sidecar/api/texts.ts";
import {
  type Candidate,
  createPreviewer,
  type PreviewParts,
} from "../../../../sidecar/engine/dry-run/preview.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import type { FieldChange } from "../../../../sidecar/engine/ports/dry-run.ts";
import type { Document } from "../../../../sidecar/engine/records.ts";
import { OdooFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { EncodingFailure } from "../../../../sidecar/formats/format.ts";
import { problemOf } from "../../../../sidecar/formats/mapping.ts";
import { testBreaker } from "../../../support/breaker.ts";
import { fakeOdoo } from "../../../support/fake-odoo.ts";
import { recordedLog } from "../../../support/log.ts";
import { memoryJournal, queuedDocument } from "../../../support/memory-journal.ts";
import { notePlan, tinyConnection, tinyDocument, tinyFlow, tinyFormat } from "../../../support/tiny.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

const change: FieldChange = {
  model: "purchase.order.line",
  id: 4,
  name: "P1 Gauze",
  field: "product_qty",
  label: "Quantity",
  from: 10,
  to: 8,
};
const troubled = (given: Partial<Document> = {}) => queuedDocument({ state: "attention", ...given });

function previewer(documents: readonly Document[], given: Partial<PreviewParts> = {}) {
  const journal = memoryJournal(documents);
  const odoo = fakeOdoo();
  odoo.changes = [change];
  const breaker = testBreaker();
  const preview = createPreviewer({
    journal,
    odoo,
    connections: createConnections({
      version: "1",
      connections: [tinyConnection({ format: { code: "tiny", version: "1", options: {} } })],
    }),
    flows: [tinyFlow()],
    formats: [tinyFormat()],
    breaker,
    clock: () => new Date("2026-11-20T10:00:00Z"),
    log: recordedLog(),
    ...given,
  });
  const look = async (...candidates: Candidate[]) => {
    const seen = await preview(
      candidates.length > 0 ? candidates : documents.map((document) => ({ document })),
    );
    for (const each of seen) previewAnswer.parse(JSON.parse(JSON.stringify(previewTexts(each))));
    return inEnglish(seen);
  };
  return { look, odoo, journal, breaker };
}

/** Checks that nothing was applied and nothing stored. */
const untouched = ({ odoo, journal }: ReturnType<typeof previewer>) =>
  [odoo.calls, odoo.applied, journal.outcomes, journal.events, journal.written].every(
    (list) => list.length === 0,
  );

describe("the preview of a document", () => {
  it("that can be applied shows its note and the changes", async () => {
    const test = previewer([troubled({ number: "1" })]);
    expect(await test.look()).toEqual([{ outcome: "would-apply", note: "Noted 1.", changes: [change] }]);
    expect(untouched(test)).toBe(true);
  });

  it("that would become an exception shows the reason", async () => {
    const exception = {
      code: "UNKNOWN_ITEM",
      findings: [{ code: "UNKNOWN_ITEM", field: "item", text: textTerm("Who?") }],
    };
    const test = previewer([troubled()], { flows: [tinyFlow({ plan: () => ({ exception }) as never })] });
    expect(await test.look()).toMatchObject([
      { outcome: "exception", reasonCode: "UNKNOWN_ITEM", reason: expect.stringContaining("Who?") },
    ]);
    expect(test.odoo.previews).toEqual([]);
  });

  it("that arrived too early shows the wait, or the exception after its time", async () => {
    const defer = {
      code: "INVOICE_UNMATCHED",
      afterSeconds: 60,
      giveUpAfterSeconds: 7200,
      otherwise: "INVOICE_UNMATCHED",
      text: textTerm("No invoice yet."),
      behind: "invoice/1",
    } as const;
    const old = troubled({ receivedAt: new Date("2026-11-20T07:00:00Z") });
    const { look } = previewer([troubled(), old], { flows: [tinyFlow({ plan: () => ({ defer }) })] });
    expect(await look()).toMatchObject([
      { outcome: "would-wait", reasonCode: "INVOICE_UNMATCHED", behind: "invoice/1" },
      { outcome: "exception", reasonCode: "INVOICE_UNMATCHED" },
    ]);
  });

  it("that is held shows the document it would wait behind", async () => {
    const [first, second] = [troubled({ aggregate: "tiny/a" }), troubled({ aggregate: "tiny/a" })];
    const { look } = previewer([first, second]);
    expect(await look()).toMatchObject([
      { outcome: "would-apply" },
      { outcome: "would-wait", behind: first.id, reasonCode: null },
    ]);
  });

  it("with another aggregate after a correction considers unfinished documents of that one", async () => {
    const earlier = troubled({ aggregate: "tiny/b" });
    const moved = troubled({ aggregate: "tiny/c" });
    const later = troubled({ aggregate: "tiny/d" });
    const { look } = previewer([earlier, moved, later]);
    const into = (aggregate: string) => ({ document: { ...moved, aggregate }, moved: true });
    expect(await look(into("tiny/b"), into("tiny/d"))).toMatchObject([
      { outcome: "would-wait", behind: earlier.id },
      { outcome: "would-apply" },
    ]);
  });

  it.each([
    ["done", "duplicate"],
    ["dismissed", "dismissed"],
  ] as const)("that is %s shows no change, and Odoo is not called", async (state, outcome) => {
    const test = previewer([queuedDocument({ state })]);
    expect(await test.look()).toMatchObject([{ outcome }]);
    expect(test.odoo.reads).toEqual([]);
  });

  it("that could not be read shows that its message would be decoded again", async () => {
    expect(await previewer([troubled({ input: null })]).look()).toMatchObject([{ outcome: "read-again" }]);
  });

  it("that Odoo has applied, although the response was lost, shows a duplicate or a conflict", async () => {
    const [same, other] = [troubled({ number: "1" }), troubled({ number: "2" })];
    const test = previewer([same, other]);
    test.odoo.known.set(same.key, same.contentHash).set(other.key, "another hash");
    expect(await test.look()).toMatchObject([
      { outcome: "duplicate" },
      { outcome: "exception", reasonCode: "DUPLICATE_CONTENT_DIFFERS" },
    ]);
  });

  it("that Odoo would refuse, or whose record changed, shows its own result", async () => {
    const test = previewer([troubled({ number: "1" }), troubled({ number: "2" }), troubled({ number: "3" })]);
    test.odoo.override = ({ exchange }) => {
      if (exchange.document.number === "1")
        return { status: "rejected", reason: { code: "TAX_VARIANCE", message: "A cent too much." } };
      return exchange.document.number === "2" ? { status: "stale" } : undefined;
    };
    expect(await test.look()).toMatchObject([
      {
        outcome: "exception",
        reasonCode: "TAX_VARIANCE",
        reason: expect.stringContaining("A cent too much."),
      },
      { outcome: "would-wait", reasonCode: "CONFLICT" },
      { outcome: "would-apply" },
    ]);
  });

  it("that is done shows a new version as if it were entered under the next key", async () => {
    const done = queuedDocument({ number: "1", state: "done" });
    const second = queuedDocument({ number: "2", state: "done", version: 2, key: "tiny/2~v2" });
    const test = previewer([done, second]);
    test.odoo.known.set(done.key, done.contentHash);
    const seen = await test.look(
      { document: done, asNewVersion: true },
      { document: second, asNewVersion: true },
    );
    expect(seen).toMatchObject([{ outcome: "would-apply" }, { outcome: "would-apply" }]);
    expect(test.odoo.previews).toEqual([["tiny/1~v2", "tiny/2~v3"]]);
  });

  it("whose flow throws shows an internal error, without affecting the others", async () => {
    const plan = (input: { id: string }) => {
      if (input.id === "1") throw new Error("broken");
      return notePlan(input.id);
    };
    const { look } = previewer([troubled({ number: "1" }), troubled({ number: "2" })], {
      flows: [tinyFlow({ plan })],
    });
    expect(await look()).toMatchObject([
      { outcome: "exception", reasonCode: "INTERNAL_ERROR" },
      { outcome: "would-apply" },
    ]);
  });
});

describe("an outgoing document", () => {
  const document = tinyDocument("1", "a");
  const send = { document, links: [], note: textTerm("An order to Tiny.") };
  const flows = [tinyFlow({ direction: "outbound", plan: () => ({ send }) })];
  const outbound = () => troubled({ direction: "outbound" });

  it("shows that it would be sent, without using a control number", async () => {
    const test = previewer([outbound()], { flows });
    expect(await test.look()).toEqual([{ outcome: "would-send", note: "An order to Tiny." }]);
    expect(untouched(test)).toBe(true);
  });

  it("that cannot be written shows an exception", async () => {
    const encode = () =>
      Promise.reject(new EncodingFailure(problemOf("SCHEMA_INVALID", "id", textTerm("Too long."))));
    const { look } = previewer([outbound()], { flows, formats: [tinyFormat({ encode })] });
    expect(await look()).toMatchObject([{ outcome: "exception", reasonCode: "SCHEMA_INVALID" }]);
    const none = previewer([outbound()], { flows, formats: [] });
    expect(await none.look()).toMatchObject([{ outcome: "exception", reasonCode: "UNSUPPORTED_DOCUMENT" }]);
  });
});

describe("an unreachable Odoo", () => {
  it.each(["unavailable", "conflict"] as const)("(%s) is reported to the caller", async (kind) => {
    const test = previewer([troubled()]);
    test.odoo.before = () => {
      throw new OdooFailure(kind, textTerm("not now"));
    };
    await expect(test.look()).rejects.toThrow("not now");
    expect(test.breaker.isOpen()).toBe(false);
  });

  it("is not called while it is known to be unreachable", async () => {
    const test = previewer([troubled()]);
    test.breaker.failed();
    await expect(test.look()).rejects.toThrow(OdooFailure);
    expect(test.odoo.reads).toEqual([]);
  });

  it("that refuses the whole call is called one by one", async () => {
    const test = previewer([troubled({ number: "1" }), troubled({ number: "2" })]);
    test.odoo.before = (call, numbers) => {
      if (call === "preview" && numbers.includes("1"))
        throw new OdooFailure("refused", textTerm("Malformed."));
    };
    expect(await test.look()).toMatchObject([
      { outcome: "exception", reasonCode: "ODOO_REJECTED", reason: expect.stringContaining("Malformed.") },
      { outcome: "would-apply" },
    ]);
  });
});
