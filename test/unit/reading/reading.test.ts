import { describe, expect, it } from "vitest";
import { formats } from "../../../sidecar/formats/registry.ts";
import { adt } from "../../support/hl7-text.ts";
import { readingOf } from "../../support/reading.ts";
import { inEnglish } from "../../support/told.ts";
import { orderResponse } from "../../support/x12-text.ts";

const reading = readingOf(formats);
const BOM = "\ufeff";
const bigEndian = (text: string) => Buffer.from(text, "utf16le").swap16();

async function problemsOf(body: Uint8Array, contentType: string | null) {
  const { parts } = await reading.cut(body, contentType);
  return parts.map(({ unreadable }) => inEnglish(unreadable));
}

describe("a body in UTF-16", () => {
  const x12 = orderResponse("P1", [], { control: 1 });
  it.each([
    ["X12 with a byte order mark", Buffer.from(BOM + x12, "utf16le"), "application/edi-x12"],
    ["X12 with a byte order mark, big-endian", bigEndian(BOM + x12), "application/edi-x12"],
    ["X12 without a mark", Buffer.from(x12, "utf16le"), "application/edi-x12"],
    ["X12 without a mark, big-endian", bigEndian(x12), "application/edi-x12"],
    ["X12 without a content type", Buffer.from(x12, "utf16le"), null],
    ["a CloudEvent", Buffer.from('{"id": "1"}', "utf16le"), "application/cloudevents+json"],
    ["a batch of CloudEvents", bigEndian(`${BOM}[{"id": "1"}]`), "application/cloudevents-batch+json"],
  ])("is told so: %s", async (_what, body, contentType) => {
    const [problem, ...others] = await problemsOf(body, contentType);
    expect(problem).toMatch(/is encoded as UTF-16.*Send it in (ASCII or )?UTF-8\./);
    expect(others).toEqual([]);
  });

  it("is read if it is HL7 v2, which allows UTF-16", async () => {
    const body = Buffer.from(BOM + adt("A01"), "utf16le");
    expect(await problemsOf(body, "application/hl7-v2")).toEqual([undefined]);
  });

  it.each([
    [
      "other text",
      Buffer.from("hello"),
      null,
      "The body does not match any of the formats agreed for this connection.",
    ],
    [
      "bytes with some zeros",
      Buffer.from([1, 0, 0, 2, 0, 0]),
      null,
      "The body does not match any of the formats agreed for this connection.",
    ],
    ["no JSON", Buffer.from("{not"), "application/cloudevents+json", "The event is not valid JSON in UTF-8."],
    ["no X12", Buffer.from("hello"), "application/edi-x12", "The body contains no interchange."],
  ])("is not what is reported for %s", async (_what, body, contentType, text) =>
    expect(await problemsOf(body, contentType)).toEqual([text]),
  );
});
