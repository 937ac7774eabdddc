import { describe, expect, it } from "vitest";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import type { Document } from "../../../../sidecar/engine/records.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";
import { notePlan, tinyConnection, tinyFlow } from "../../../support/tiny.ts";
import { textTerm } from "../../../support/told.ts";
import { applier } from "./applier.ts";

const connectionsWith = (given: object) =>
  createConnections({ version: "1", connections: [tinyConnection(given)] });

const document = (number: string, aggregate = number, given: Partial<Document> = {}) =>
  queuedDocument({ number, aggregate: `tiny/${aggregate}`, ...given });

describe("the date in a plan", () => {
  it("is the date in the company's time zone", async () => {
    const days: string[] = [];
    const flow = tinyFlow({
      plan: (input, _snapshot, { today, connection }) => {
        days.push(`${connection.timeZone} ${today}`);
        return notePlan(input.id);
      },
    });
    for (const timeZone of ["UTC", "America/New_York", "Pacific/Kiritimati"]) {
      const clock = () => new Date("2026-12-01T02:30:00Z");
      await applier([document("1")], {
        flows: [flow],
        clock,
        connections: connectionsWith({ timeZone }),
      }).run();
    }
    expect(days).toEqual(["UTC 2026-12-01", "America/New_York 2026-11-30", "Pacific/Kiritimati 2026-12-01"]);
  });
});

describe("a batch", () => {
  it("is read once and applied in one call, in the order of arrival", async () => {
    const test = applier([document("1"), document("2"), document("3")]);
    await test.run();
    expect(test.odoo.reads).toHaveLength(1);
    expect(test.odoo.calls).toEqual([["1", "2", "3"]]);
    expect(test.outcome()).toEqual([
      ["1", "done", null],
      ["2", "done", null],
      ["3", "done", null],
    ]);
  });

  it("is applied in rounds when documents share an aggregate", async () => {
    const test = applier([document("1", "a"), document("2", "a"), document("3", "b"), document("4", "a")]);
    await test.run();
    expect(test.odoo.calls).toEqual([["1", "3"], ["2"], ["4"]]);
  });

  it("ignores documents that are no longer queued", async () => {
    const test = applier([document("1", "1", { state: "dismissed" }), document("2")]);
    await test.run();
    expect(test.odoo.applied).toEqual(["2"]);
    expect(test.state("1")).toBe("dismissed");
  });

  it("reports each outcome: an event, a settled document that Odoo already shows, a nudge", async () => {
    const test = applier([
      document("1"),
      document("2", "2", { reasonCode: "CONFLICT", attempts: 2, wasException: true }),
    ]);
    await test.run();
    expect(
      test.journal.events.map(({ type, subject, data }) => [type, subject, data.documentNumber]),
    ).toEqual([
      ["health.suture.exchange.applied.v1", "tiny/1", "1"],
      ["health.suture.exchange.resolved.v1", "tiny/2", "2"],
    ]);
    expect(test.journal.outcomes[0]).toMatchObject({
      revision: 2,
      reported: true,
      note: [textTerm("Noted 1.")],
      links: [{ model: "purchase.order", id: 1 }],
    });
    expect(test.journal.of("2")).toMatchObject({ attempts: 3, reason: null, reasonCode: null });
    expect(test.settledTimes()).toBeGreaterThan(0);
  });

  it("reads only what the connection's company can use", async () => {
    const request = { model: "product.product", domain: [], fields: ["name"] };
    const test = applier([document("1")], { flows: [tinyFlow({ reads: () => ({ items: request }) })] });
    await test.run();
    const asked = Object.values(test.odoo.reads[0] ?? {}).filter(({ model }) => model === "product.product");
    expect(asked).toEqual([{ ...request, company: tinyConnection().companyId }]);
  });

  it("passes every flow its own reads, and makes equal reads once", async () => {
    const seen: unknown[] = [];
    const flow = tinyFlow({
      reads: (input) => ({
        units: { model: "uom.uom", domain: [], fields: ["name"] },
        own: { model: "purchase.order", domain: [["name", "=", input.id]], fields: ["name"] },
      }),
      plan: (input, snapshot) => {
        seen.push(snapshot);
        return notePlan(input.id);
      },
    });
    const test = applier([document("1"), document("2")], { flows: [flow] });
    test.odoo.records = { units: [{ id: 5 }], own: [{ id: 9 }] };
    await test.run();
    const models = Object.values(test.odoo.reads[0] ?? {}).map(({ model }) => model);
    expect(models.filter((model) => model === "uom.uom")).toHaveLength(1);
    expect(models.filter((model) => model === "purchase.order")).toHaveLength(2);
    expect(seen).toEqual(Array(2).fill({ units: [{ id: 5 }], own: [{ id: 9 }] }));
  });
});

