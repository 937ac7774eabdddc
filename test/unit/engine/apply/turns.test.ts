import { describe, expect, it } from "vitest";
import { createApplier } from "../../../../sidecar/engine/apply/apply.ts";
import { TURNS } from "../../../../sidecar/engine/apply/turns.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import type { Document } from "../../../../sidecar/engine/records.ts";
import { createWitness } from "../../../../sidecar/engine/resilience/blame.ts";
import { testBreaker } from "../../../support/breaker.ts";
import { fakeOdoo } from "../../../support/fake-odoo.ts";
import { recordedLog } from "../../../support/log.ts";
import { memoryJournal, queuedDocument } from "../../../support/memory-journal.ts";
import { tinyConnection, tinyFlow, tinyFormat } from "../../../support/tiny.ts";

const BATCH = 50;
const clock = () => new Date("2026-11-20T10:00:00Z");
const isOver = ({ state }: Document): boolean => state === "done";

/** A queue and its consumer, which processes batches in order. Released documents are appended, as the relay does. */
function queueOf(documents: readonly Document[]) {
  const journal = memoryJournal(documents);
  const odoo = fakeOdoo();
  const apply = createApplier({
    journal,
    odoo,
    connections: createConnections({ version: "1", connections: [tinyConnection()] }),
    flows: [tinyFlow()],
    formats: [tinyFormat()],
    breaker: testBreaker(),
    witness: createWitness(clock),
    clock,
    isTimeSure: () => true,
    random: () => 0.5,
    onSettled: () => {},
    log: recordedLog(),
  });
  const queue = documents.map(({ id }) => id);
  const letGo = () => {
    for (const document of journal.rows.values()) {
      const blocker = document.state === "held" && journal.rows.get(document.heldBehind ?? "");
      if (!blocker || !isOver(blocker)) continue;
      journal.rows.set(document.id, { ...document, state: "queued", heldBehind: null });
      queue.push(document.id);
    }
  };
  const batch = async () => {
    await apply(queue.splice(0, BATCH));
    letGo();
  };
  return { journal, odoo, queue, batch, isDone: (number: string) => journal.of(number).state === "done" };
}

const busy = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    queuedDocument({ number: `B${index}`, aggregate: "tiny/busy" }),
  );
const numbers = (documents: readonly Document[]) => documents.map(({ number }) => number);

describe("many documents of one aggregate", () => {
  it("delay a document of another aggregate by a few calls to Odoo, not by all of theirs", async () => {
    const crowd = busy(1200);
    const test = queueOf([...crowd, queuedDocument({ number: "other", aggregate: "tiny/other" })]);
    while (!test.isDone("other")) await test.batch();
    // An earlier version needed 1,201 calls.
    expect(test.odoo.calls.length).toBeLessThan(200);
    expect(test.odoo.calls.length).toBe(2 * TURNS);
    while (test.queue.length > 0) await test.batch();
    expect(test.odoo.applied.filter((number) => number !== "other")).toEqual(numbers(crowd));
    // Each document is held once and not queued repeatedly.
    expect(test.journal.outcomes.filter(({ state }) => state === "held")).toHaveLength(1200 - TURNS);
  });

  it("have a few places in every batch", async () => {
    const test = queueOf(busy(12));
    await test.batch();
    expect(test.odoo.applied).toEqual(["B0", "B1", "B2", "B3", "B4"]);
    expect(test.queue).toEqual(["id-B5", "id-B6", "id-B7", "id-B8", "id-B9"]);
    expect(test.journal.of("B11")).toMatchObject({ state: "held", heldBehind: "id-B6" });
  });

  it("wait for the first when that one is an exception, and continue when it is applied", async () => {
    const crowd = busy(20);
    const test = queueOf(crowd);
    test.odoo.override = ({ exchange }) =>
      exchange.document.number === "B0"
        ? { status: "rejected", reason: { code: "ODOO_REJECTED", message: "no" } }
        : undefined;
    while (test.queue.length > 0) await test.batch();
    expect(test.odoo.applied).toEqual([]);
    expect(test.journal.of("B4")).toMatchObject({ state: "held", heldBehind: "id-B0" });
    test.odoo.override = () => undefined;
    test.journal.rows.set("id-B0", { ...test.journal.of("B0"), state: "queued" });
    test.queue.push("id-B0");
    while (test.queue.length > 0) await test.batch();
    expect(test.odoo.applied).toEqual(numbers(crowd));
  });
});
