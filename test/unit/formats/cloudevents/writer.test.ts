import { describe, expect, it } from "vitest";
import { canonicalDocument } from "../../../../sidecar/documents/document.ts";
import type { Encounter } from "../../../../sidecar/documents/encounter.ts";
import { cloudEvents } from "../../../../sidecar/formats/cloudevents/format.ts";
import { EncodingFailure } from "../../../../sidecar/formats/format.ts";
import { supplierConnection } from "../../../support/connection.ts";

const id = "0123456789abcdef0123456789abcdef";
const encounter: Encounter = {
  type: "Encounter",
  id,
  status: "corrected",
  version: 2,
  department: [{ scheme: "department", id: "DEP-CLE" }],
  endDate: "2026-11-20",
};
const billing = supplierConnection({
  code: "billing",
  kind: "billing",
  identifiers: [{ owner: "us", scheme: "name", id: "Northfield" }],
  format: { code: "cloudevents", version: "1.0", options: {} },
});
const context = { connection: billing, now: "2026-11-20T10:15:00.000Z", next: async () => 1 };
const text = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString("utf8")) as object;

describe("an encounter as a CloudEvent", () => {
  it("is written in structured mode, identified by its version", async () => {
    const encoded = await cloudEvents.encode(encounter, context);
    expect(encoded).toMatchObject({
      code: "health.suture.encounter.v1",
      contentType: "application/cloudevents+json",
      fileName: `encounter-${id}-2.json`,
      controlReference: `encounter/${id}/2`,
    });
    expect(text(encoded.bytes)).toEqual({
      specversion: "1.0",
      id: `encounter/${id}/2`,
      source: "urn:suture:northfield",
      type: "health.suture.encounter.v1",
      subject: id,
      time: "2026-11-20T10:15:00.000Z",
      datacontenttype: "application/json",
      data: encounter,
    });
  });

  it("has the same bytes when it is written again", async () => {
    const [one, other] = [
      await cloudEvents.encode(encounter, context),
      await cloudEvents.encode(encounter, context),
    ];
    expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(true);
  });

  it("has the connection as its source if we have no identifier", async () => {
    const connection = { ...billing, identifiers: [] };
    const { bytes } = await cloudEvents.encode(encounter, { ...context, connection });
    expect(text(bytes)).toMatchObject({ source: "urn:suture:connection:billing" });
  });

  it("can be read back", async () => {
    const { bytes } = await cloudEvents.encode(encounter, context);
    const pseudonym = () => "";
    const decoded = cloudEvents.decode(bytes, { connection: billing, duplicateOfOther: false, pseudonym });
    expect(decoded.documents).toMatchObject([{ document: encounter }]);
  });

  it("is not written without a version, because it would look like a duplicate", async () => {
    const { version: _version, ...unnumbered } = encounter;
    await expect(cloudEvents.encode(unnumbered, context)).rejects.toThrow(EncodingFailure);
  });
});

describe("other documents", () => {
  const types = canonicalDocument.options.map(({ shape }) => shape.type.value);

  it.each(types)("%s is written only if it is an encounter", (type) =>
    expect(cloudEvents.writes.includes(type)).toBe(type === "Encounter"),
  );

  it("are refused", async () => {
    const order = { type: "OrderResponse", id: "R1", orderReference: "P1", response: "accepted", lines: [] };
    const document = canonicalDocument.parse(order);
    await expect(cloudEvents.encode(document, context)).rejects.toThrow("cloudevents.document-not-written");
  });
});

describe("a canonical encounter from another sender", () => {
  it("is refused with a number instead of a pseudonym", () => {
    const event = {
      specversion: "1.0",
      id: "1",
      source: "urn:ehr",
      type: "health.suture.encounter.v1",
      data: { ...encounter, id: "V-100234" },
    };
    const { documents } = cloudEvents.decode(Buffer.from(JSON.stringify(event)), {
      connection: billing,
      duplicateOfOther: false,
      pseudonym: () => "",
    });
    expect(documents).toMatchObject([{ problem: { code: "SCHEMA_INVALID" } }]);
    expect(JSON.stringify(documents)).not.toContain("V-100234");
  });
});

/** An instant is written in UTC, whatever the company's time zone. */
it("has its time as an instant in UTC", async () => {
  const { bytes } = await cloudEvents.encode(encounter, { ...context, now: "2026-11-20T05:15:00-05:00" });
  expect(JSON.parse(Buffer.from(bytes).toString())).toMatchObject({ time: "2026-11-20T10:15:00.000Z" });
});
