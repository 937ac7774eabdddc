import { describe, expect, it } from "vitest";
import { dispatch } from "../../../../sidecar/engine/apply/dispatch.ts";
import type { Prepared } from "../../../../sidecar/engine/apply/prepare.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import { EncodingFailure, type Format } from "../../../../sidecar/formats/format.ts";
import { problemOf } from "../../../../sidecar/formats/mapping.ts";
import { memoryJournal, queuedDocument } from "../../../support/memory-journal.ts";
import { tinyConnection, tinyDocument, tinyFlow, tinyFormat } from "../../../support/tiny.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";
import { applier } from "./applier.ts";

const now = new Date("2026-11-20T10:00:00Z");
const links = [{ model: "purchase.order", id: 3 }];
const plan = {
  send: { document: tinyDocument("1", "x"), links: [...links, { ref: "new" }], note: textTerm("Sent.") },
};

async function send(format: Format, journal = memoryJournal([]), timeZone = "UTC") {
  const connection = tinyConnection({ timeZone, format: { code: "tiny", version: "1", options: {} } });
  const document = queuedDocument({ number: "1", revision: 2, attempts: 5, direction: "outbound" });
  const prepared: Prepared = {
    document,
    connection,
    flow: tinyFlow(),
    input: tinyDocument("1", "x"),
    reads: {},
  };
  return {
    journal,
    outcome: await dispatch({ journal, formats: [format], clock: () => now }, prepared, plan),
  };
}

describe("an outgoing document", () => {
  it("has the time of the company's time zone, with its offset", async () => {
    const asked: string[] = [];
    const format = tinyFormat({
      encode: async (document, context) => {
        asked.push(context.now);
        return tinyFormat().encode(document, context);
      },
    });
    for (const zone of ["UTC", "America/New_York", "Pacific/Kiritimati"]) await send(format, undefined, zone);
    expect(asked).toEqual([
      "2026-11-20T10:00:00.000Z",
      "2026-11-20T05:00:00-05:00",
      "2026-11-21T00:00:00+14:00",
    ]);
  });

  it("is written in the partner's format and stored for delivery; it is done when the partner has accepted it", async () => {
    const asked: unknown[] = [];
    const format = tinyFormat({
      encode: async (document, context) => {
        asked.push([document, context.now, context.connection.code, await context.next("x")]);
        return tinyFormat().encode(document, context);
      },
    });
    const { journal, outcome } = await send(format);
    expect(asked).toEqual([[plan.send.document, now.toISOString(), "tiny", 1]]);
    expect(journal.written).toMatchObject([
      { connection: "tiny", kind: "document", documentId: "id-1", messageId: null },
    ]);
    expect(outcome).toMatchObject({
      id: "id-1",
      revision: 3,
      state: "processing",
      attempts: 0,
      links,
      note: [textTerm("Sent.")],
      output: plan.send.document,
    });
  });

  it.each([
    ["is another", tinyFormat({ code: "other" })],
    ["cannot carry its kind", tinyFormat({ writes: [] })],
  ])("is an exception when the connection's format %s", async (_what, format) => {
    const { journal, outcome } = await send(format);
    expect(outcome).toMatchObject({ state: "attention", reasonCode: "UNSUPPORTED_DOCUMENT", links });
    expect(journal.written).toEqual([]);
  });

  it("is an exception when a value does not fit the format", async () => {
    const problem = problemOf("SCHEMA_INVALID", "name", textTerm("The name is longer than 35."));
    const { journal, outcome } = await send(
      tinyFormat({ encode: () => Promise.reject(new EncodingFailure(problem)) }),
    );
    expect(inEnglish(outcome)).toMatchObject({
      state: "attention",
      reasonCode: "SCHEMA_INVALID",
      reason: expect.stringContaining("longer than 35"),
      links,
    });
    expect(journal.written).toEqual([]);
  });

  it("is not blamed for an unreachable journal", async () => {
    const journal = { ...memoryJournal([]), storeDispatch: () => Promise.reject(new Error("journal away")) };
    await expect(send(tinyFormat(), journal)).rejects.toThrow("journal away");
  });
});

describe("an outgoing document without a connection", () => {
  const unaddressed = () =>
    queuedDocument({ number: "1", direction: "outbound", connection: null, flow: "out" });
  const out = tinyFlow({ code: "out", direction: "outbound", plan: () => plan });
  const run = async (flows: readonly string[]) => {
    const format = { code: "tiny", version: "1", options: {} };
    const configured = [
      tinyConnection({ flows }),
      tinyConnection({ code: "zeta", flows: ["out"], active: false }),
    ];
    const connections = createConnections({
      version: "2",
      connections: configured.map((one) => ({ ...one, format })),
    });
    const test = applier([unaddressed()], { connections, flows: [out] });
    await test.run();
    return test;
  };

  it("is sent over the connection that has its flow switched on by now", async () => {
    const { journal, outcome } = await run(["out"]);
    expect(journal.written).toMatchObject([{ connection: "tiny", documentId: "id-1" }]);
    expect(outcome()).toEqual([["1", "processing", null]]);
  });

  it("remains an exception while there is none", async () => {
    const { journal, outcome } = await run(["tiny"]);
    expect(journal.written).toEqual([]);
    expect(outcome()).toEqual([["1", "attention", "UNKNOWN_PARTNER"]]);
  });
});
