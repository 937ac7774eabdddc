import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import type { ConfiguredConnection } from "../../../../sidecar/engine/ports/connection.ts";
import type { DecodeResult } from "../../../../sidecar/engine/ports/journal/messages.ts";
import { createDecoder, type DecodeParts } from "../../../../sidecar/engine/receive/decode.ts";
import type { Message } from "../../../../sidecar/engine/records.ts";
import { type Decoded, EncodingFailure } from "../../../../sidecar/formats/format.ts";
import { problemOf } from "../../../../sidecar/formats/mapping.ts";
import { recordedLog } from "../../../support/log.ts";
import { noneIsLarge, readingOf } from "../../../support/reading.ts";
import { nothingSent, tinyConnection, tinyDocument, tinyFlow, tinyFormat } from "../../../support/tiny.ts";
import { inEnglish, textTerm } from "../../../support/told.ts";

const message = (body: string, given: Partial<Message> = {}): Message => ({
  id: "m1",
  connection: "tiny",
  transport: "https",
  contentType: null,
  format: "tiny",
  identity: "a",
  contentHash: "hash",
  conflictsWith: null,
  body: Buffer.from(body),
  state: "received",
  traceId: "0af7651916cd43dd8448eb211c80319c",
  receivedAt: new Date("2026-11-20T09:00:00Z"),
  ...given,
});

type Given = { connection?: Partial<ConfiguredConnection> | null; parts?: Partial<DecodeParts> };

/** Decodes one message. Returns what the journal would commit. */
async function decode(one: Message, given: Given = {}) {
  const results: DecodeResult[] = [];
  const log = recordedLog();
  const connections = given.connection === null ? [] : [tinyConnection(given.connection ?? {})];
  let told = 0;
  const formats = given.parts?.formats ?? [tinyFormat()];
  const run = createDecoder({
    large: noneIsLarge,
    journal: {
      undecoded: async (ids) =>
        ids.map((id) => ({ id, connection: one.connection, size: one.body.length, isChunked: false })),
      decodeTogether: async (_ids, work) => {
        results.push(await work(one, nothingSent));
        return 1;
      },
    },
    connections: createConnections({ version: "1", connections }),
    formats,
    flows: [tinyFlow({ lane: "critical" })],
    clock: () => new Date("2026-11-20T10:00:00Z"),
    decodeBody: readingOf(formats).decode,
    onDecoded: () => {
      told += 1;
    },
    log,
    ...given.parts,
  });
  await run([one.id]);
  const [result] = results;
  if (!result) throw new Error("nothing was decoded");
  return { ...result, told, log };
}

const decodes = (decoded: () => Decoded) => ({ parts: { formats: [tinyFormat({ decode: decoded })] } });

describe("a message that can be read", () => {
  it.each([
    ["standard", "bulk"],
    ["critical", "critical"],
    ["bulk", "bulk"],
  ] as const)(
    "of a connection with large loads goes, by a flow of the lane %s, by the lane %s",
    async (lane, taken) => {
      const given = { connection: { bulk: true }, parts: { flows: [tinyFlow({ lane })] } };
      const { documents } = await decode(message("tiny a\n1 x\n"), given);
      expect(documents).toMatchObject([{ state: "queued", lane: taken }]);
    },
  );

  it("becomes its documents, each with its flow, lane, aggregate, number, key and hash", async () => {
    const { documents, events, told } = await decode(message("tiny a\n1 x\n2 y\n"));
    expect(documents).toMatchObject([
      { state: "queued", flow: "tiny", lane: "critical", number: "1", aggregate: "tiny/x", key: "tiny/a/1" },
      { state: "queued", flow: "tiny", lane: "critical", number: "2", aggregate: "tiny/y", key: "tiny/a/2" },
    ]);
    expect(documents[0]).toMatchObject({
      messageId: "m1",
      direction: "inbound",
      input: tinyDocument("1", "x"),
    });
    const bytes = createHash("sha256").update("t").digest("hex"); // the tiny format's range of the first document
    expect(documents[0]?.contentHash).toBe(bytes);
    expect(events).toEqual([]);
    expect(told).toBe(1);
  });

  it("that contains nothing for us is decoded and records so, without an event", async () => {
    const passed = decodes(() => ({ documents: [], replies: [], passedOver: true }));
    const { documents, events, step } = await decode(message("tiny a\n"), passed);
    expect([documents, events]).toEqual([[], []]);
    expect(step.name).toBe("passed over");
  });

  it("keeps its valid documents when one of them is invalid", async () => {
    const { documents, events } = await decode(message("tiny a\n1 x\nbad\n3 z\n"));
    expect(documents.map(({ state, number }) => [state, number])).toEqual([
      ["queued", "1"],
      ["attention", null],
      ["queued", "3"],
    ]);
    expect(documents[1]).toMatchObject({
      reasonCode: "SCHEMA_INVALID",
      flow: null,
      input: null,
      key: "tiny/a/2",
    });
    expect(events).toMatchObject([
      {
        type: "health.suture.exchange.exception.v1",
        data: { key: "tiny/a/2", reasonCode: "SCHEMA_INVALID" },
      },
    ]);
  });
});

