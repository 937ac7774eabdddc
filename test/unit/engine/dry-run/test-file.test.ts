import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { MOST_BYTES } from "../../../../sidecar/engine/dry-run/dry-run-result.ts";
import { readTestFile } from "../../../../sidecar/engine/dry-run/test-file.ts";
import type { ConfiguredConnection } from "../../../../sidecar/engine/ports/connection.ts";
import type { DryRunResult } from "../../../../sidecar/engine/ports/dry-run.ts";
import type { OutboxRow } from "../../../../sidecar/engine/ports/odoo.ts";
import { OdooFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { flows } from "../../../../sidecar/flows/catalogue.ts";
import { formats } from "../../../../sidecar/formats/registry.ts";
import { directReading } from "../../../../sidecar/reading/reading.ts";
import { createPseudonym } from "../../../../sidecar/security/pseudonym.ts";
import { testBreaker } from "../../../support/breaker.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { fakeOdoo } from "../../../support/fake-odoo.ts";
import { adt } from "../../../support/hl7-text.ts";
import { recordedLog } from "../../../support/log.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";
import { interchange, orderResponse } from "../../../support/x12-text.ts";

const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, "../../../../fixtures", name, "message.x12"), "latin1");

/** A test file with the real formats and flows, on a connection in setup. */
function stage(given: Partial<ConfiguredConnection> = {}) {
  const connection: ConfiguredConnection = {
    ...supplierConnection(),
    active: false,
    route: { transport: "none", url: null },
    ...given,
  };
  const odoo = fakeOdoo();
  const log = recordedLog();
  const reading = directReading(formats, createPseudonym("0123456789abcdef0123456789abcdef"));
  const parts = {
    journal: { appliedOf: async () => [] },
    odoo: { ...odoo, configuration: async () => ({ version: "1", connections: [connection] }) },
    flows,
    formats,
    breaker: testBreaker(),
    cut: reading.cut,
    decodeBody: reading.decode,
    clock: () => new Date("2026-11-20T10:00:00Z"),
    log,
  };
  const row = (content: unknown, code = connection.code): OutboxRow => ({
    id: 1,
    key: "rehearse/odoo/edi-harbor/7/1",
    kind: "command",
    event: "rehearse",
    connection: code,
    model: "suture.connection",
    resId: 7,
    number: "Sample",
    messageKey: null,
    arguments: { by: "Ann", content_base64: content },
    traceId: "",
  });
  const ask = (content: unknown, code?: string) => readTestFile(parts, row(content, code));
  const rehearse = async (text: string | Uint8Array): Promise<DryRunResult> => {
    const answer = await ask(Buffer.from(text as string, "latin1").toString("base64"));
    if (typeof answer === "string" || "term" in answer) throw new Error(JSON.stringify(answer));
    return answer;
  };
  return { ask, rehearse, odoo, log, parts };
}