describe("behind an earlier document", () => {
  it.each(["waiting", "attention", "held", "processing"] as const)("that is %s: held", async (state) => {
    const first = document("1", "a", { state });
    const test = applier([first, document("2", "a"), document("3", "b")]);
    await test.run();
    expect(test.odoo.applied).toEqual(["3"]);
    expect(test.journal.of("2")).toMatchObject({ state: "held", heldBehind: first.id, attempts: 0 });
  });

  it.each(["done", "dismissed"] as const)("that is %s: applied", async (state) => {
    const test = applier([document("1", "a", { state }), document("2", "a")]);
    await test.run();
    expect(test.odoo.applied).toEqual(["2"]);
  });

  it("of the same batch that fails: held behind it", async () => {
    const test = applier([document("1", "a"), document("2", "a"), document("3", "a")]);
    test.odoo.override = () => ({ status: "rejected", reason: { code: "UNKNOWN_ITEM", message: "No." } });
    await test.run();
    expect(test.odoo.calls).toEqual([["1"]]);
    expect(test.outcome()).toEqual([
      ["1", "attention", "UNKNOWN_ITEM"],
      ["2", "held", null],
      ["3", "held", null],
    ]);
    expect(test.journal.of("3").heldBehind).toBe("id-1");
  });
});

describe("a document that Odoo has already applied", () => {
  const known = (hash: string) => {
    const plans: string[] = [];
    const flow = tinyFlow({
      plan: (input) => {
        plans.push(input.id);
        return notePlan(input.id);
      },
    });
    const test = applier([document("1"), document("2")], { flows: [flow] });
    test.odoo.known.set("tiny/1", hash);
    return { test, plans };
  };

  it("is done without another plan or call", async () => {
    const { test, plans } = known("hash of 1");
    await test.run();
    expect(plans).toEqual(["2"]);
    expect(test.odoo.applied).toEqual(["2"]);
    expect(test.state("1")).toBe("done");
  });

  it("becomes an exception when the content differs", async () => {
    const { test, plans } = known("another");
    await test.run();
    expect(plans).toEqual(["2"]);
    expect(test.outcome()[0]).toEqual(["1", "attention", "DUPLICATE_CONTENT_DIFFERS"]);
  });

  it("is done also when only the call of apply detects it", async () => {
    const test = applier([document("1")]);
    test.odoo.override = () => ({ status: "duplicate" });
    await test.run();
    expect(test.state("1")).toBe("done");
  });
});

describe("the decision of a flow", () => {
  it.each([
    ["an exception", { exception: { code: "UNKNOWN_ITEM", findings: [] } }, "attention", "UNKNOWN_ITEM"],
    [
      "a deferral",
      {
        defer: {
          code: "INVOICE_BEFORE_RECEIPT",
          afterSeconds: 60,
          giveUpAfterSeconds: 86_400,
          otherwise: "INVOICE_UNMATCHED",
          text: textTerm("Not here yet."),
        },
      },
      "waiting",
      "INVOICE_BEFORE_RECEIPT",
    ],
  ] as const)("%s settles that document alone", async (_what, plan, state, reason) => {
    const flow = tinyFlow({ plan: (input) => (input.id === "1" ? plan : notePlan(input.id)) });
    const test = applier([document("1"), document("2")], { flows: [flow] });
    await test.run();
    expect(test.outcome()).toEqual([
      ["1", state, reason],
      ["2", "done", null],
    ]);
  });

  it.each([
    [
      "its plan",
      {
        plan: () => {
          throw new Error("bug");
        },
      },
    ],
    [
      "its reads",
      {
        reads: () => {
          throw new Error("bug");
        },
      },
    ],
  ])("an error in %s is an internal error; the others are applied", async (_what, broken) => {
    const bad = tinyFlow({ code: "bad", ...broken });
    const connection = { flows: ["tiny", "bad"] };
    const test = applier([document("1", "1", { flow: "bad" }), document("2")], {
      flows: [tinyFlow(), bad],
      connections: connectionsWith(connection),
    });
    await test.run();
    expect(test.outcome()).toEqual([
      ["1", "attention", "INTERNAL_ERROR"],
      ["2", "done", null],
    ]);
    expect(test.log.entries).toContainEqual(expect.objectContaining({ level: "error" }));
  });

  it.each([
    ["the connection is gone", { connection: "gone" }, "UNKNOWN_PARTNER"],
    ["the flow is unknown", { flow: "other" }, "UNSUPPORTED_DOCUMENT"],
    ["there is nothing to work on", { input: null }, "UNSUPPORTED_DOCUMENT"],
  ] as const)("is an exception without a call to Odoo when %s", async (_what, given, reason) => {
    const test = applier([document("1", "1", given)]);
    await test.run();
    expect(test.outcome()).toEqual([["1", "attention", reason]]);
    expect(test.odoo.reads).toEqual([]);
    expect(test.journal.events.map(({ type }) => type)).toContain("health.suture.exchange.exception.v1");
  });
});
