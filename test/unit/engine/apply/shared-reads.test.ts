import { describe, expect, it } from "vitest";
import { createPreviewer } from "../../../../sidecar/engine/dry-run/preview.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import type { Odoo } from "../../../../sidecar/engine/ports/odoo.ts";
import type { OdooRecord, ReadRequest } from "../../../../sidecar/flows/flow.ts";
import { testBreaker } from "../../../support/breaker.ts";
import { recordedLog } from "../../../support/log.ts";
import { memoryJournal, queuedDocument } from "../../../support/memory-journal.ts";
import { notePlan, tinyConnection, tinyFlow } from "../../../support/tiny.ts";
import { applier } from "./applier.ts";

const MOST = 3;
const orderRead = (number: string): ReadRequest => ({
  model: "purchase.order.line",
  domain: [["order_id.name", "in", [number]]],
  fields: ["id"],
  limit: MOST,
  shared: true,
});

/** Each document reads the lines of its own order, `linesOfEach` in number. Odoo returns at most `MOST` per read. */
function world(linesOfEach: number) {
  const asked: string[][] = [];
  const given = new Map<string, number>();
  const documents = ["1", "2"].map((number) => queuedDocument({ number }));
  const flows = [
    tinyFlow({
      reads: (document) => ({ lines: orderRead(document.id) }),
      plan: (document, snapshot) => {
        given.set(document.id, snapshot.lines?.filter(({ order }) => order === document.id).length ?? 0);
        return notePlan(document.id);
      },
    }),
  ];
  const read: Odoo["read"] = async (requests) =>
    Object.fromEntries(
      Object.entries(requests).map(([name, { domain }]) => {
        if (!domain.some(([field]) => field === "order_id.name")) return [name, []];
        const numbers = (domain[0] as [string, string, string[]])[2];
        asked.push(numbers);
        return [name, linesOf(numbers, linesOfEach).slice(0, MOST)];
      }),
    );
  return { asked, given, documents, flows, read };
}

function run(linesOfEach: number) {
  const { asked, given, documents, flows, read } = world(linesOfEach);
  const test = applier(documents, {
    flows,
    odoo: {
      read,
      apply: async (batch) => batch.map(({ key }) => ({ key, status: "applied", records: [], reason: null })),
    },
  });
  return test.run().then(() => ({ asked, given: Object.fromEntries(given), outcome: test.outcome() }));
}

const linesOf = (numbers: readonly string[], ofEach: number): OdooRecord[] =>
  numbers.flatMap((order) => Array.from({ length: ofEach }, (_, index) => ({ id: index + 1, order })));

describe("shared reads of a batch", () => {
  it("are one read, in which each plan finds its records", async () => {
    const { asked, given, outcome } = await run(1);
    expect(asked).toEqual([["1", "2"]]);
    expect(given).toEqual({ 1: 1, 2: 1 });
    expect(outcome.map(([, state]) => state)).toEqual(["done", "done"]);
  });

  it("are read separately when the answer is full, so that no plan lacks records", async () => {
    const { asked, given, outcome } = await run(2);
    expect(asked).toEqual([["1", "2"], ["1"], ["2"]]);
    expect(given).toEqual({ 1: 2, 2: 2 });
    expect(outcome.map(([, state]) => state)).toEqual(["done", "done"]);
  });

  it("are read separately also for previews", async () => {
    const { asked, given, documents, flows, read } = world(2);
    const preview = createPreviewer({
      journal: memoryJournal(documents),
      odoo: {
        read,
        preview: async (batch) =>
          batch.map(({ key }) => ({ key, status: "applied", reason: null, changes: [] })),
      },
      connections: createConnections({ version: "1", connections: [tinyConnection()] }),
      flows,
      formats: [],
      breaker: testBreaker(),
      clock: () => new Date("2026-11-20T10:00:00Z"),
      log: recordedLog(),
    });
    const seen = await preview(documents.map((document) => ({ document })));
    expect(asked).toEqual([["1", "2"], ["1"], ["2"]]);
    expect(Object.fromEntries(given)).toEqual({ 1: 2, 2: 2 });
    expect(seen.map(({ outcome }) => outcome)).toEqual(["would-apply", "would-apply"]);
  });
});
