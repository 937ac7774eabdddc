import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import { createDecoder } from "../../../sidecar/engine/receive/decode.ts";
import { createIntake } from "../../../sidecar/engine/receive/intake.ts";
import { flows } from "../../../sidecar/flows/catalogue.ts";
import { formats } from "../../../sidecar/formats/registry.ts";
import { supplierConnection } from "../../support/connection.ts";
import { useJournal } from "../../support/journal.ts";
import { recordedLog } from "../../support/log.ts";
import { noneIsLarge, readingOf } from "../../support/reading.ts";
import { orderResponse } from "../../support/x12-text.ts";

const store = useJournal();
const NUL = "\0";
const line = { line: 1, quantity: 5, price: 9.4, item: "HM-1", answers: [["IA", "5", "BX"]] };
const answer = { type: "OrderResponse", id: "R1", orderReference: "P1", response: "accepted", lines: [] };
const event = (given: object) =>
  JSON.stringify({
    specversion: "1.0",
    id: "e",
    source: "s",
    type: "health.suture.order-response.v1",
    data: answer,
    ...given,
  });

/** Takes a body in and decodes it, as the sidecar does. */
async function takeAndDecode(body: string, contentType: string) {
  const connection = {
    ...supplierConnection(),
    active: true,
    route: { transport: "none", url: null },
  } as const;
  const log = recordedLog();
  const reading = readingOf(formats);
  const intake = createIntake({ journal: store.journal, cut: reading.cut, onStored: () => {}, log });
  const decode = createDecoder({
    large: noneIsLarge,
    journal: store.journal,
    connections: createConnections({ version: "1", connections: [connection] }),
    formats,
    flows,
    clock: () => new Date(),
    decodeBody: reading.decode,
    onDecoded: () => {},
    log,
  });
  const [accepted] = await intake({
    connection: "edi-harbor",
    transport: "amqp",
    contentType,
    headers: { "message-id": `m${NUL}` },
    sender: null,
    body: Buffer.from(body),
    traceId: "0af7651916cd43dd8448eb211c80319c",
  });
  const id = accepted?.id ?? "";
  await decode([id]);
  return {
    accepted,
    summary: await store.journal.messageSummary(id),
    documents: await store.journal.documentsOfMessage(id),
    body: (await store.journal.messageBody(id))?.body,
  };
}

describe("characters that PostgreSQL does not store", () => {
  it.each([
    ["the order's number", "application/edi-x12", orderResponse(`P${NUL}1`, [line], { control: 1 })],
    ["an item", "application/edi-x12", orderResponse("P1", [{ ...line, item: `H${NUL}` }], { control: 2 })],
    ["the sender", "application/edi-x12", orderResponse("P1", [line], { control: 3, sender: `H${NUL}M` })],
    ["an event's id", "application/cloudevents+json", event({ id: `a${NUL}` })],
    ["an event's type", "application/cloudevents+json", event({ id: "b", type: NUL })],
    ["a document", "application/cloudevents+json", event({ id: "c", data: { ...answer, id: NUL } })],
    ["half a pair", "application/cloudevents+json", event({ id: "d", data: { ...answer, id: "\ud800" } })],
  ])(
    "in %s: the message is decoded, and its bytes are stored unchanged",
    async (_what, contentType, body) => {
      const taken = await takeAndDecode(body, contentType);
      expect(taken.summary?.status).not.toBe("received");
      expect(taken.body).toEqual(Buffer.from(body.trimEnd()));
    },
  );
});

describe("names that are too long for an index", () => {
  const long = (characters: number) => randomBytes(characters / 2).toString("hex");
  const data = { ...answer, id: long(10_000), orderReference: long(10_000) };
  it.each([
    [
      "an event's id",
      "application/cloudevents+json",
      event({ id: long(12_000) }),
      "unreadable",
      "UNREADABLE",
    ],
    [
      "its source",
      "application/cloudevents+json",
      event({ id: "f", source: long(12_000) }),
      "unreadable",
      "UNREADABLE",
    ],
    ["the numbers of a document", "application/cloudevents+json", event({ id: "g", data }), "accepted", null],
    [
      "the number of an order in X12",
      "application/edi-x12",
      orderResponse(long(10_000), [line], { control: 4 }),
      "accepted",
      undefined,
    ],
  ])(
    "in %s: the message is decoded, and its bytes are stored unchanged",
    async (_what, contentType, body, status, reason) => {
      const taken = await takeAndDecode(body, contentType);
      expect(taken.accepted?.status).toBe(status);
      expect(taken.body).toEqual(Buffer.from(body.trimEnd()));
      expect(taken.documents).toHaveLength(1);
      const [document] = taken.documents;
      if (reason !== undefined) expect(document?.reasonCode).toBe(reason);
      expect(document?.reasonCode).not.toBe("INTERNAL_ERROR");
      for (const text of [document?.key, document?.aggregate, document?.number ?? ""])
        expect(Buffer.byteLength(text ?? "")).toBeLessThanOrEqual(2000);
    },
  );
});