describe("a test file on a connection in setup", () => {
  it("is decoded and planned; missing records in Odoo are reported", async () => {
    const { rehearse, odoo } = stage();
    const answer = await rehearse(fixture("01-855-all-lines-accepted-with-their-dates"));
    expect(answer).toMatchObject({ outcome: "read", format: "x12", more: 0 });
    const [message] = answer.messages;
    expect(message?.problem).toBeNull();
    expect(message?.envelope.map(({ fits }) => fits)).toEqual([true, true, true]);
    expect(message?.documents).toMatchObject([
      {
        code: "855",
        type: "OrderResponse",
        flow: "order-response",
        payload: { type: "OrderResponse" },
        preview: { outcome: "exception", reasonCode: "UNKNOWN_ORDER" },
      },
    ]);
    expect(odoo.calls).toEqual([]);
    expect(odoo.applied).toEqual([]);
  });

  it("from another sender, for the other environment, shows what was found and expected, and its content", async () => {
    const text = orderResponse("P00007", [], { control: 9, sender: "STRANGER", usage: "T" });
    const [message] = (await stage().rehearse(text)).messages;
    expect(message?.problem).toMatchObject({ reasonCode: "WRONG_ENVIRONMENT" });
    expect(message?.envelope).toEqual([
      {
        what: "sender",
        label: { term: "format.sender" },
        place: "ISA05, ISA06",
        found: "ZZ STRANGER",
        expected: ["ZZ HARBORMED"],
        fits: false,
      },
      {
        what: "receiver",
        label: { term: "format.receiver" },
        place: "ISA07, ISA08",
        found: "ZZ NORTHFIELD",
        expected: ["ZZ NORTHFIELD"],
        fits: true,
      },
      {
        what: "environment",
        label: { term: "format.environment" },
        place: "ISA15",
        found: "T",
        expected: ["P"],
        fits: false,
      },
    ]);
    expect(message?.documents).toMatchObject([{ code: "855", number: "P00007" }]);
  });

  it("whose flow is not switched on shows no content", async () => {
    const { rehearse } = stage({ flows: [] });
    const answer = await rehearse(fixture("01-855-all-lines-accepted-with-their-dates"));
    expect(answer.messages[0]?.documents).toMatchObject([
      { flow: null, payload: null, preview: { outcome: "exception", reasonCode: "UNSUPPORTED_DOCUMENT" } },
    ]);
  });

  it("of many messages is processed in part, and reports so", async () => {
    const many = Array.from({ length: 14 }, (_, index) => orderResponse("P1", [], { control: index + 1 }));
    const answer = await stage().rehearse(many.join(""));
    expect(answer.messages).toHaveLength(10);
    expect(answer.more).toBe(4);
  });

  it("of patients shows pseudonyms, and no patient's number", async () => {
    const { rehearse } = stage({
      code: "ehr",
      kind: "ehr",
      identifiers: [],
      flows: ["encounter-completed"],
      format: { code: "hl7v2", version: "2.5.1", options: {} },
    });
    const answer = await rehearse(adt("A03", { pid: { 5: "CANARYNAME^PATIENT", 3: "CANARYMRN" } }));
    expect(answer.messages[0]?.documents).toMatchObject([
      { type: "Encounter", payload: { type: "Encounter" } },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/CANARY|V-100234|ACC 778|19000101/);
  });
});

const ISA = orderResponse("P00007", [], { control: 9 });
const BAD: readonly [name: string, bytes: string, shown: object][] = [
  ["nothing that is known", "Dear Sir or Madam,", { outcome: "unreadable", format: null }],
  ["NUL bytes", "\0\0\0\0", { outcome: "unreadable" }],
  ["a picture", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", { outcome: "unreadable" }],
  ["an ISA cut short", ISA.slice(0, 60), { messages: [{ problem: { reasonCode: "UNREADABLE" } }] }],
  ["no trailers", ISA.slice(0, -40), { messages: [{ problem: { reasonCode: "ENVELOPE_INVALID" } }] }],
  ["JSON that is none", '{"specversion": "1.0", ', { messages: [{ problem: { reasonCode: "UNREADABLE" } }] }],
  ["nesting without an end", "[".repeat(200_000), { messages: [{ problem: { reasonCode: "UNREADABLE" } }] }],
  ["an MSH cut short", "MSH|^~\\&|EHR\r", { messages: [{ problem: { reasonCode: "UNREADABLE" } }] }],
  [
    "a set that is not handled",
    interchange("856", "SH", [["BSN", "00", "1", "20261120", "0900"]], { control: 4 }),
    { messages: [{ documents: [{ code: "856", preview: { outcome: "exception" }, payload: null }] }] },
  ],
];

describe("invalid bytes", () => {
  it.each(BAD)("%s: returns an answer, and does not throw", async (_name, bytes, shown) => {
    expect(await stage().rehearse(bytes)).toMatchObject(shown);
  });

  it.each([
    ["nothing", ""],
    ["no text", 7],
    ["no base64", "%%%"],
    ["too much", "A".repeat(Math.ceil(MOST_BYTES / 3) * 4 + 4)],
  ])("%s is refused with a text", async (_name, content) => {
    expect(inEnglish(await stage().ask(content))).toContain("larger than 1 MB");
  });

  it("an identifier that does not look like one is not shown", async () => {
    const text = ISA.replaceAll("HARBORMED      ", "\x01\x02R\xfcNGE        ");
    const [message] = (await stage().rehearse(text)).messages;
    expect(message?.envelope[0]).toMatchObject({ what: "sender", found: null, fits: false });
  });
});

describe("when it cannot be processed", () => {
  it("a missing connection is reported", async () => {
    expect(inEnglish(await stage().ask("SVNB", "edi-gone"))).toContain("The connection no longer exists");
  });

  it("an internal error affects one message, and is logged", async () => {
    const { parts, log, rehearse } = stage();
    parts.decodeBody = () => Promise.reject(new Error("boom"));
    expect((await rehearse(ISA)).messages[0]?.problem).toMatchObject({ reasonCode: "INTERNAL_ERROR" });
    expect(log.entries).toMatchObject([{ message: "decoding a sample failed" }]);
  });

  it("an unreachable Odoo is reported to the caller", async () => {
    const { rehearse, odoo } = stage();
    odoo.before = () => {
      throw new OdooFailure("unavailable", textTerm("Odoo is unreachable"));
    };
    await expect(rehearse(fixture("01-855-all-lines-accepted-with-their-dates"))).rejects.toThrow(
      OdooFailure,
    );
  });
});
