import { describe, expect, it } from "vitest";
import type { Control } from "../../../../sidecar/documents/acknowledgement.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import type { DecodeResult } from "../../../../sidecar/engine/ports/journal/messages.ts";
import { createDecoder } from "../../../../sidecar/engine/receive/decode.ts";
import { flows } from "../../../../sidecar/flows/catalogue.ts";
import { formats } from "../../../../sidecar/formats/registry.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { recordedLog } from "../../../support/log.ts";
import { noneIsLarge, readingOf } from "../../../support/reading.ts";
import { tinyConnection } from "../../../support/tiny.ts";
import { inEnglish } from "../../../support/told.ts";
import { interchange } from "../../../support/x12-text.ts";

const acknowledged = tinyConnection({ ...supplierConnection(), flows: ["acknowledgement"] });

/** Decodes an interchange while the journal contains outgoing documents with these control numbers. */
async function decode(body: string, sent: readonly Control[] = [], connection = acknowledged) {
  const results: DecodeResult[] = [];
  const message = {
    id: "m1",
    connection: connection.code,
    transport: "https" as const,
    contentType: null,
    format: connection.format.code,
    identity: "a",
    contentHash: "hash",
    conflictsWith: null,
    body: Buffer.from(body),
    state: "received" as const,
    traceId: "0af7651916cd43dd8448eb211c80319c",
    receivedAt: new Date("2026-11-20T09:00:00Z"),
  };
  const isIn = (envelope: Control) => (control: Control) =>
    Object.entries(envelope).every(([name, value]) => control[name as keyof Control] === value);
  const run = createDecoder({
    large: noneIsLarge,
    journal: {
      undecoded: async () => [{ id: "m1", connection: connection.code, size: body.length, isChunked: false }],
      decodeTogether: async (_ids, work) => {
        const sentControls = async (_: string, envelopes: readonly Control[]) =>
          envelopes.flatMap((envelope) => sent.filter(isIn(envelope)));
        results.push(await work(message, { sentControls }));
        return 1;
      },
    },
    connections: createConnections({ version: "1", connections: [connection] }),
    formats,
    flows,
    clock: () => new Date("2026-11-20T10:00:00Z"),
    decodeBody: readingOf(formats).decode,
    onDecoded: () => {},
    log: recordedLog(),
  });
  await run(["m1"]);
  const [result] = results;
  if (!result) throw new Error("nothing was decoded");
  return { documents: inEnglish(result.documents) as typeof result.documents, events: result.events };
}

const setOf = (index: number) => String(index).padStart(4, "0");

/** A 997 that acknowledges `count` transaction sets, numbered from 1, of one functional group. */
const acknowledging = (count: number, group = "77") =>
  interchange(
    "997",
    "FA",
    [
      ["AK1", "PO", group],
      ...Array.from({ length: count }, (_, index) => [
        ["AK2", "850", setOf(index + 1)],
        ["AK5", "A"],
      ]).flat(),
      ["AK9", "A", String(count), String(count), String(count)],
    ],
    { control: 5 },
  );

const sent = (set: string, groupControl = "77"): Control => ({
  documentCode: "850",
  groupControl,
  documentControl: set,
  interchangeControl: "9",
});

describe("a 997 about documents that were never sent", () => {
  it("of an unknown group becomes one exception that names the group and the number of sets", async () => {
    const { documents, events } = await decode(acknowledging(2000));
    expect(documents).toMatchObject([
      {
        state: "attention",
        flow: "acknowledgement",
        type: "Acknowledgement",
        number: "77",
        input: null,
        reasonCode: "ACKNOWLEDGEMENT_UNMATCHED",
        findings: [
          {
            theirs: "77",
            text: "It refers to 2000 transaction sets of functional group 77. No group with this number was sent on this connection.",
          },
        ],
      },
    ]);
    expect(events).toHaveLength(1);
  });

  it("becomes one exception for the unknown sets of a known group, next to the known ones", async () => {
    const { documents } = await decode(acknowledging(4), [sent("2")]);
    expect(documents.map(({ state, number }) => [state, number])).toEqual([
      ["attention", "77"],
      ["queued", "77/2"],
    ]);
    expect(documents[0]).toMatchObject({
      findings: [
        {
          text: "It refers to these transaction sets of functional group 77, which the group did not contain: 1, 3 and 4.",
        },
      ],
    });
  });

  it("lists at most twenty sets", async () => {
    const { documents } = await decode(acknowledging(30), [sent("30")]);
    expect(documents).toHaveLength(2);
    const [text] = documents.flatMap((one) =>
      "findings" in one ? one.findings.map((each) => each.text) : [],
    );
    expect(text).toBe(
      `It refers to 29 transaction sets of functional group 77, which the group did not contain, among them ${Array.from({ length: 19 }, (_, index) => index + 1).join(", ")} and 20.`,
    );
  });

  it("remains as it is with a single unknown set, whose exception is raised when it is applied", async () => {
    const { documents } = await decode(acknowledging(3), [sent("1"), sent("2")]);
    expect(documents.map(({ state }) => state)).toEqual(["queued", "queued", "queued"]);
  });

  it("does not take the group for an interchange with the same number", async () => {
    const { documents } = await decode(acknowledging(3), [{ interchangeControl: "77" }]);
    expect(documents.map(({ state }) => state)).toEqual(["attention"]);
  });

  it("has the same key whatever portion of the message it is found in, so that Retry renews the exception", async () => {
    const [all, some] = [await decode(acknowledging(3)), await decode(acknowledging(3), [sent("1")])];
    expect(all.documents[0]).toMatchObject({
      state: "attention",
      key: "edi-harbor/a/unmatched/groupControl/77",
    });
    expect(some.documents[1]).toMatchObject({ state: "attention", key: all.documents[0]?.key });
  });
});

describe("a 997 on a connection without the flow for acknowledgements", () => {
  const other = tinyConnection({ ...supplierConnection(), flows: ["order-response"] });

  it("becomes one exception, whatever number of transaction sets it acknowledges", async () => {
    const { documents, events } = await decode(acknowledging(2000), [], other);
    expect(documents).toMatchObject([
      {
        state: "attention",
        flow: null,
        type: "Acknowledgement",
        number: null,
        key: "edi-harbor/a/switched-off/acknowledgement",
        input: null,
        reasonCode: "UNSUPPORTED_DOCUMENT",
        findings: [{ text: expect.stringContaining("not switched on for this connection") }],
      },
    ]);
    expect(events).toHaveLength(1);
  });

  it("has the same exception for the TA1 segments next to it", async () => {
    const body = acknowledging(3).replace("GS*", "TA1*000000042*261120*0900*A*000~\nGS*");
    const { documents } = await decode(body, [], other);
    expect(documents.map(({ key }) => key)).toEqual(["edi-harbor/a/switched-off/acknowledgement"]);
  });
});

describe("TA1 segments", () => {
  it("about the same unknown interchange become one exception", async () => {
    const ta1 = "TA1*000000042*261120*0900*A*000~\n";
    const body = acknowledging(1).replace("GS*", `${ta1}${ta1}${ta1}GS*`);
    const { documents } = await decode(body);
    expect(documents.map(({ state, number }) => [state, number])).toEqual([
      ["attention", "42"],
      ["queued", "77/1"],
    ]);
    expect(documents[0]).toMatchObject({
      findings: [
        {
          text: "It refers 3 times to interchange 42. No interchange with this number was sent on this connection.",
        },
      ],
    });
  });
});