describe("a whole message becomes an exception", () => {
  const unreadable = () =>
    ({ documents: [], replies: [], problem: { code: "UNREADABLE", findings: [] } }) as const;
  const cases: readonly (readonly [string, string, Message, Given])[] = [
    ["of no connection that we know", "UNKNOWN_PARTNER", message("tiny a\n1 x\n"), { connection: null }],
    ["of no connection at all", "UNKNOWN_PARTNER", message("tiny a\n1 x\n", { connection: null }), {}],
    [
      "of a connection switched off",
      "UNKNOWN_PARTNER",
      message("tiny a\n1 x\n"),
      { connection: { active: false } },
    ],
    ["in no format", "UNREADABLE", message("<html>", { format: null }), {}],
    ["that its format cannot read", "UNREADABLE", message("tiny a\n"), decodes(unreadable)],
    [
      "with the number of another",
      "DUPLICATE_CONTENT_DIFFERS",
      message("tiny a\n1 x\n", { conflictsWith: "m0" }),
      {},
    ],
    ["on which the decoder throws", "INTERNAL_ERROR", message("tiny a\n1 x\nthrow\n"), {}],
    [
      "on which a flow throws",
      "INTERNAL_ERROR",
      message("tiny a\n1 x\n"),
      {
        parts: {
          flows: [
            tinyFlow({
              aggregate: () => {
                throw new Error("bug");
              },
            }),
          ],
        },
      },
    ],
  ];

  it.each(cases)("%s: %s, and none of it is applied", async (_what, reasonCode, one, given) => {
    const { documents, events, step } = await decode(one, given);
    expect(documents).toMatchObject([
      { state: "attention", reasonCode, input: null, aggregate: "message/m1" },
    ]);
    expect(events).toMatchObject([{ type: "health.suture.exchange.exception.v1", data: { reasonCode } }]);
    expect(step.name).toBe("decoded");
  });

  it("names the message it contradicts", async () => {
    const { documents } = await decode(message("tiny a\n1 x\n", { conflictsWith: "m0" }));
    expect(inEnglish(documents[0])).toMatchObject({ reason: expect.stringContaining("m0") });
  });
});

describe("a document that no flow accepts", () => {
  it.each([
    [
      "no flow is for its kind",
      { parts: { flows: [] } },
      "No flow handles documents of type Acknowledgement.",
    ],
    ["its flow is switched off", { connection: { flows: [] } }, "The flow “Tiny” is not switched on"],
    [
      "its flow goes the other way",
      { parts: { flows: [tinyFlow({ direction: "outbound" })] } },
      "No flow handles",
    ],
  ] as const)("because %s becomes an exception with that reason", async (_what, given, text) => {
    const { documents } = await decode(message("tiny a\n1 x\n"), given);
    expect(inEnglish(documents)).toMatchObject([
      {
        state: "attention",
        reasonCode: "UNSUPPORTED_DOCUMENT",
        number: "1",
        reason: expect.stringContaining(text),
      },
    ]);
  });
});

describe("the sender is answered", () => {
  it("when the connection acknowledges, with numbers that are reserved later", async () => {
    const { deliveries } = await decode(message("tiny a\n1 x\n2 y\n"));
    expect(deliveries).toMatchObject([
      { connection: "tiny", kind: "acknowledgement", documentId: null, messageId: "m1" },
    ]);
    const encoded = await deliveries[0]?.encode(async (kind) => (kind === "reply" ? 41 : 0));
    expect(Buffer.from(encoded?.bytes ?? []).toString()).toBe("2 read");
    expect(encoded?.control).toEqual({ control: "41" });
  });

  it.each([
    ["it does not acknowledge", message("tiny a\n1 x\n"), { connection: { acknowledges: false } }],
    ["it is unknown", message("tiny a\n1 x\n"), { connection: null }],
    ["the format is unknown", message("x", { format: null }), {}],
    ["the decoder threw", message("tiny a\nthrow\n"), {}],
  ] as const)("not when %s", async (_what, one, given) => {
    expect((await decode(one, given)).deliveries).toEqual([]);
  });

  it("also about a message that contradicts an earlier one", async () => {
    expect((await decode(message("tiny a\n1 x\n", { conflictsWith: "m0" }))).deliveries).toHaveLength(1);
  });
});

