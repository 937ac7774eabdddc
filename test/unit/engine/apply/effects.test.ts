import { describe, expect, it } from "vitest";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import type { AppliedDocument, Emission, Plan } from "../../../../sidecar/flows/flow.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";
import { tinyConnection, tinyDocument, tinyFlow } from "../../../support/tiny.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";
import { applier, NOW } from "./applier.ts";

const emission = (given: Partial<Emission> = {}): Emission => ({
  flow: "tiny-out",
  connectionKind: "billing",
  key: "trigger/1/1",
  document: tinyDocument("trigger", "t"),
  ...given,
});
const bringing = (more: Partial<Extract<Plan, { operations: unknown }>>): Plan => ({
  operations: [],
  links: [],
  note: textTerm("Noted."),
  ...more,
});
const out = tinyFlow({
  code: "tiny-out",
  direction: "outbound",
  aggregate: () => "out/1",
  documentNumber: () => "N-1",
});
const billing = tinyConnection({ code: "billing", kind: "billing", flows: ["tiny-out"] });
const connections = createConnections({ version: "1", connections: [tinyConnection(), billing] });

/** One document whose plan has the given effects. */
function run(plan: Plan, given: Parameters<typeof applier>[1] = {}) {
  const test = applier([queuedDocument({ number: "1" })], {
    connections,
    flows: [tinyFlow({ plan: () => plan }), out],
    ...given,
  });
  return test.run().then(() => test);
}

describe("the effects of a document", () => {
  it("are sent over the connection of the kind, by their own flow and key, committed with the outcome", async () => {
    const { journal } = await run(bringing({ emits: [emission()] }));
    expect(journal.emitted).toMatchObject([
      {
        direction: "outbound",
        connection: "billing",
        flow: "tiny-out",
        key: "trigger/1/1",
        aggregate: "out/1",
        number: "N-1",
        state: "queued",
      },
    ]);
  });

  it("are published as an event with the flow's own data and nothing else", async () => {
    const { journal } = await run(
      bringing({ events: [{ type: "encounter.completed", data: { version: 1 } }] }),
    );
    const [applied, told] = journal.events;
    expect(applied?.type).toBe("health.suture.exchange.applied.v1");
    expect(told).toMatchObject({ type: "health.suture.encounter.completed.v1", data: { version: 1 } });
  });

  it.each([
    ["there is no connection of the kind", [tinyConnection()]],
    ["the flow is switched off at the one there is", [tinyConnection(), { ...billing, flows: [] }]],
    ["the connection itself is switched off", [tinyConnection(), { ...billing, active: false }]],
  ])("become an exception when %s, and the document is applied", async (_name, configured) => {
    const given = { connections: createConnections({ version: "1", connections: configured }) };
    const test = await run(bringing({ emits: [emission()] }), given);
    expect(test.state("1")).toBe("done");
    expect(inEnglish(test.journal.emitted)).toMatchObject([
      {
        connection: null,
        flow: "tiny-out",
        key: "trigger/1/1",
        aggregate: "out/1",
        state: "attention",
        reasonCode: "UNKNOWN_PARTNER",
        reason: expect.stringContaining("kind “billing” has the flow “Tiny” switched on"),
      },
    ]);
  });

  it("are sent over the connection that has the flow, if another of the kind has not", async () => {
    const first = { ...billing, code: "a-billing", flows: [] };
    const configured = [tinyConnection(), first, billing];
    const given = { connections: createConnections({ version: "1", connections: configured }) };
    const { journal } = await run(bringing({ emits: [emission()] }), given);
    expect(journal.emitted).toMatchObject([{ connection: "billing", state: "queued" }]);
  });

  it("are not sent when Odoo refuses the document", async () => {
    const refused = applier([queuedDocument({ number: "1" })], {
      connections,
      flows: [tinyFlow({ plan: () => bringing({ emits: [emission()] }) }), out],
      odoo: {
        read: async () => ({}),
        apply: async (batch) =>
          batch.map(({ key }) => ({
            key,
            status: "rejected",
            records: [],
            reason: { code: "ODOO_REJECTED", message: "No." },
          })),
      },
    });
    await refused.run();
    expect(refused.journal.emitted).toEqual([]);
    expect(refused.state("1")).toBe("attention");
  });
});

describe("a plan from history", () => {
  const earlier = queuedDocument({ number: "0", aggregate: "tiny/h", state: "done", doneAt: NOW });
  const other = queuedDocument({ number: "9", aggregate: "tiny/other", state: "done", doneAt: NOW });

  async function historyOf(history: boolean) {
    let given: readonly AppliedDocument[] | undefined;
    const flow = tinyFlow({
      history,
      plan: (_input, _snapshot, context) => {
        given = context.history;
        return bringing({});
      },
    });
    const test = applier([earlier, other, queuedDocument({ number: "1", aggregate: "tiny/h" })], {
      flows: [flow],
    });
    await test.run();
    return given;
  }

  it("sees the documents of its aggregate that were applied before, and no others", async () => {
    expect(await historyOf(true)).toMatchObject([{ id: earlier.id, input: { id: "0" } }]);
  });

  it("is passed only to flows that declare it", async () => {
    expect(await historyOf(false)).toEqual([]);
  });

  it("has the same effects again when Odoo's response was lost", async () => {
    const document = queuedDocument({ number: "1" });
    const known = { id: 1, key: document.key, content_hash: document.contentHash };
    const test = applier([document], {
      connections,
      flows: [tinyFlow({ history: true, plan: () => bringing({ emits: [emission()] }) }), out],
      odoo: {
        read: async () => ({ "applied.keys": [known] }),
        apply: () => Promise.reject(new Error("not again")),
      },
    });
    await test.run();
    expect(test.state("1")).toBe("done");
    expect(test.journal.emitted).toMatchObject([{ key: "trigger/1/1" }]);
  });

  it("has no effects when Odoo knows its key with different content", async () => {
    const document = queuedDocument({ number: "1" });
    const known = { id: 1, key: document.key, content_hash: "another" };
    const test = applier([document], {
      connections,
      flows: [tinyFlow({ history: true, plan: () => bringing({ emits: [emission()] }) }), out],
      odoo: {
        read: async () => ({ "applied.keys": [known] }),
        apply: () => Promise.reject(new Error("not again")),
      },
    });
    await test.run();
    expect(test.outcome()).toEqual([["1", "attention", "DUPLICATE_CONTENT_DIFFERS"]]);
    expect(test.journal.emitted).toEqual([]);
  });
});

describe("a document that arrived too early", () => {
  it("is held behind the aggregate it waits for, until its time comes", async () => {
    const defer = {
      code: "INVOICE_UNMATCHED",
      afterSeconds: 30,
      giveUpAfterSeconds: 3600,
      otherwise: "INVOICE_UNMATCHED",
      text: textTerm("Not here yet."),
      behind: "invoice/1",
    } as const;
    const test = applier([queuedDocument({ number: "1", receivedAt: NOW })], {
      flows: [tinyFlow({ plan: () => ({ defer }) })],
    });
    await test.run();
    const [outcome] = test.journal.outcomes;
    expect(outcome).toMatchObject({
      state: "held",
      target: "invoice/1",
      nextAttemptAt: new Date(NOW.getTime() + 30_000),
    });
  });
});
