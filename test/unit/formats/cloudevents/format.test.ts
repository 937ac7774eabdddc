import { describe, expect, it } from "vitest";
import { cloudEvents } from "../../../../sidecar/formats/cloudevents/format.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { inEnglish } from "../../../support/told.ts";

const answer = { type: "OrderResponse", id: "R1", orderReference: "P00001", response: "accepted", lines: [] };
const event = (given: object = {}) => ({
  specversion: "1.0",
  id: "e-1",
  source: "urn:erp:1",
  type: "health.suture.order-response.v1",
  data: answer,
  ...given,
});
const bytes = (content: unknown) => Buffer.from(JSON.stringify(content));
const decode = (content: unknown) => decodeBytes(bytes(content));
const decodeBytes = (body: Uint8Array) =>
  cloudEvents.decode(body, {
    connection: supplierConnection(),
    duplicateOfOther: false,
    pseudonym: () => "",
  });

describe("CloudEvents with canonical documents", () => {
  it("are recognised by their content type alone", () => {
    expect(cloudEvents.recognises(bytes(event()), "application/cloudevents+json")).toBe(true);
    expect(cloudEvents.recognises(bytes([event()]), "application/cloudevents-batch+json")).toBe(true);
    expect(cloudEvents.recognises(bytes(event()), "application/json")).toBe(false);
  });

  it("of a batch are separate messages, also an invalid one", () => {
    const batch = bytes([event(), { id: "e-2" }]);
    const parts = cloudEvents.split(batch);
    expect(inEnglish(parts)).toMatchObject([
      { identity: "cloudevents/urn:erp:1/e-1" },
      {
        identity: null,
        unreadable: expect.stringMatching(/CloudEvents 1.0: specversion, source/),
      },
    ]);
    const first = batch.subarray(parts[0]?.start, parts[0]?.end).toString();
    expect(decode(JSON.parse(first)).documents).toMatchObject([{ document: answer }]);
  });

  it("are the same delivery when source and id are the same", () => {
    expect(cloudEvents.split(bytes(event({ data: null })))).toEqual([
      { start: 0, end: bytes(event({ data: null })).length, identity: "cloudevents/urn:erp:1/e-1" },
    ]);
  });

  it("become the document they contain", () => {
    expect(decode(event()).documents).toMatchObject([
      { code: "health.suture.order-response.v1", document: answer },
    ]);
  });

  it.each([
    ["another version of CloudEvents", event({ specversion: "0.3" })],
    ["no id", event({ id: undefined })],
    ["no object", "text"],
  ])("are refused: %s", (_name, content) => {
    const [part] = cloudEvents.split(bytes(content));
    expect(inEnglish(part?.unreadable)).toMatch(/^The event/);
    expect(decode(content).problem?.code).toBe("UNREADABLE");
  });

  it.each([
    ["nested too deeply", "[".repeat(80) + "]".repeat(80)],
    ["with too many members", JSON.stringify(Array(30_000).fill(1))],
  ])("exceed a limit: %s", (_name, content) =>
    expect(decodeBytes(Buffer.from(content)).problem?.code).toBe("LIMIT_EXCEEDED"),
  );

  it("are refused when they are not JSON in UTF-8", () => {
    expect(inEnglish(cloudEvents.split(Buffer.from([0xff, 0x7b]))[0]?.unreadable)).toBe(
      "The event is not valid JSON in UTF-8.",
    );
  });

  it.each([
    ["UNSUPPORTED_DOCUMENT", "a type of somebody else", event({ type: "com.example.order" })],
    [
      "SCHEMA_INVALID",
      "a document that breaks its schema",
      event({ data: { ...answer, response: "perhaps" } }),
    ],
    [
      "SCHEMA_INVALID",
      "a document of another type than the event's",
      event({ type: "health.suture.invoice.v1" }),
    ],
  ])("return %s for %s, without the value", (code, _name, content) => {
    const [document] = decode(content).documents;
    expect(document).toMatchObject({ problem: { code } });
    expect(JSON.stringify(document)).not.toContain("perhaps");
  });
});
