import { describe, expect, it } from "vitest";
import type { Document } from "../../../../sidecar/engine/records.ts";
import { createBatchSize } from "../../../../sidecar/engine/resilience/batch-size.ts";
import { OdooFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { asJournalFailure } from "../../../../sidecar/journal/failures.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";
import { notePlan, tinyFlow } from "../../../support/tiny.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";
import { applier, NOW } from "./applier.ts";

const document = (number: string, aggregate = number, given: Partial<Document> = {}) =>
  queuedDocument({ number, aggregate: `tiny/${aggregate}`, ...given });
const at = (ms: number) => new Date(NOW.getTime() + ms);

describe("Odoo is unreachable", () => {
  it("the batch waits, its attempts are counted once, the breaker opens", async () => {
    const test = applier([document("1"), document("2")]);
    test.odoo.before = () => {
      throw new OdooFailure("unavailable", textTerm("Odoo is unreachable"));
    };
    await test.run();
    expect(test.breaker.isOpen()).toBe(true);
    for (const number of ["1", "2"])
      expect(test.journal.of(number)).toMatchObject({
        state: "waiting",
        reasonCode: "ODOO_UNAVAILABLE",
        attempts: 1,
        nextAttemptAt: at(1000),
      });
  });

  it("an open breaker prevents calls, and no attempt is counted", async () => {
    const test = applier([document("1", "1", { attempts: 2 })]);
    test.breaker.failed();
    await test.run();
    expect(test.odoo.reads).toEqual([]);
    expect(test.journal.of("1")).toMatchObject({
      state: "waiting",
      attempts: 2,
      nextAttemptAt: at(30_000),
    });
  });

  it("a breaker that opens in the middle stops the following documents", async () => {
    const test = applier([document("1", "a"), document("2", "a"), document("3", "b")]);
    let gone = false;
    test.odoo.before = (call) => {
      gone ||= call === "apply";
      if (gone) throw new OdooFailure("unavailable", textTerm("gone"));
    };
    await test.run();
    expect(test.odoo.calls).toEqual([["1", "3"]]);
    expect(test.journal.of("2")).toMatchObject({ state: "held", heldBehind: "id-1" });
  });

  it("waits as long as Odoo requests", async () => {
    const test = applier([document("1")]);
    test.odoo.before = () => {
      throw new OdooFailure("unavailable", textTerm("busy"), 120);
    };
    await test.run();
    expect(test.journal.of("1").nextAttemptAt).toEqual(at(120_000));
  });

  it("a lost response of apply makes the documents wait, and the next run finds them applied", async () => {
    const test = applier([document("1")]);
    test.odoo.before = (call, [number]) => {
      if (call !== "apply") return;
      test.odoo.known.set(`tiny/${number}`, `hash of ${number}`);
      throw new OdooFailure("unavailable", textTerm("Odoo did not respond in time"));
    };
    await test.run();
    expect(test.state("1")).toBe("waiting");
    test.journal.rows.set("id-1", { ...test.journal.of("1"), state: "queued" });
    test.breaker.succeeded();
    await test.run();
    expect(test.state("1")).toBe("done");
    expect(test.odoo.calls).toEqual([["1"]]);
  });
});

describe("Odoo answers, but not a call with a certain document", () => {
  const poison = new OdooFailure("unanswered", textTerm("Odoo is unreachable"));
  const many = Array.from({ length: 50 }, (_, index) => String(index + 1));
  const takes = (test: ReturnType<typeof applier>, ...poisonous: string[]) => {
    test.odoo.before = (call, numbers) => {
      if (call === "apply" && numbers.some((number) => poisonous.includes(number ?? ""))) throw poison;
    };
  };
  /** Makes its next attempt due. */
  const queueAgain = (test: ReturnType<typeof applier>) => {
    for (const [id, row] of test.journal.rows)
      if (row.state === "waiting") test.journal.rows.set(id, { ...row, state: "queued" });
  };

  it("the batch is split: the others are applied immediately, the one waits, the breaker stays closed", async () => {
    const test = applier(many.map((number) => document(number)));
    takes(test, "17");
    await test.run();
    expect(test.outcome().filter(([, state]) => state !== "done")).toEqual([
      ["17", "waiting", "ODOO_UNAVAILABLE"],
    ]);
    expect(test.breaker.isOpen()).toBe(false);
    expect(test.odoo.calls.length).toBeLessThan(14);
  });

  it("while others succeed, one that fails alone three times becomes an exception with the errors", async () => {
    const test = applier(many.map((number) => document(number)));
    takes(test, "17");
    for (let run = 1; run <= 3; run += 1) {
      expect(test.journal.of("17").failedAlone).toBe(run - 1);
      await test.run();
      queueAgain(test);
    }
    expect(inEnglish(test.journal.of("17"))).toMatchObject({
      state: "attention",
      reasonCode: "ODOO_REJECTED",
      reason: expect.stringContaining("sent separately 3 times"),
    });
  });

  it("while none succeed, none becomes an exception", async () => {
    const test = applier(["1", "2"].map((number) => document(number)));
    takes(test, "1", "2");
    for (let run = 1; run <= 20; run += 1) {
      await test.run();
      queueAgain(test);
    }
    expect(test.outcome().map(([, state, reason]) => [state, reason])).toEqual([
      ["queued", "ODOO_UNAVAILABLE"],
      ["queued", "ODOO_UNAVAILABLE"],
    ]);
  });

  it("while Odoo reads and does not write, a read-only document proves nothing", async () => {
    const unknown = tinyFlow({
      plan: (input) =>
        input.id === "9" ? { exception: { code: "UNKNOWN_ITEM", findings: [] } } : notePlan(input.id),
    });
    const test = applier(
      ["1", "9"].map((number) => document(number)),
      { flows: [unknown] },
    );
    takes(test, "1");
    for (let run = 1; run <= 8; run += 1) {
      await test.run();
      queueAgain(test);
    }
    expect(test.outcome()).toEqual([
      ["1", "queued", "ODOO_UNAVAILABLE"],
      ["9", "attention", "UNKNOWN_ITEM"],
    ]);
  });

  it("one that crashes Odoo each time is identified in the end", async () => {
    const test = applier(many.map((number) => document(number)));
    let down = 0;
    test.odoo.before = (call, numbers) => {
      if (down > 0) down -= 1;
      else if (call === "apply" && numbers.includes("17")) down = 1;
      else return;
      throw poison;
    };
    let runs = 0;
    while (test.state("17") !== "attention" && runs < 12) {
      runs += 1;
      await test.run();
      queueAgain(test);
      down = 0;
      test.breaker.succeeded();
    }
    expect(test.journal.of("17").reasonCode).toBe("ODOO_REJECTED");
    await test.run();
    expect(test.outcome().filter(([, state]) => state !== "done")).toHaveLength(1);
  });

  it("with a Retry-After it is not called earlier", async () => {
    const test = applier(many.map((number) => document(number)));
    test.odoo.before = (call) => {
      if (call === "apply") throw new OdooFailure("unavailable", textTerm("busy"), 120);
    };
    await test.run();
    expect(test.odoo.calls).toHaveLength(1);
    expect(test.breaker.isOpen()).toBe(true);
  });
});

describe("Odoo refuses a call", () => {
  it("of many: each is applied alone, and only the invalid one becomes an exception", async () => {
    const test = applier([document("1"), document("2"), document("3")]);
    test.odoo.before = (_call, numbers) => {
      if (numbers.includes("2")) throw new OdooFailure("refused", textTerm("The company is locked."));
    };
    await test.run();
    expect(test.odoo.calls).toEqual([["1", "2", "3"], ["1"], ["2"], ["3"]]);
    expect(test.outcome()).toEqual([
      ["1", "done", null],
      ["2", "attention", "ODOO_REJECTED"],
      ["3", "done", null],
    ]);
    expect(inEnglish(test.journal.of("2").reason)).toContain("The company is locked.");
    expect(test.breaker.isOpen()).toBe(false);
  });

  it("because of a lock: the documents wait briefly, the breaker stays closed", async () => {
    const test = applier([document("1"), document("2")]);
    test.odoo.before = (call) => {
      if (call === "apply") throw new OdooFailure("conflict", textTerm("could not serialize access"));
    };
    await test.run();
    expect(test.breaker.isOpen()).toBe(false);
    expect(test.outcome()).toEqual([
      ["1", "waiting", "CONFLICT"],
      ["2", "waiting", "CONFLICT"],
    ]);
    expect(test.journal.of("1").nextAttemptAt).toEqual(at(250));
  });
});

describe("Odoo's results for one document", () => {
  it("stale: planned again after a new read, without repeating the others", async () => {
    const test = applier([document("1"), document("2")]);
    let stale = 2;
    test.odoo.override = ({ exchange }) => {
      if (exchange.document.number !== "1" || stale === 0) return undefined;
      stale -= 1;
      return { status: "stale" };
    };
    await test.run();
    expect(test.odoo.calls).toEqual([["1", "2"], ["1"], ["1"]]);
    expect(test.odoo.reads).toHaveLength(3);
    expect(test.odoo.applied).toEqual(["2", "1"]);
  });

  it("stale with many competing documents: planned again in smaller calls until all are applied", async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => String(index + 1).padStart(2, "0"));
    const size = createBatchSize(20, 60_000);
    const test = applier(
      numbers.map((number) => document(number)),
      { size },
    );
    // Each call changes the shared stock, so only the plan of its first document is based on the current stock.
    let first: string | null = null;
    test.odoo.before = (call, [number]) => {
      if (call === "apply") first = number ?? null;
    };
    test.odoo.override = ({ exchange }) =>
      exchange.document.number === first ? undefined : { status: "stale" };
    await test.run();
    expect(test.odoo.applied).toEqual(numbers);
    expect(test.odoo.calls[0]).toHaveLength(20);
    expect(test.odoo.calls.flat().length).toBeLessThan(80); // 210 if all were sent each time
    expect(size.current()).toBeLessThan(5);
  });

  it("always stale: waits after a few plans", async () => {
    const test = applier([document("1")]);
    test.odoo.override = () => ({ status: "stale" });
    await test.run();
    expect(test.odoo.calls).toHaveLength(4);
    expect(test.journal.of("1")).toMatchObject({ state: "waiting", reasonCode: "CONFLICT", attempts: 1 });
  });

  it("locked: waits alone without a new plan, and the others are applied", async () => {
    const test = applier([document("1"), document("2")]);
    test.odoo.override = ({ exchange }) =>
      exchange.document.number === "1" ? { status: "locked" } : undefined;
    await test.run();
    expect(test.odoo.calls).toEqual([["1", "2"]]);
    expect(test.outcome()).toEqual([
      ["1", "waiting", "CONFLICT"],
      ["2", "done", null],
    ]);
  });

  it.each([
    ["conflicting", null, "DUPLICATE_CONTENT_DIFFERS"],
    ["rejected", { code: "PERIOD_LOCKED", message: "March is locked." }, "PERIOD_LOCKED"],
    ["rejected", { code: "AccessError", message: "Not allowed." }, "ODOO_REJECTED"],
  ] as const)("%s %j: %s, and the others remain applied", async (status, reason, code) => {
    const test = applier([document("1"), document("2")]);
    test.odoo.override = ({ exchange }) =>
      exchange.document.number === "1" ? { status, reason } : undefined;
    await test.run();
    expect(test.outcome()).toEqual([
      ["1", "attention", code],
      ["2", "done", null],
    ]);
    if (reason) expect(inEnglish(test.journal.of("1").reason)).toContain(reason.message);
  });

  it("a refused decision shows the findings again, so that a person can decide otherwise", async () => {
    const finding = { code: "PRICE_VARIANCE", line: "1", field: "price", text: textTerm("Dearer.") } as const;
    const flow = tinyFlow({
      plan: (input, _snapshot, { accepted = [] }) =>
        accepted.length > 0
          ? notePlan(input.id)
          : {
              exception: { code: "PRICE_VARIANCE", findings: [{ ...finding, acceptable: true }], links: [] },
            },
    });
    const accepted = [{ code: "PRICE_VARIANCE", line: "1", field: "price" }] as const;
    const test = applier([document("1", "1", { accepted })], { flows: [flow] });
    const reason = { code: "ACCESS_MISSING", message: "Stan may not." };
    test.odoo.override = () => ({ status: "rejected", reason });
    await test.run();
    const found = test.journal.of("1");
    expect(found).toMatchObject({ state: "attention", findings: [{ ...finding, acceptable: true }] });
    expect(inEnglish(found.reason)).not.toContain("Dearer.");
  });

  it("an answer that does not match the batch settles nothing", async () => {
    const test = applier([document("1"), document("2")]);
    test.odoo.apply = async (batch) =>
      [...batch].reverse().map(({ key }) => ({ key, status: "applied", records: [], reason: null }));
    await expect(test.run()).rejects.toThrow("does not match");
    expect(test.outcome().map(([, state]) => state)).toEqual(["queued", "queued"]);
  });
});

describe("the journal is unreachable", () => {
  const acknowledging = tinyFlow({
    plan: (input) => ({
      ...notePlan(input.id),
      confirms: [{ status: "accepted", errors: [], control: { groupControl: "7" } }],
    }),
  });

  it("while an acknowledgement is stored: the document is not blamed", async () => {
    const test = applier([document("1")], { flows: [acknowledging] });
    test.journal.acknowledge = () => Promise.reject(asJournalFailure(new Error("Connection terminated")));
    await expect(test.run()).rejects.toThrow("Connection terminated");
    expect(test.state("1")).toBe("queued");
  });
});