describe("a message decoded before", () => {
  it("is not changed", async () => {
    let told = 0;
    const run = createDecoder({
      large: noneIsLarge,
      journal: { undecoded: async () => [], decodeTogether: async () => 0 },
      connections: createConnections(null),
      formats: [],
      flows: [],
      clock: () => new Date(),
      decodeBody: readingOf([]).decode,
      onDecoded: () => {
        told += 1;
      },
      log: recordedLog(),
    });
    await run(["m1", "m2"]);
    expect(told).toBe(0);
  });
});

describe("how the sender was answered", () => {
  const problem = {
    code: "ACKNOWLEDGEMENT_NOT_AS_AGREED",
    findings: [
      { code: "ACKNOWLEDGEMENT_NOT_AS_AGREED", field: "GS08", text: textTerm("A 997 went out instead.") },
    ],
  } as const;
  const departing = () =>
    ({
      documents: [],
      replies: [],
      departures: [{ key: "999/997/004010", code: "997", problem }],
    }) satisfies Decoded;

  it("is raised if it was not as agreed, under one key for all messages of the connection", async () => {
    const first = await decode(message("tiny a\n"), decodes(departing));
    const second = await decode(message("tiny b\n", { id: "m2", identity: "b" }), decodes(departing));
    expect(inEnglish(first.documents)).toMatchObject([
      {
        state: "attention",
        reasonCode: "ACKNOWLEDGEMENT_NOT_AS_AGREED",
        reason: expect.stringContaining("A 997 went out instead."),
        key: "tiny/acknowledgement-form/999/997/004010",
        type: "Acknowledgement",
        direction: "outbound",
      },
    ]);
    expect(first.events).toMatchObject([{ type: "health.suture.exchange.exception.v1" }]);
    expect(second.documents.map(({ key }) => key)).toEqual(first.documents.map(({ key }) => key));
  });

  it("is not raised where nothing is acknowledged", async () => {
    const { documents } = await decode(message("tiny a\n"), {
      ...decodes(departing),
      connection: { acknowledges: false },
    });
    expect(documents).toEqual([]);
  });

  it("is raised if it could not be written, with the reason and its event", async () => {
    const { deliveries, raisedEvent } = await decode(
      message("tiny a\n"),
      decodes(() => ({ documents: [], replies: [{ code: "997", content: null }] })),
    );
    const failure = new EncodingFailure(
      problemOf("UNKNOWN_PARTNER", "identifier", textTerm("It has no identifier.")),
    );
    const raised = deliveries[0]?.onFailure?.(failure);
    expect(inEnglish(raised)).toMatchObject({
      state: "attention",
      reasonCode: "ACKNOWLEDGEMENT_NOT_AS_AGREED",
      reason: expect.stringContaining("It has no identifier."),
      messageId: "m1",
      code: "997",
    });
    if (!raised) throw new Error("nothing was raised");
    expect(raisedEvent?.(raised)).toMatchObject({
      type: "health.suture.exchange.exception.v1",
      data: { reasonCode: "ACKNOWLEDGEMENT_NOT_AS_AGREED" },
    });
  });
});

it("deviations of the layout are in the message's steps and in the log", async () => {
  const odd = decodes(() => ({
    documents: [],
    replies: [],
    remarks: [{ term: "x12-syntax.empty-segments", parameters: { count: 1 } }],
  }));
  const { step, log } = await decode(message("tiny a\n"), odd);
  expect(step.detail).toBe("0 document(s). Ignored empty segments: 1.");
  expect(JSON.stringify(log)).toContain("Ignored empty segments");
});

it("a format receives the document types that the connection has a flow for or that no flow handles", async () => {
  const told: (readonly string[] | undefined)[] = [];
  const format = tinyFormat({
    decode: (_bytes, { taken }) => {
      told.push(taken);
      return { documents: [], replies: [] };
    },
  });
  await decode(message("tiny a\n"), { parts: { formats: [format] } });
  await decode(message("tiny a\n"), { parts: { formats: [format] }, connection: { flows: [] } });
  const [enabled = [], disabled = []] = told;
  expect(enabled.filter((type) => !disabled.includes(type))).toEqual(["Acknowledgement"]);
  // The tiny flow is the only one, so the other types wait for a later version.
  expect(disabled).toEqual(expect.arrayContaining(["DespatchAdvice", "ReceiptAdvice"]));
});
